"""Which text belongs to which marker and attribution, decided by the page as a whole."""

from collections.abc import Sequence

from msgspec import Struct, field

from content.lines import Line
from content.threads.attributions import DASH, Attribution
from content.threads.clusters import Cluster, clusters_of
from content.threads.extent import LONG_TWEET, SLACK, Extent
from content.threads.markers import Marker
from content.threads.neighbours import Neighbours
from content.threads.tokens import ATTRIBUTION, TEXT, Token

SENTENCE_END = frozenset('.!?…:»”")')

# The texts beside or inside a cluster, and whether another sign ends them on both sides.
_Slot = tuple[list[int], bool]


class Unit(Struct):
    """One tweet while it is put together; indices count in the page's tokens."""

    at: int
    marker: Marker | None = None
    marker_line: int | None = None
    attribution: Attribution | None = None
    texts: list[int] = field(default_factory=list)


def units_of(tokens: Sequence[Token]) -> list[Unit]:
    """Put together the tweets of a page, in the order in which they stand."""
    near = Neighbours(tokens)
    page = _Page(near)
    numbered = clusters_of(near)
    units = page.claim_numbered(numbered)
    units += page.claim_others({c.attribution for c in numbered if c.attribution is not None})
    return sorted(units, key=lambda unit: unit.at)


class _Page:
    """The tokens of a page and the texts that are already given away."""

    def __init__(self, near: Neighbours) -> None:
        self.near = near
        self.tokens = near.tokens
        self.extent = Extent(near)
        self.owner: dict[int, Unit] = {}

    # -- numbered tweets

    def claim_numbered(self, clusters: Sequence[Cluster]) -> list[Unit]:
        """Give each numbered tweet its text."""
        if not clusters:
            return []
        enclosing = sum(cluster.encloses for cluster in clusters) > 0.5 * len(clusters)
        step = 0 if enclosing else self._side(clusters)
        slots = self._inner(clusters) if step == 0 else self._beside(clusters, step)
        units = []
        extent = self.extent
        for cluster, (texts, inside) in zip(clusters, slots, strict=True):
            unit = self._unit(cluster)
            within = step == 0 and inside
            self._give(unit, extent.bounded(texts) if within else extent.fit(texts, inside))
            units.append(unit)
        return units

    def _inner(self, clusters: Sequence[Cluster]) -> list[_Slot]:
        """Give the slots inside clusters, or ahead of those that enclose none."""
        near = self.near
        inner = [near.texts(range(cluster.first + 1, cluster.last)) for cluster in clusters]
        self.extent.learn(inner[:-1])
        ahead = 1 if any(c.encloses and c.marker == c.first for c in clusters) else -1
        return [
            (texts, True) if c.encloses else (near.texts(near.slot(c.first, ahead)), False)
            for c, texts in zip(clusters, inner, strict=True)
        ]

    def _beside(self, clusters: Sequence[Cluster], step: int) -> list[_Slot]:
        """Give the slots on one side of clusters; what stands between two teaches of the rest."""
        found = []
        others = [*clusters[1:], None] if step > 0 else [None, *clusters[:-1]]
        for cluster, other in zip(clusters, others, strict=True):
            edge = cluster.last if step > 0 else cluster.first
            texts, beyond = self.near.texts_from(edge, step)
            # Nothing but this slot lies between the two.
            inside = other is not None and beyond == (other.first if step > 0 else other.last)
            found.append((texts, inside and beyond != edge + step))
        self.extent.learn([texts for texts, inside in found if inside])
        return found

    def _unit(self, cluster: Cluster) -> Unit:
        unit = Unit(cluster.first)
        if cluster.marker is not None:
            token = self.tokens[cluster.marker]
            unit.marker, unit.marker_line = token.marker, token.line.number
        if cluster.attribution is not None:
            unit.attribution = self.tokens[cluster.attribution].attribution
        return unit

    def _side(self, clusters: Sequence[Cluster]) -> int:
        """Decide on which side of their markers the texts stand: 1 is after, -1 before."""
        votes = [self._tied(cluster) for cluster in clusters]
        if sum(votes):
            return 1 if sum(votes) > 0 else -1
        first, last = self.near.slot(clusters[0].first, -1), self.near.slot(clusters[-1].last, 1)
        ahead = [self.tokens[i].line for i in first if self.near.kind(i) is TEXT]
        behind = [self.tokens[i].line for i in last if self.near.kind(i) is TEXT]
        if not ahead or not behind:
            return 1 if behind or not ahead else -1
        if ahead[0].text.endswith(":") or len(ahead[0].text) > LONG_TWEET + SLACK:
            return 1
        feet = self._are_feet(clusters) and not self._is_open(ahead[0], clusters)
        return -1 if feet else self._edge(behind, last[-1] + 1)

    def _is_open(self, ahead: Line, clusters: Sequence[Cluster]) -> bool:
        """Tell whether a line ends without a sign, as a lead-in may, where all tweets have one."""
        inner = range(clusters[0].last, clusters[-1].first)
        ends = [self.tokens[i].line.text[-1] for i in self.near.texts(inner)]
        return ahead.text[-1] not in SENTENCE_END and SENTENCE_END.issuperset(ends)

    def _are_feet(self, clusters: Sequence[Cluster]) -> bool:
        """Tell whether most attributions begin with a dash, which signs what stands above.

        A number in a line of its own above the dash begins what stands below.
        """
        lines = [
            (self.tokens[cluster.first].line.number, self.tokens[cluster.attribution].line)
            for cluster in clusters
            if cluster.attribution is not None
        ]
        feet = sum(
            DASH.match(line.text) is not None for first, line in lines if first == line.number
        )
        return 2 * feet > len(clusters)

    def _tied(self, cluster: Cluster) -> int:
        """Vote for the side where the text is nearer: in the line, or without a blank line."""
        before, after = cluster.first - 1, cluster.last + 1
        lines = (self.tokens[cluster.first].line.number, self.tokens[cluster.last].line.number)
        left, right = self._nearness(before, lines[0]), self._nearness(after, lines[1])
        return (right > left) - (right < left)

    def _nearness(self, index: int, number: int) -> int:
        """Tell whether a text stands there: 2 in the line of this number, 1 in another."""
        if not 0 <= index < len(self.tokens) or self.near.kinds[index] is not TEXT:
            return 0
        return 2 if self.tokens[index].line.number == number else 1

    def _edge(self, behind: Sequence[Line], beyond: int) -> int:
        """Weigh the text before all markers against the one behind them.

        With texts after their markers the first is the page's lead-in; with texts before them
        the last one is its conclusion.
        """
        follows = beyond < len(self.tokens) and self.near.kind(beyond) is ATTRIBUTION
        if len(behind[0].text) > LONG_TWEET + SLACK or (follows and len(behind) == 1):
            return -1
        return 1

    def _give(self, unit: Unit, texts: Sequence[int]) -> None:
        unit.texts = sorted(texts)
        if texts and unit.texts[0] < unit.at:
            unit.at = unit.texts[0]
        for index in texts:
            self.owner[index] = unit

    # -- tweets without a number

    def claim_others(self, taken: set[int]) -> list[Unit]:
        """Give the attributions that are left their texts, all on the same side."""
        left = [
            index
            for index in self.near.of(ATTRIBUTION)
            if index not in taken and not self._names_above(index)
        ]
        free = {step: [self._free(index, step) for index in left] for step in (-1, 1)}
        step = self._open_side(left, free)
        signs = set(left)
        inner = [slot for slot in free[step] if slot and slot[-1] + step in signs]
        # Without blank lines the others tell where the outermost tweet ends.
        single = len(inner) > 1 and all(len(slot) == 1 for slot in inner)
        units = []
        for index, slot in zip(left, free[step], strict=True):
            attribution = self.tokens[index].attribution
            near = self.near.beside(index, -1)
            if not slot and near in self.owner and self.owner[near].attribution is None:
                self.owner[near].attribution = attribution
                continue
            unit = Unit(index, attribution=attribution)
            tweet = self.extent.quoted(slot, attribution)
            self._give(unit, self._sentences(tweet, step) if single else tweet)
            units.append(unit)
        return units

    def _sentences(self, tweet: list[int], step: int) -> list[int]:
        """Take the line beside an attribution, and those that it is one sentence with."""
        kept = tweet[:1]
        for index in tweet[1:]:
            above = self.tokens[index if step < 0 else kept[-1]].line.text
            if above[-1] in SENTENCE_END:
                break
            kept.append(index)
        return kept

    def _names_above(self, index: int) -> bool:
        """Give an attribution to the numbered tweet right above, whose author it alone names."""
        unit = self.owner.get(index - 1)
        below = index + 1 < len(self.tokens) and self.near.kind(index + 1) is TEXT
        if unit is None or unit.attribution is not None or below:
            return False
        unit.attribution = self.tokens[index].attribution
        return True

    def _open_side(self, left: Sequence[int], free: dict[int, list[list[int]]]) -> int:
        """Decide where texts stand whose attributions have no marker; -1 is before them."""
        votes = sum(self._tied(Cluster(index, index, None, index)) for index in left)
        counts = {step: sum(map(bool, slots)) for step, slots in free.items()}
        if counts[1] == counts[-1] and votes:
            return 1 if votes > 0 else -1
        return 1 if counts[1] > counts[-1] else -1

    def _free(self, index: int, step: int) -> list[int]:
        slot = self.near.slot(index, step)
        free = []
        for at in slot:
            if at in self.owner:
                break
            free.append(at)
        return free if self.near.texts(free) else []
