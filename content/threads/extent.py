"""How much of what stands beside a marker or an attribution is the tweet."""

from collections.abc import Sequence

from content.threads.attributions import Attribution
from content.threads.neighbours import Neighbours
from content.threads.tokens import ATTRIBUTION

# What a tweet holds: 140 characters until November 2017, 280 since.
SHORT_TWEET, LONG_TWEET = 140, 280
LONG_SINCE = 2017
# Mastodon's limit.
LONG_POST = 500
# Reply names at the front and links count less than they print.
SLACK = 10


class Extent:
    """What a page's tweets have taught about their length, and about blank lines in them."""

    def __init__(self, near: Neighbours) -> None:
        self.near = near
        # Nobody but the author speaks between the numbers of a page without attributions.
        self.signed = len(near.of(ATTRIBUTION)) > 1
        self.limit = LONG_TWEET
        self.inner_blank = False
        self.one_line = False

    def learn(self, rows: Sequence[Sequence[int]]) -> None:
        """Learn from the tweets between two others how long they are and how they are parted."""
        lengths = sorted(map(self.near.length, rows))
        if lengths:
            usual = lengths[int(0.8 * (len(lengths) - 1))]
            short = usual <= SHORT_TWEET + SLACK
            self.limit = SHORT_TWEET + SLACK if short else max(LONG_TWEET + SLACK, usual)
            blank = sum(map(_has_inner_blank, rows))
            self.inner_blank = blank > (0.3 if self.signed else 0) * len(rows)
            self.one_line = max(map(len, rows)) <= 1

    def bounded(self, texts: Sequence[int]) -> Sequence[int]:
        """Take what stands between a tweet's own attribution and its own number: all of it."""
        return texts if self.near.length(texts) <= LONG_POST else self.fit(texts, inside=True)

    def fit(self, texts: Sequence[int], inside: bool) -> Sequence[int]:
        """Take from texts, nearest first, what is the tweet; the rest is the page's own."""
        if len(texts) < 2:
            return texts
        whole = self.near.length(texts) <= self.limit
        if inside and whole and (self.inner_blank or not _has_inner_blank(texts)):
            return texts
        taken: list[int] = []
        for index in texts:
            parted = bool(taken) and abs(index - taken[-1]) > 1
            if taken and (
                (parted and not self.inner_blank)
                or (not inside and (self.one_line or self._leads_in(index, taken[0])))
                or self.near.length([*taken, index]) > self.limit
            ):
                break
            taken.append(index)
        return taken

    def _leads_in(self, index: int, nearest: int) -> bool:
        """Tell whether a line above a tweet announces it."""
        return index < nearest and self.near.tokens[index].line.text.endswith(":")

    def quoted(self, slot: Sequence[int], attribution: Attribution | None) -> list[int]:
        """Take the tweet next to an attribution that has no marker.

        Where lines of the page's own stand right beside it, they are more than a tweet together,
        and the next line alone is sure.
        """
        taken: list[int] = []
        for index in self.near.texts(slot):
            if taken and (
                abs(index - taken[-1]) > 1
                or self._leads_in(index, taken[0])
                or self.near.tokens[taken[-1]].line.text.startswith("@")
            ):
                break
            taken.append(index)
        date = attribution.date if attribution else None
        short = date is not None and date.year < LONG_SINCE
        limit = min(self.limit, SHORT_TWEET + SLACK) if short else self.limit
        return taken if self.near.length(taken) <= limit else taken[:1]


def _has_inner_blank(texts: Sequence[int]) -> bool:
    return bool(texts) and abs(texts[-1] - texts[0]) + 1 > len(texts)
