"""What of a source is where: in a fragment, beside the text, in a page's furniture, or nowhere."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from msgspec import Struct

from content.draft import BOILERPLATE, METADATA
from content.model import Fragment, Parsed, Problem, Span

SHOWN = 40
FRAGMENT = "fragment"
LOST = "lost"
LINE_END = re.compile(r"\r\n?|\n")
Row = tuple[Span, str, str, int | None]
"""A span, what it was taken for, its name, and the number of its fragment."""


class Place(Struct, frozen=True, gc=False):
    """A stretch of the source, and what it was taken for.

    `where`: `fragment`, `metadata`, `boilerplate`, or `lost`. `name` says it for a person:
    `tweet 3/14`, `byline`, `share`. `fragment` is its number in reading order, from 0. `first` and
    `last` are lines from 1, `characters` counts what is no white space.
    """

    span: Span
    where: str
    name: str
    fragment: int | None
    first: int
    last: int
    characters: int
    words: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many characters of the source, white space apart, went where.

    `metadata` and `boilerplate` have them by name; what a page never shows, such as its scripts, is
    among the latter. `counts` says how many images, polls and quoted
    posts are written out, `left_out` how many posts and files of the whole source no text of it
    has, by name. `lost` are in no place and `doubled` in more than one; both are 0 unless the
    reader has a fault. Each has a problem that shows the place. `places` has all of it in the
    order of the source; together they hold every character that is shown and no white space.
    """

    slug: str
    characters: int
    fragment: int
    metadata: Mapping[str, int]
    boilerplate: Mapping[str, int]
    counts: Mapping[str, int]
    lost: int
    doubled: int
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]
    places: tuple[Place, ...]

    @property
    def whole(self) -> bool:
        """Nothing lost, nothing twice."""
        return not self.lost and not self.doubled


def certify(text: str, parsed: Parsed) -> Certificate:
    """Follow every character of `text`, the decoded source that `parsed` was read from."""
    inside = [span for fragment in parsed.piece.fragments for span in fragment.spans]
    # Most stretches are asked for several times.
    count = cache(partial(_count, text))
    beside: dict[str, Counter[str]] = {METADATA: Counter(), BOILERPLATE: Counter()}
    for region in parsed.regions:
        beside[region.where][region.name] += count(region.span)
    beside[BOILERPLATE].update(parsed.unshown)
    gaps, overlaps = _seams(text, [*inside, *(region.span for region in parsed.regions)])
    faults = [_problem(text, span, "is in no part of the text") for span in gaps]
    faults += [_problem(text, span, "is in two parts of the text") for span in overlaps]
    problems = sorted((*parsed.problems, *faults), key=lambda problem: problem.line or 0)
    return Certificate(
        slug=parsed.piece.slug,
        characters=count(Span(0, len(text))) + sum(parsed.unshown.values()),
        fragment=sum(count(span) for span in inside),
        metadata=dict(beside[METADATA]),
        boilerplate=dict(beside[BOILERPLATE]),
        counts=dict(parsed.counts),
        lost=sum(count(span) for span in gaps),
        doubled=sum(count(span) for span in overlaps),
        problems=tuple(problems),
        left_out=dict(parsed.left_out),
        places=tuple(_places(text, parsed, gaps, count)),
    )


def _places(
    text: str, parsed: Parsed, gaps: list[Span], count: Callable[[Span], int]
) -> Iterator[Place]:
    """Give every stretch with its lines; what follows itself, white space apart, is one."""
    joined: list[Row] = []
    for row in sorted(_rows(text, parsed, gaps), key=lambda row: row[0]):
        if joined and _goes_on(text, joined[-1], row):
            joined[-1] = (Span(joined[-1][0].start, row[0].end), *row[1:])
        elif text[row[0].start : row[0].end].strip():
            joined.append(row)
    ends = [match.end() for match in LINE_END.finditer(text)]
    return (_place(text, row, ends, count) for row in joined)


def _rows(text: str, parsed: Parsed, gaps: list[Span]) -> Iterator[Row]:
    yield from ((span, LOST, "in no part of the text", None) for span in gaps)
    yield from ((one.span, one.where, one.name, None) for one in parsed.regions)
    for number, fragment in enumerate(parsed.piece.fragments):
        name = _called(fragment)
        yield from ((span, FRAGMENT, name, number) for span in fragment.spans)


def _goes_on(text: str, before: Row, row: Row) -> bool:
    reached, start = before[0].end, row[0].start
    return before[1:] == row[1:] and reached <= start and not text[reached:start].strip()


def _place(text: str, row: Row, ends: list[int], count: Callable[[Span], int]) -> Place:
    span, where, name, fragment = row
    held = text[span.start : span.end]
    bare = held.strip()
    if len(bare) < len(held):
        start = span.start + len(held) - len(held.lstrip())
        span = Span(start, start + len(bare))
    first, last = bisect_right(ends, span.start) + 1, bisect_right(ends, span.end - 1) + 1
    return Place(span, where, name, fragment, first, last, count(span), _shown(bare))


def _called(fragment: Fragment) -> str:
    """What a person calls a fragment: `tweet 3/14`, `answer`."""
    if fragment.number is None:
        return fragment.kind.value
    total = "" if fragment.total is None else f"/{fragment.total}"
    return f"{fragment.kind.value} {fragment.number}{total}"


def _count(text: str, span: Span) -> int:
    """Count what is not white space."""
    return len("".join(text[span.start : span.end].split()))


def _seams(text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Find where spans leave something out, and where they lie over each other."""
    gaps, overlaps, reached = [], [], 0
    for span in sorted(spans):
        if span.start > reached:
            gaps.append(Span(reached, span.start))
        elif span.start < min(reached, span.end):
            overlaps.append(Span(span.start, min(reached, span.end)))
        reached = max(reached, span.end)
    gaps.append(Span(reached, len(text)))
    return [one for one in gaps if _holds(text, one)], [
        one for one in overlaps if _holds(text, one)
    ]


def _holds(text: str, span: Span) -> bool:
    return bool(text[span.start : span.end].strip())


def _problem(text: str, span: Span, what: str) -> Problem:
    start = span.end - len(text[span.start : span.end].lstrip())
    return Problem(text.count("\n", 0, start) + 1, f"“{_shown(text[start : span.end])}” {what}")


def _shown(text: str) -> str:
    """The first words of a stretch."""
    # Twice as much is enough for nearly all; white space or a word may be a page long.
    words = " ".join(text[: 2 * SHOWN].split())
    if len(words) <= SHOWN and len(text) > 2 * SHOWN:
        words = " ".join(text.split(maxsplit=SHOWN)[:SHOWN])
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
