"""Lines of a source with their places."""

import re
from dataclasses import dataclass
from itertools import chain

from content.model import Span

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its white space around; `span` is its place, `number` counts from 1.

    `goes_on`: the source says that it belongs to the paragraph of the line above.
    """

    text: str
    span: Span
    number: int
    goes_on: bool = False

    @property
    def blank(self) -> bool:
        """True where there is nothing but white space."""
        return not self.text


def lines_of(text: str) -> tuple[Line, ...]:
    """Cut a text into trimmed lines; of several blank ones in a row only the first is given."""
    lines: list[Line] = []
    start = 0
    ends = chain((match.span() for match in LINE_END.finditer(text)), [(len(text), len(text))])
    for number, (stop, after) in enumerate(ends, start=1):
        again = bool(lines) and lines[-1].blank and not text[start:stop].strip()
        if not again:
            lines.append(trimmed(text, start, stop, number))
        start = after
    return tuple(lines)


def part_of(line: Line, start: int, stop: int) -> Line:
    """Cut a part out of a line; its place moves with it."""
    part = trimmed(line.text, start, stop, line.number)
    at = line.span.start
    place = Span(at + part.span.start, at + part.span.end)
    return Line(part.text, place, line.number, line.goes_on and start == 0)


def trimmed(text: str, start: int, stop: int, number: int) -> Line:
    """Make a line of a place in a text, white space at both ends left out."""
    raw = text[start:stop]
    body = raw.strip()
    first = start + len(raw) - len(raw.lstrip()) if body else start
    return Line(body, Span(first, first + len(body)), number)
