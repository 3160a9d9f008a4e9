"""Lines of a source with their places."""

import re

from msgspec import Struct

from content.model import Span

# What stands between line ends.
RAW = re.compile(r"[^\r\n]+")


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
    at = len(text) - len(text.lstrip("\r\n"))
    blank = at > 0 or not text
    lines = [Line("", 0, 1)] if blank else []
    number = 1 + _count(text[:at])
    # Nearly all texts have no other line ends: these need no count.
    single = "\r" not in text
    seen: dict[str, str] = {}
    for found in RAW.finditer(text, at):
        start, end = found.span()
        ends = start - at if single else _count(text[at:start])
        if ends > 1 and not blank:
            lines.append(Line("", _behind(text, at), number + 1))
            blank = True
        number += ends
        raw = found[0]
        body = raw.strip()
        if body:
            indent = 0 if len(body) == len(raw) else raw.index(body)
            lines.append(Line(seen.setdefault(body, body), start + indent, number))
        elif not blank:
            lines.append(Line("", start, number))
        blank = not body
        at = end
    if at < len(text) and not blank:
        lines.append(Line("", _behind(text, at), number + 1))
    return tuple(lines)


def _behind(text: str, at: int) -> int:
    """Where the line behind a line end begins."""
    return at + (2 if text.startswith("\r\n", at) else 1)


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
