"""Which text belongs to which marker and attribution, decided by the page as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from content.lines import Line
from content.threads.attributions import Attribution
from content.threads.markers import Marker
from content.threads.tokens import Token, TokenKind

# What a tweet holds: 140 characters until November 2017, 280 since.
SHORT_TWEET, LONG_TWEET = 140, 280
LONG_SINCE = 2017
# Mastodon's limit.
LONG_POST = 500
# Reply names at the front and links count less than they print.
SLACK = 10


@dataclass(slots=True)
class Unit:
    """One tweet while it is put together; indices count in the page's tokens."""

    at: int
    marker: Marker | None = None
    marker_line: int | None = None
    attribution: Attribution | None = None
    texts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Cluster:
    """A marker with its attribution; `first` and `last` are their outermost tokens."""

    first: int
    last: int
    marker: int | None
    attribution: int | None

    @property
    def encloses(self) -> bool:
        """True where the text stands between marker and attribution."""
        return self.marker is not None and self.last - self.first > 1


def units_of(tokens: Sequence[Token]) -> list[Unit]:
    """Put together the tweets of a page, in the order in which they stand."""
    page = _Page(tokens)
    numbered = page.clusters()
    units = page.claim_numbered(numbered)
    units += page.claim_others({c.attribution for c in numbered if c.attribution is not None})
    return sorted(units, key=lambda unit: unit.at)


class _Page:
    """The tokens of a page and the texts that are already given away."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.solid = [i for i, token in enumerate(tokens) if token.kind is not TokenKind.BLANK]
        self.rank = {index: rank for rank, index in enumerate(self.solid)}
        # Nobody but the author speaks between the numbers of a page without attributions.
        self.signed = sum(token.kind is TokenKind.ATTRIBUTION for token in tokens) > 1
        self.owner: dict[int, Unit] = {}
        self.limit = LONG_TWEET
        self.inner_blank = False
        self.one_line = False

    def kind(self, index: int | None) -> TokenKind | None:
        return None if index is None else self.tokens[index].kind

    def beside(self, index: int, step: int) -> int | None:
        """Give the next token that is not blank, in either direction."""
        rank = self.rank[index] + step
        return self.solid[rank] if 0 <= rank < len(self.solid) else None

    def slot(self, index: int, step: int) -> list[int]:
        """Give the texts and blanks from a token on, up to the next marker or attribution."""
        found = []
        at = index + step
        while 0 <= at < len(self.tokens) and self.kind(at) in (TokenKind.TEXT, TokenKind.BLANK):
            found.append(at)
            at += step
        return found

    # -- which marker goes with which attribution

    def clusters(self) -> list[_Cluster]:
        """Pair markers with attributions by the one way that fits most of them."""
        markers = [i for i in self.solid if self.kind(i) is TokenKind.MARKER]
        after = [self._attribution(i, 1) for i in markers]
        before = [self._attribution(i, -1) for i in markers]
        behind = [self._beyond(i, 1) for i in markers]
        ahead = [self._beyond(i, -1) for i in markers]
        half = 0.5 * len(markers)
        ways = {"after": after, "before": before, "behind": behind, "ahead": ahead}
        counts = {way: sum(x is not None for x in found) for way, found in ways.items()}
        chosen: list[int | None] = [None] * len(markers)
        if markers and max(counts.values()) > half:
            whole = {way: self._unparted(markers, found) for way, found in ways.items()}
            chosen = ways[self._way({way: counts[way] + whole[way] for way in ways})]
        return [
            _Cluster(min(m, m if a is None else a), max(m, m if a is None else a), m, a)
            for m, a in zip(markers, chosen, strict=True)
        ]

    @staticmethod
    def _way(ways: dict[str, int]) -> str:
        """Choose how marker and attribution go together.

        Inside a page M A T and A T M look alike, and so do M T A and A M T; only at the edges one
        of them leaves a marker without its attribution.
        """
        if max(ways["after"], ways["ahead"]) >= max(ways["before"], ways["behind"]):
            return "after" if ways["after"] >= ways["ahead"] else "ahead"
        return "behind" if ways["behind"] > ways["before"] else "before"

    def _unparted(self, markers: Sequence[int], found: Sequence[int | None]) -> int:
        """Count the pairs that no blank line parts."""
        pairs = [
            (min(m, a), max(m, a)) for m, a in zip(markers, found, strict=True) if a is not None
        ]
        return sum(
            all(self.kind(index) is not TokenKind.BLANK for index in range(first, last))
            for first, last in pairs
        )

    def _attribution(self, marker: int, step: int) -> int | None:
        index = self.beside(marker, step)
        return index if self.kind(index) is TokenKind.ATTRIBUTION else None

    def _beyond(self, marker: int, step: int) -> int | None:
        """Find the attribution on the far side of the text beside a marker."""
        slot = self.slot(marker, step)
        if not any(self.kind(index) is TokenKind.TEXT for index in slot):
            return None
        index = slot[-1] + step
        known = 0 <= index < len(self.tokens) and self.kind(index) is TokenKind.ATTRIBUTION
        return index if known else None

    # -- numbered tweets

    def claim_numbered(self, clusters: Sequence[_Cluster]) -> list[Unit]:
        """Give each numbered tweet its text."""
        if not clusters:
            return []
        enclosing = sum(cluster.encloses for cluster in clusters) > 0.5 * len(clusters)
        step = 0 if enclosing else self._side(clusters)
        self._learn(clusters, step)
        ahead = 1 if any(c.encloses and c.marker == c.first for c in clusters) else -1
        units = []
        for number, cluster in enumerate(clusters):
            unit = self._unit(cluster)
            if step == 0:
                inner = range(cluster.first + 1, cluster.last)
                slot = list(inner) if cluster.encloses else self.slot(cluster.first, ahead)
                inside = cluster.encloses
            else:
                slot = self.slot(cluster.last if step > 0 else cluster.first, step)
                following = number + step
                inside = 0 <= following < len(clusters) and self._adjoin(
                    cluster, clusters[following], slot, step
                )
            # Nothing but the tweet stands between its own attribution and its own number.
            bounded = inside and step == 0 and self._length(self._texts(slot)) <= LONG_POST
            self._give(unit, self._texts(slot) if bounded else self._fit(slot, inside))
            units.append(unit)
        return units

    def _unit(self, cluster: _Cluster) -> Unit:
        unit = Unit(cluster.first)
        if cluster.marker is not None:
            token = self.tokens[cluster.marker]
            unit.marker, unit.marker_line = token.marker, token.line.number
        if cluster.attribution is not None:
            unit.attribution = self.tokens[cluster.attribution].attribution
        return unit

    def _adjoin(self, here: _Cluster, other: _Cluster, slot: list[int], step: int) -> bool:
        """Tell whether nothing but this slot lies between two clusters."""
        if not slot:
            return False
        edge = slot[-1] + step
        return edge == (other.first if step > 0 else other.last)

    def _side(self, clusters: Sequence[_Cluster]) -> int:
        """Decide on which side of their markers the texts stand: 1 is after, -1 before."""
        votes = [self._tied(cluster) for cluster in clusters]
        if sum(votes):
            return 1 if sum(votes) > 0 else -1
        first, last = self.slot(clusters[0].first, -1), self.slot(clusters[-1].last, 1)
        ahead = [self.tokens[i].line for i in first if self.kind(i) is TokenKind.TEXT]
        behind = [self.tokens[i].line for i in last if self.kind(i) is TokenKind.TEXT]
        if not ahead or not behind:
            return 1 if behind or not ahead else -1
        return self._edge(ahead[0], behind, last[-1] + 1)

    def _tied(self, cluster: _Cluster) -> int:
        """Vote for the side where the text is nearer: in the line, or without a blank line."""
        before, after = cluster.first - 1, cluster.last + 1
        lines = (self.tokens[cluster.first].line.number, self.tokens[cluster.last].line.number)
        near = [0, 0]
        for side, (index, line) in enumerate(((before, lines[0]), (after, lines[1]))):
            if 0 <= index < len(self.tokens) and self.kind(index) is TokenKind.TEXT:
                near[side] = 2 if self.tokens[index].line.number == line else 1
        return (near[1] > near[0]) - (near[1] < near[0])

    def _edge(self, ahead: Line, behind: Sequence[Line], beyond: int) -> int:
        """Weigh the text before all markers against the one behind them.

        With texts after their markers the first is the page's lead-in; with texts before them
        the last one is its conclusion.
        """
        if ahead.text.endswith(":") or len(ahead.text) > LONG_TWEET + SLACK:
            return 1
        follows = beyond < len(self.tokens) and self.kind(beyond) is TokenKind.ATTRIBUTION
        if len(behind[0].text) > LONG_TWEET + SLACK or (follows and len(behind) == 1):
            return -1
        return 1

    # -- how much of a slot is the tweet

    def _learn(self, clusters: Sequence[_Cluster], step: int) -> None:
        """Learn from the tweets between two others how long they are and how they are parted."""
        slots = []
        for cluster, other in pairwise(clusters if step >= 0 else clusters[::-1]):
            if step == 0:
                slots.append(list(range(cluster.first + 1, cluster.last)))
                continue
            slot = self.slot(cluster.last if step > 0 else cluster.first, step)
            if self._adjoin(cluster, other, slot, step):
                slots.append(slot if step > 0 else slot[::-1])
        lengths = sorted(self._length(self._texts(slot)) for slot in slots)
        if lengths:
            usual = lengths[int(0.8 * (len(lengths) - 1))]
            short = usual <= SHORT_TWEET + SLACK
            self.limit = SHORT_TWEET + SLACK if short else max(LONG_TWEET + SLACK, usual)
            blank = sum(self._has_inner_blank(slot) for slot in slots)
            self.inner_blank = blank > (0.3 if self.signed else 0) * len(slots)
            self.one_line = all(len(self._texts(slot)) <= 1 for slot in slots)

    def _texts(self, slot: Sequence[int]) -> list[int]:
        return [index for index in slot if self.kind(index) is TokenKind.TEXT]

    def _length(self, texts: Sequence[int]) -> int:
        return sum(len(self.tokens[index].line.text) + 1 for index in texts) - 1

    def _has_inner_blank(self, slot: Sequence[int]) -> bool:
        texts = self._texts(slot)
        return bool(texts) and abs(texts[-1] - texts[0]) + 1 > len(texts)

    def _fit(self, slot: Sequence[int], inside: bool) -> list[int]:
        """Take from a slot, nearest first, what is the tweet; the rest is the page's own."""
        texts = self._texts(slot)
        whole = self._length(texts) <= self.limit
        if inside and whole and (self.inner_blank or not self._has_inner_blank(slot)):
            return texts
        taken: list[int] = []
        for index in texts:
            parted = bool(taken) and abs(index - taken[-1]) > 1
            if taken and (
                (parted and not self.inner_blank)
                or (not inside and (self.one_line or self._leads_in(index, taken[0])))
                or self._length([*taken, index]) > self.limit
            ):
                break
            taken.append(index)
        return taken

    def _leads_in(self, index: int, nearest: int) -> bool:
        """Tell whether a line above a tweet announces it."""
        return index < nearest and self.tokens[index].line.text.endswith(":")

    def _give(self, unit: Unit, texts: Sequence[int]) -> None:
        unit.texts = sorted(texts)
        unit.at = min([unit.at, *unit.texts])
        for index in texts:
            self.owner[index] = unit

    # -- tweets without a number

    def claim_others(self, taken: set[int]) -> list[Unit]:
        """Give the attributions that are left their texts, all on the same side."""
        left = [i for i in self.solid if self.kind(i) is TokenKind.ATTRIBUTION and i not in taken]
        free = {step: [self._free(index, step) for index in left] for step in (-1, 1)}
        step = self._open_side(left, free)
        units = []
        for index, slot in zip(left, free[step], strict=True):
            attribution = self.tokens[index].attribution
            near = self.beside(index, -1)
            if not slot and near in self.owner and self.owner[near].attribution is None:
                # One line that names the author of numbered tweets above it.
                self.owner[near].attribution = attribution
                continue
            unit = Unit(index, attribution=attribution)
            self._give(unit, self._quoted(slot, attribution))
            units.append(unit)
        return units

    def _open_side(self, left: Sequence[int], free: dict[int, list[list[int]]]) -> int:
        """Decide where texts stand whose attributions have no marker; -1 is before them."""
        votes = sum(self._tied(_Cluster(index, index, None, index)) for index in left)
        counts = {step: sum(map(bool, slots)) for step, slots in free.items()}
        if counts[1] == counts[-1] and votes:
            return 1 if votes > 0 else -1
        return 1 if counts[1] > counts[-1] else -1

    def _free(self, index: int, step: int) -> list[int]:
        slot = self.slot(index, step)
        free = []
        for at in slot:
            if at in self.owner:
                break
            free.append(at)
        return free if self._texts(free) else []

    def _quoted(self, slot: Sequence[int], attribution: Attribution | None) -> list[int]:
        """Take the tweet next to an attribution that has no marker.

        Where lines of the page's own stand right beside it, they are more than a tweet together,
        and the next line alone is sure.
        """
        taken: list[int] = []
        for index in self._texts(slot):
            if taken and (
                abs(index - taken[-1]) > 1
                or self._leads_in(index, taken[0])
                or self.tokens[taken[-1]].line.text.startswith("@")
            ):
                break
            taken.append(index)
        date = attribution.date if attribution else None
        short = date is not None and date.year < LONG_SINCE
        limit = min(self.limit, SHORT_TWEET + SLACK) if short else self.limit
        return taken if self._length(taken) <= limit else taken[:1]
