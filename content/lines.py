"""Lines of a source with their places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from content.model import Span

# What stands between two line ends.
RAW = re.compile(r"[^\r\n]+")


class Line(NamedTuple):
    """One line without its white space around; `start` is its place, `number` counts from 1.

    `goes_on`: the source says that it belongs to the paragraph of the line above.
    """

    text: str
    start: int
    number: int
    goes_on: bool = False

    @property
    def blank(self) -> bool:
        """True where there is nothing but white space."""
        return not self.text

    @property
    def span(self) -> Span:
        """Where the line stands; an empty range for a blank one."""
        return Span(self.start, self.start + len(self.text))


def lines_of(text: str) -> tuple[Line, ...]:
    """Cut a text into trimmed lines; of several blank ones in a row only the first is given."""
    lines: list[Line] = []
    blank = False
    for start, stop, number in _raw(text):
        raw = text[start:stop]
        body = raw.strip()
        if not body:
            if not blank:
                lines.append(Line("", start, number))
        elif len(body) == len(raw):
            lines.append(Line(body, start, number))
        else:
            lines.append(Line(body, start + len(raw) - len(raw.lstrip()), number))
        blank = not body
    return tuple(lines)


def _raw(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the places of lines with their numbers; of empty ones in a row only the first."""
    number, last = 1, 0
    for found in RAW.finditer(text):
        start, stop = found.span()
        if start - last == 1 and last:
            number += 1
        elif start > last:
            ends = _ends(text, last, start)
            if not last:
                yield 0, 0, 1
            elif ends > 1:
                yield _behind_end(text, last, number)
            number += ends
        yield start, stop, number
        last = stop
    if not last:
        yield 0, 0, 1
    elif last < len(text):
        yield _behind_end(text, last, number)


def _ends(text: str, start: int, stop: int) -> int:
    """Count line ends."""
    both = text.count("\r\n", start, stop)
    return text.count("\n", start, stop) + text.count("\r", start, stop) - both


def _behind_end(text: str, place: int, number: int) -> tuple[int, int, int]:
    """Give the empty line behind the line end at a place."""
    start = place + (2 if text.startswith("\r\n", place) else 1)
    return start, start, number + 1


def part_of(line: Line, start: int, stop: int) -> Line:
    """Cut a part out of a line; its place moves with it."""
    if start == 0 and stop == len(line.text):
        return line
    raw = line.text[start:stop]
    body = raw.strip()
    first = start + len(raw) - len(raw.lstrip()) if body else start
    return Line(body, line.start + first, line.number, line.goes_on and start == 0)
