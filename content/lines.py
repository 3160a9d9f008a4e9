"""Lines of a source with their places."""

from collections.abc import Iterator

from msgspec import Struct

from content.model import Span

STRETCH = 100_000


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
    if "\r" in text:
        # Of the same length, so that places count in the source.
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lines: list[Line] = []
    at, blank = 0, False
    for number, raw in enumerate(_raws(text), start=1):
        body = raw.strip()
        if body:
            start = at if len(body) == len(raw) else at + raw.index(body)
            lines.append(Line(body, start, number))
        elif not blank:
            lines.append(Line("", at, number))
        blank = not body
        at += len(raw) + 1
    return tuple(lines)


def _raws(text: str) -> Iterator[str]:
    """What stands between line ends; of nothing but ends there would be too many at once."""
    at = 0
    while (end := text.find("\n", at + STRETCH)) >= 0:
        yield from text[at:end].split("\n")
        at = end + 1
    yield from text[at:].split("\n")


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
