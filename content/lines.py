"""Lines of a source with their places."""

import re

from msgspec import Struct

from content.model import Span

# What stands between line ends, and the ends behind it.
RAW = re.compile(r"([^\r\n]+)([\r\n]*)")


class Line(Struct, frozen=True, gc=False):
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
    ahead = len(text) - len(text.lstrip("\r\n"))
    blank = ahead > 0 or not text
    lines = [Line("", 0, 1)] if blank else []
    number = 1 + _count(text[:ahead])
    for found in RAW.finditer(text, ahead):
        start, end = found.span()
        raw, ends = found.groups()
        body = raw.strip()
        if body:
            indent = 0 if len(body) == len(raw) else len(raw) - len(raw.lstrip())
            lines.append(Line(body, start + indent, number))
        elif not blank:
            lines.append(Line("", start, number))
        blank = not body
        if len(ends) == 1 and end < len(text):
            number += 1
            continue
        count = _count(ends)
        if not blank and (count > 1 or (ends and end == len(text))):
            behind = start + len(raw) + (2 if ends.startswith("\r\n") else 1)
            lines.append(Line("", behind, number + 1))
            blank = True
        number += count
    return tuple(lines)


def _count(ends: str) -> int:
    """Count line ends."""
    return ends.count("\n") + ends.count("\r") - ends.count("\r\n")


def part_of(line: Line, start: int, stop: int) -> Line:
    """Cut a part out of a line; its place moves with it."""
    if start == 0 and stop == len(line.text):
        return line
    raw = line.text[start:stop]
    body = raw.strip()
    first = start
    if body and len(body) < len(raw):
        first += len(raw) - len(raw.lstrip())
    return Line(body, line.start + first, line.number, line.goes_on and start == 0)
