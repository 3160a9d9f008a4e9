"""Markers that number a thread: `3/14`, `(3/9)`, `3/`, `/3`, `3)`, `3 sur 12`.

A fraction, a score or a list number looks the same on its own line; only the run of numbers
over the whole text tells.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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
AT_END = re.compile(rf"(?:^|(?<=[\s.!?…»”\"])){_WORD}{MARKER}\.?$", re.I)
STYLES = ("slash", "ahead", "bracket", "ring", "dot")
# What numbers anything at all; a thread's own signs are others.
PLAIN = ("bracket", "ring", "dot")
LONGEST = 24
MOST = 0.4
# Of so many numbers with gaps the text must be most of the page.
FEW = 3
# The signs a marker can begin and end with, looked at before any expression is tried.
FIRST = frozenset("([/tTpPhHfFnN#")
LAST = frozenset("/)].?xXnN")
DIGIT = re.compile(r"\d")


class Position(StrEnum):
    """Where a marker stands in its line."""

    ALONE = "alone"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number; `total` is None where none is printed."""

    number: int
    total: int | None
    style: str
    position: Position
    start: int
    end: int
    length: int = 0


def candidates(text: str) -> Sequence[Marker]:
    """Find what could be a marker at the start and the end of a line's text."""
    begins = text[0] in FIRST or text[0].isdigit()
    last = text[-2:-1] if text[-1] == "." else text[-1]
    ends = last in LAST or last.isdigit()
    if (begins or ends) and DIGIT.search(text if begins else text[-LONGEST:]):
        return tuple(_candidates(text, begins, ends))
    return ()


def _candidates(text: str, begins: bool, ends: bool) -> Iterator[Marker]:
    if begins and (found := AT_START.match(text)):
        marker = _marker(found, Position.START, len(text))
        yield marker
        if marker.position is Position.ALONE:
            return
    if not ends:
        return
    offset = max(0, len(text) - LONGEST)
    if found := AT_END.search(text[offset:]):
        marker = _marker(found, Position.END, len(text), offset)
        if not (found["hyphen_"] and marker.position is Position.END):
            yield marker


def _marker(match: re.Match[str], position: Position, length: int, offset: int = 0) -> Marker:
    groups = match.groupdict()
    number = groups["number"] or groups["number_"]
    total = groups["total"] or groups["total_"]
    style = "total"
    if number is None:
        style = next(name for name in STYLES if groups[name])
        number = groups[style]
    start, end = match.start() + offset, match.end() + offset
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else the text says: its attributions, whether it speaks of tweets, and its length."""

    attributions: int
    speaks_of_threads: bool
    length: int = 0


def run_of(found: Sequence[Marker], evidence: Evidence) -> frozenset[int]:
    """Choose the indices of the candidates that number a thread; none if there is no thread."""
    groups: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for index, marker in enumerate(found):
        groups[marker.style, marker.total].append(index)
    chosen: set[int] = set()
    for indices in groups.values():
        members = [found[index] for index in indices]
        if _is_run(members, evidence):
            chosen.update(indices)
    return frozenset(chosen | set(_strays(found, chosen)))


def _is_run(members: Sequence[Marker], evidence: Evidence) -> bool:
    numbers = [marker.number for marker in members]
    total = members[0].total
    if total is not None and (total < 2 or max(numbers) > total):
        return False
    distinct = len(set(numbers))
    if distinct < (3 if total is None else min(3, total)):
        return False
    paired = evidence.attributions >= 0.5 * len(members)
    alone = sum(m.position is Position.ALONE for m in members) >= 0.5 * len(members)
    deltas = [after - before for before, after in pairwise(numbers)]
    in_order = max(deltas.count(1), deltas.count(-1)) / len(deltas)
    if in_order < (0.3 if paired else 0.6 if alone else 0.7):
        return total is not None and _has_gaps(members, alone or _is_most(members, evidence))
    if total is not None:
        return paired or alone or distinct >= 0.6 * total
    if members[0].style == "dot":
        # As common as a list: only attributions make a thread of it.
        return paired and min(numbers) <= 2 and members[0].position is not Position.END
    return min(numbers) <= 2 and (
        paired
        or (alone and members[0].style not in PLAIN)
        # "[1]" behind a sentence is a footnote's.
        or (members[0].position is Position.END and members[0].style != "ring")
        or (evidence.speaks_of_threads and distinct > 3 and _is_most(members, evidence))
    )


def _has_gaps(members: Sequence[Marker], fills: bool) -> bool:
    """Tell whether numbers of a total go one way from end to end, and most of them are there.

    `fills` says that they number most of the page; else both ends must be there. Fractions and
    scores go up and down, or end before the whole.
    """
    numbers, total = [marker.number for marker in members], members[0].total
    if total is None or len(numbers) < max(FEW, 0.6 * total):
        return False
    one_way = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    ends = (min(numbers) == 1) + (max(numbers) == total)
    if ends == 2 and len(numbers) > FEW:
        return one_way
    return one_way and ends > 0 and fills


def _is_most(members: Sequence[Marker], evidence: Evidence) -> bool:
    """Tell whether what is numbered is most of the text: a list is a part of somebody's essay."""
    return sum(marker.length for marker in members) >= MOST * evidence.length


def _strays(found: Sequence[Marker], chosen: set[int]) -> Iterator[int]:
    """Find markers of another form that fill a gap of the run: a mistyped total, an open one."""
    order = sorted(chosen)
    last = order[-1] + 1 if order else len(found)
    if last < len(found):
        end = found[last]
        # "4/" is followed by "5/5" where somebody knows at last how many there are.
        if end.number == end.total == found[order[-1]].number + 1:
            yield last
    numbers = {found[index].number for index in order}
    places = {found[index].position for index in order}
    for before, after in pairwise(order):
        low, high = sorted((found[before].number, found[after].number))
        if high - low < 2:
            continue
        for index in range(before + 1, after):
            marker = found[index]
            missing = low < marker.number < high and marker.number not in numbers
            if missing and marker.position in places:
                yield index
