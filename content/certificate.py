"""What of a source is where: in a fragment, beside the text, in a page's furniture, or nowhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from content.draft import BOILERPLATE, METADATA
from content.model import Parsed, Problem, Span

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Certificate:
    """How many characters of the source, white space apart, went where.

    `metadata` and `boilerplate` have them by name. `counts` says how many images, polls and quoted
    posts are written out. `lost` are in no place and `doubled` in more
    than one; both are 0 unless the reader has a fault. Each has a problem that shows the place.
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

    @property
    def whole(self) -> bool:
        """Nothing lost, nothing twice."""
        return not self.lost and not self.doubled


def certify(text: str, parsed: Parsed) -> Certificate:
    """Follow every character of `text`, the decoded source that `parsed` was read from."""
    inside = [span for fragment in parsed.piece.fragments for span in fragment.spans]
    beside: dict[str, Counter[str]] = {METADATA: Counter(), BOILERPLATE: Counter()}
    for region in parsed.regions:
        beside[region.where][region.name] += _count(text, region.span)
    gaps, overlaps = _seams(text, [*inside, *(region.span for region in parsed.regions)])
    faults = [_problem(text, span, "is in no part of the text") for span in gaps]
    faults += [_problem(text, span, "is in two parts of the text") for span in overlaps]
    problems = sorted((*parsed.problems, *faults), key=lambda problem: problem.line or 0)
    return Certificate(
        slug=parsed.piece.slug,
        characters=_count(text, Span(0, len(text))),
        fragment=sum(_count(text, span) for span in inside),
        metadata=dict(beside[METADATA]),
        boilerplate=dict(beside[BOILERPLATE]),
        counts=dict(parsed.counts),
        lost=sum(_count(text, span) for span in gaps),
        doubled=sum(_count(text, span) for span in overlaps),
        problems=tuple(problems),
    )


def _count(text: str, span: Span) -> int:
    """Count what is not white space."""
    return sum(map(len, text[span.start : span.end].split()))


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
    told = [one for one in gaps if _count(text, one)]
    return told, [one for one in overlaps if _count(text, one)]


def _problem(text: str, span: Span, what: str) -> Problem:
    start = span.end - len(text[span.start : span.end].lstrip())
    words = " ".join(text[start : span.end].split())
    shown = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return Problem(text.count("\n", 0, start) + 1, f"“{shown}” {what}")
