"""A text as a structured source holds it (a page, a feed, an archive): what each part is is known.

Its parts are written below each other on a sheet, which is then read like any captured text: places
count in the sheet, paragraphs are still free to turn out as an interview or as a thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct

from content.lines import Line
from content.model import (
    Author,
    Fragment,
    FragmentKind,
    PartialDate,
    Problem,
    Region,
    Span,
)


class Beside(Struct, frozen=True, gc=False):
    """What a source shows that is no fragment: `metadata` or `boilerplate`, by name."""

    text: str
    where: str
    name: str


class Code(Struct, frozen=True, gc=False):
    """Lines whose indentation says something: a paragraph that no rule for words looks into."""

    text: str


Item = str | Fragment | Beside | Code
"""A paragraph whose part in the text is to be found out, or something that the source names."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a structured source, its items in reading order.

    A fragment among the items has no spans yet. `counts` says how many images, polls and quoted
    posts are written out in the items; `left_out` how much of the source no document of it has;
    `unshown` how many characters a page holds, by name, in what it never shows.
    """

    slug: str
    items: tuple[Item, ...]
    title: str | None = None
    author: Author | None = None
    date: PartialDate | None = None
    language: str | None = None
    url: str | None = None
    note: str | None = None
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    unshown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A document written as one text; every fragment has its places in it."""

    document: Document
    text: str
    fragments: tuple[Fragment, ...]
    regions: tuple[Region, ...]
    paragraphs: tuple[Span, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the paragraphs; one blank line for all that stands between two of them."""
        lines: list[Line] = []
        at, number = 0, 1
        for place in self.paragraphs:
            if place.start > at:
                lines.append(Line("", at, number))
                number += self.text.count("\n", at, place.start)
            at = place.start
            for row in self.text[at : place.end].split("\n"):
                lines.append(Line(row, at, number, at > place.start))
                at += len(row) + 1
                number += 1
        if at < len(self.text):
            lines.append(Line("", at, number))
        return tuple(lines)

    @property
    def comments(self) -> tuple[Fragment, ...]:
        """The comments that the source tells from the text."""
        return tuple(one for one in self.fragments if one.kind is FragmentKind.COMMENT)

    @property
    def embeds(self) -> tuple[Fragment, ...]:
        """Tweets, headings and whatever else has a place between the paragraphs."""
        return tuple(one for one in self.fragments if one.kind is not FragmentKind.COMMENT)


def sheet_of(document: Document) -> Sheet:
    """Write the items below each other, a blank line between two."""
    written: list[str] = []
    fragments: list[Fragment] = []
    regions: list[Region] = []
    paragraphs: list[Span] = []
    at = 0
    for item in document.items:
        if isinstance(item, Code):
            text = item.text
        else:
            text = _tidy(item if isinstance(item, str) else item.text)
        if not text:
            continue
        place = Span(at, at + len(text))
        if isinstance(item, (Fragment, Code)):
            known = Fragment(FragmentKind.PROSE, text) if isinstance(item, Code) else item
            fragments.append(_placed(known, text, _spans(text, at) if "\n" in text else (place,)))
        elif isinstance(item, Beside):
            regions.append(Region(place, item.where, item.name))
        else:
            paragraphs.append(place)
        written.append(text)
        at = place.end + 2
    return Sheet(
        document, "\n\n".join(written), tuple(fragments), tuple(regions), tuple(paragraphs)
    )


def _placed(item: Fragment, text: str, spans: tuple[Span, ...]) -> Fragment:
    """The fragment with its places; `replace` would take three times as long."""
    return Fragment(
        item.kind,
        text,
        item.number,
        item.total,
        item.speaker,
        item.handle,
        item.date,
        spans,
        item.noted,
        item.depth,
    )


def _tidy(text: str) -> str:
    """Trim every line; of several blank lines one stays."""
    if "\n" not in text and "\r" not in text:
        return text.strip()
    lines: list[str] = []
    for line in map(str.strip, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


def _spans(text: str, at: int) -> tuple[Span, ...]:
    spans = []
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)
