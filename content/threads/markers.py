"""Markers that number a thread: `3/14`, `(3/9)`, `3/`, `/3`, `3)`, `3 sur 12`.

A fraction, a score or a list number looks the same on its own line; only the run of numbers
over the whole text tells (`runs.py`).
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from content.remembered import remembered

_SPLIT = r"[ \u00a0]?[/⁄][ \u00a0]?|[ \u00a0](?:sur|of|von|de|out of)[ \u00a0]"
_TOTAL = rf"(?P<number>\d{{1,3}})(?:{_SPLIT}|(?P<hyphen>[-–]))(?P<total>\d{{1,3}}|\?|[xXnN])"
_OPEN = (
    r"(?P<slash>\d{1,3})/|/(?P<ahead>\d{1,3})|(?P<bracket>\d{1,3})\)"
    r"|[(\[](?P<ring>\d{1,3})[)\]]|(?P<dot>\d{1,3})\.(?=\s|$)"
)
_MARKER = rf"(?:[(\[] ?{_TOTAL} ?[)\]]|{{plain}}|{_OPEN})"
_PLAIN = re.sub(r"\?P<(\w+)>", r"?P<\1_>", _TOTAL)
MARKER = _MARKER.replace("{plain}", _PLAIN)
_WORD = r"(?:(?:tweet|part|partie|parte|teil|thread|hilo|fil|n[°º]|#)[ \u00a0]?)?"
AT_START = re.compile(rf"{_WORD}{MARKER}(?![\w/%€$°])(?P<gap>[ \u00a0]?[.:–—-](?=\s|$))?", re.I)
# With a gap put before the text: what begins with one of a few signs is found faster than what
# looks behind itself at every place. What a marker begins with comes before all its forms.
AT_END = re.compile(rf"[\s.!?…»”\"](?=[\d(\[/tphfn#]){_WORD}{MARKER}\.?$", re.I)
STYLES = ("slash", "ahead", "bracket", "ring", "dot")
# What numbers anything at all; a thread's own signs are others.
PLAIN = ("bracket", "ring", "dot")
LONGEST = 24
# So near the beginning of a line its marker has a digit.
NEAR = 12
# The signs a marker can begin and end with, looked at before any expression is tried.
FIRST = frozenset("([/tTpPhHfFnN#")
LAST = frozenset("/)].?xXnN")
DIGIT = re.compile(r"\d")


class Position(StrEnum):
    """Where a marker stands in its line."""

    ALONE = "alone"
    START = "start"
    END = "end"


class Marker(Struct, frozen=True, gc=False):
    """A printed number; `total` is None where none is printed."""

    number: int
    total: int | None
    style: str
    position: Position
    start: int
    end: int
    length: int = 0


@remembered
def candidates(text: str) -> Sequence[Marker]:
    """Find what could be a marker at the start and the end of a line's text."""
    return printed(text) or ()


def printed(text: str) -> Sequence[Marker] | None:
    """The same, None where there is none; nothing is remembered, since texts seldom come again."""
    begins = text[0] in FIRST or text[0].isdigit()
    last = text[-2:-1] if text[-1] == "." else text[-1]
    ends = last in LAST or last.isdigit()
    begins = begins and DIGIT.search(text, 0, NEAR) is not None
    if ends and not last.isdigit():
        ends = DIGIT.search(text, max(0, len(text) - LONGEST)) is not None
    return (_candidates(text, begins, ends) or None) if begins or ends else None


def _candidates(text: str, begins: bool, ends: bool) -> Sequence[Marker]:
    markers: tuple[Marker, ...] = ()
    if begins and (found := AT_START.match(text)):
        markers = (_marker(found, Position.START, len(text), *found.span()),)
        if markers[0].position is Position.ALONE:
            return markers
    if not ends:
        return markers
    offset = max(0, len(text) - LONGEST)
    if found := AT_END.search(" " + text[offset:]):
        start, end = offset + found.start(), offset + found.end() - 1
        marker = _marker(found, Position.END, len(text), start, end)
        if not (found["hyphen_"] and marker.position is Position.END):
            return (*markers, marker)
    return markers


def _marker(match: re.Match[str], position: Position, length: int, start: int, end: int) -> Marker:
    number = match["number"] or match["number_"]
    total = match["total"] or match["total_"]
    style = "total"
    if number is None:
        style = next(name for name in STYLES if match[name])
        number = match[style]
    alone = end - start >= length
    return Marker(
        int(number),
        int(total) if total and total.isdigit() else None,
        style,
        Position.ALONE if alone else position,
        start,
        end,
        length,
    )
