"""Lines of a source with their places."""

import re
from dataclasses import dataclass

from content.model import Span

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its white space around; `span` is its place, `number` counts from 1."""

    text: str
    span: Span
    number: int

    @property
    def blank(self) -> bool:
        """True where there is nothing but white space."""
        return not self.text


def lines_of(text: str) -> tuple[Line, ...]:
    """Cut a text into trimmed lines; a blank one has an empty span."""
    lines, start = [], 0
    ends = [match.span() for match in LINE_END.finditer(text)]
    for number, (stop, after) in enumerate([*ends, (len(text), len(text))], start=1):
        lines.append(trimmed(text, start, stop, number))
        start = after
    return tuple(lines)


def trimmed(text: str, start: int, stop: int, number: int) -> Line:
    """Make a line of a place in a text, white space at both ends left out."""
    raw = text[start:stop]
    body = raw.strip()
    first = start + len(raw) - len(raw.lstrip()) if body else start
    return Line(body, Span(first, first + len(body)), number)
