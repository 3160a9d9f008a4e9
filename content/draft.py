"""What a format makes of a text, before people are gathered from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.lines import Line
from content.model import (
    Author,
    Fragment,
    FragmentKind,
    PartialDate,
    PieceKind,
    Problem,
    Region,
    Rights,
    Span,
)

METADATA = "metadata"
BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece without its people; slug, url and sha256 only where the text itself names them."""

    kind: PieceKind
    fragments: tuple[Fragment, ...]
    regions: tuple[Region, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None
    language: str | None = None
    slug: str | None = None
    url: str | None = None
    sha256: str | None = None
    note: str | None = None
    suggested: bool = False
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    rights: Rights = Rights.UNKNOWN


def prose(lines: Sequence[Line], kind: FragmentKind = FragmentKind.PROSE) -> Fragment:
    """Make a fragment of whole lines."""
    if len(lines) == 1:
        text, start = lines[0].text, lines[0].start
        return Fragment(kind, text, spans=(Span(start, start + len(text)),))
    return Fragment(kind, text_of(lines), spans=spans_of(lines))


def text_of(lines: Iterable[Line]) -> str:
    """Join lines to the text of one fragment."""
    return "\n".join([line.text for line in lines])


def spans_of(lines: Iterable[Line]) -> tuple[Span, ...]:
    """Give the places of lines, one a line, so that text and places walk in step."""
    return tuple([Span(line.start, line.start + len(line.text)) for line in lines])
