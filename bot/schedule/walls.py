"""What a wall clock shows, as instants: where a zone's clock changes, and on which day.

A local time that the spring change leaves out comes as much later as the clock jumps; one that the
autumn change shows twice is the first. Both is what Python means by `fold=0`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a local day in which the clock does not change; aware UTC, `end` not included."""

    start: datetime
    end: datetime
    offset: timedelta


def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, or None if this machine's tzdata has no such zone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        # ZoneInfoNotFoundError is a KeyError; a folder's name or one with `..` raises the others.
        return None


def instant(day: date, at: time, place: ZoneInfo) -> datetime:
    """When the clock of a place shows this time on this day, aware UTC; see above for changes."""
    return datetime.combine(day, at, tzinfo=place).astimezone(UTC)


def local_day(moment: datetime, place: ZoneInfo) -> date:
    """The calendar day of an instant in a place."""
    return moment.astimezone(place).date()


# A day is looked at for each schedule that is planned, and most are in few zones.
@lru_cache(maxsize=1024)
def stretches(day: date, place: ZoneInfo) -> tuple[Stretch, ...]:
    """The parts of a local day; one if no clock changes, none if the zone leaves that day out."""
    start, end = instant(day, time(), place), instant(day + DAY, time(), place)
    return tuple(_parts(start, end, place))


def _parts(start: datetime, end: datetime, place: ZoneInfo) -> Iterator[Stretch]:
    while start < end:
        offset = _offset(start, place)
        change = end
        if _offset(end - SECOND, place) != offset:
            change = _change(start, end - SECOND, place)
        yield Stretch(start, change, offset)
        start = change


def _change(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The first instant, to the second, that has no longer the offset of `before`."""
    offset = _offset(before, place)
    low, high = 0, (after - before) // SECOND
    while low < high - 1:
        middle = (low + high) // 2
        if _offset(before + middle * SECOND, place) == offset:
            low = middle
        else:
            high = middle
    return before + high * SECOND


def _offset(moment: datetime, place: ZoneInfo) -> timedelta:
    return moment.astimezone(place).utcoffset() or timedelta()


def once_a_day(
    day: date, times: Sequence[time], place: ZoneInfo, after: datetime
) -> datetime | None:
    """The earliest instant after `after` at which one of these sorted times of the day is due."""
    parts = stretches(day, place)
    if len(parts) == 1 and parts[0].end - parts[0].start == DAY:
        return _in_stretch(parts[0], day, times, after)
    # Moved times may overtake others: 02:30 becomes 03:30, and 03:15 stays.
    found = (instant(day, at, place) for at in times)
    return min((due for due in found if due > after), default=None)


def as_shown(day: date, times: Sequence[time], place: ZoneInfo, after: datetime) -> datetime | None:
    """The first instant after `after` at which the clock really shows one of these sorted times."""
    found = (_in_stretch(part, day, times, after) for part in stretches(day, place))
    return next((due for due in found if due is not None), None)


def _in_stretch(
    part: Stretch, day: date, times: Sequence[time], after: datetime
) -> datetime | None:
    if after >= part.end:
        return None
    index = 0
    wall = (max(after, part.start) + part.offset).replace(tzinfo=None)
    if wall.date() == day:
        find = bisect_right if after >= part.start else bisect_left
        index = find(times, wall.time())
    if index == len(times):
        return None
    due = datetime.combine(day, times[index], tzinfo=UTC) - part.offset
    return due if part.start <= due < part.end else None
