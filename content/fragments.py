"""Fragments on their way into messages: which go together, and where a long text is cut."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from content.model import Fragment, FragmentKind, Span

# Where a text may be cut, best first; each pattern ends where the next part begins. A no-break
# space is no place for a cut: in French it stands before » ? ! and in numbers.
_WHITE = r"[^\S\u00a0\u202f\u2007]"
PARAGRAPH = re.compile(r"\n\s*")
SENTENCE = re.compile(rf"[.!?…](?:[\u00a0\u202f]?[\"'’”»)\]]){{0,3}}{_WHITE}+")
WORD = re.compile(rf"{_WHITE}+|(?<=\w[-‐–—/])(?=\w)")
CLUSTER = regex.compile(r"\X")
NOT_WHITE = re.compile(r"\S")
# How far past the last possible cut the clusters are looked at, to know whether it splits one.
CONTEXT = 64
# Below it two characters never join into one cluster, "\r\n" apart (UAX 29).
FIRST_COMBINING = "\u0300"


@dataclass(frozen=True, slots=True)
class Step:
    """What one tap posts: the fragments `first` to `last`, `last` not included."""

    first: int
    last: int


def steps(fragments: Sequence[Fragment]) -> tuple[Step, ...]:
    """Group fragments: headings lead what follows, a question leads its answers."""
    found: list[Step] = []
    index = 0
    while index < len(fragments):
        last = _end_of_step(fragments, index)
        found.append(Step(index, last))
        index = last
    return tuple(found)


def _end_of_step(fragments: Sequence[Fragment], first: int) -> int:
    at = first
    while at < len(fragments) - 1 and fragments[at].kind is FragmentKind.HEADING:
        at += 1
    if fragments[at].kind is FragmentKind.QUESTION:
        while at + 1 < len(fragments) and fragments[at + 1].kind is FragmentKind.ANSWER:
            at += 1
    return at + 1


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, the way chat services measure a message."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def join(parts: Sequence[str]) -> str:
    """Put parts back together: the source, since spans tile it."""
    return "".join(parts)


def cut(
    text: str,
    limit: int,
    measure: Callable[[str], int],
    keep: Sequence[Span] = (),
    most: int = 100,
) -> tuple[Span, ...]:
    """Cut a text into spans that tile it, each at most `limit` by `measure`.

    A cut falls at a paragraph, else a sentence, a word, a grapheme cluster; never inside a span
    of `keep` (in order, disjoint, none beginning with white space) unless that span alone is too
    long, nor inside a cluster unless that is. A part touches at most `most` spans of `keep`. No
    part is white space only: white space without room stays with its neighbour, where it may pass
    the limit (services trim it).
    `measure` must not shrink when a text grows.
    """
    if not text:
        return ()
    return tuple(_Cutter(text, limit, measure, keep, most).parts())


class _Cutter:
    def __init__(
        self,
        text: str,
        limit: int,
        measure: Callable[[str], int],
        keep: Sequence[Span],
        most: int,
    ) -> None:
        self.text, self.limit, self.measure, self.most = text, limit, measure, most
        self.starts = [span.start for span in keep]
        self.ends = [span.end for span in keep]
        self.whole = [measure(text[span.start : span.end]) <= limit for span in keep]

    def parts(self) -> Iterator[Span]:
        edges = [0]
        while edges[-1] < len(self.text):
            at, core = edges[-1], self._after_white(edges[-1])
            if core == len(self.text):
                edges[1 if len(edges) == 1 else -1 :] = [core]
                continue
            end = self._end(at, core)
            if end is None and core > at:
                # The white space in front has no room here.
                end = self._end(core, core)
                if len(edges) > 1:
                    edges[-1] = core
            edges.append(end or max(self._reach(core), core + 1))
        return (Span(start, end) for start, end in pairwise(edges))

    def _after_white(self, at: int) -> int:
        found = NOT_WHITE.search(self.text, at)
        return found.start() if found else len(self.text)

    def _end(self, at: int, core: int) -> int | None:
        """Find the best cut after `core` for a part that starts at `at`, or nothing."""
        reach = self._reach(at)
        if reach <= core:
            return None
        if reach == len(self.text):
            return reach
        for pattern in (PARAGRAPH, SENTENCE, WORD):
            matches = pattern.finditer(self.text, core, reach + 1)
            edges = [min(match.end(), reach) for match in matches]
            for edge in reversed(edges):
                if edge > core and self._allowed(at, edge):
                    return edge
        if self._allowed(at, reach):
            return reach
        clusters = reversed([match.end() for match in CLUSTER.finditer(self.text, at, reach)])
        return next((edge for edge in clusters if edge > core and self._allowed(at, edge)), None)

    def _allowed(self, at: int, edge: int) -> bool:
        """Tell whether a part from `at` may end here: not in a kept span, not in a cluster."""
        index = bisect_left(self.starts, edge) - 1
        if index >= 0 and self.whole[index] and edge < self.ends[index]:
            return False
        before, after = self.text[edge - 1], self.text[edge]
        if before < FIRST_COMBINING and after < FIRST_COMBINING:
            return before + after != "\r\n"
        around = CLUSTER.finditer(self.text, at, edge + CONTEXT)
        return any(match.end() == edge for match in around)

    def _reach(self, at: int) -> int:
        """Find the furthest end that fits, by doubling and halving: linear for a fixed limit."""
        text, limit, measure = self.text, self.limit, self.measure
        low, size = at, max(1, limit)
        while (high := min(at + size, len(text))) > low and measure(text[at:high]) <= limit:
            low, size = high, size * 2
        while low < high - 1:
            middle = (low + high) // 2
            if measure(text[at:middle]) <= limit:
                low = middle
            else:
                high = middle
        beyond = bisect_right(self.ends, at) + self.most
        if beyond < len(self.starts) and self.starts[beyond] > at:
            return min(low, self.starts[beyond])
        return low
