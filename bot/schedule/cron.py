"""Cron's five fields with their Unix meaning, as Vixie's and Debian's cron read them.

If day of the month and day of the week are both restricted, one of them is enough; a field that
begins with `*` does not restrict (`*/2` neither: then both must hold). A minute or hour that begins
with `*` asks for a steady beat, so such a line goes by what the clock really shows: nothing in the
hour that is left out in spring, twice in the hour that comes twice in autumn. All others come once
a day and time, see `bot.schedule.walls`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from bot.schedule.walls import DAY

MACROS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LONGEST = 500
"""Characters. Every minute of an hour as a list is 169."""
SHOWN = 20
ITEM = re.compile(
    r"(?:(?P<star>\*)|(?P<low>[0-9]{1,2}|[a-z]{3})(?:-(?P<high>[0-9]{1,2}|[a-z]{3}))?)"
    r"(?:/(?P<step>[0-9]{1,2}))?",
    re.ASCII,
)


NAMES = ("cron", "minute", "hour", "day of the month", "month", "day of the week")


class CronError(ValueError):
    """Five fields that nobody can follow: `field` is where (1 to 5, 0 for all), `what` is why."""

    def __init__(self, field: int, what: str) -> None:
        super().__init__(f"{NAMES[field]}: {what}")
        self.field = field
        self.what = what


@dataclass(frozen=True, slots=True)
class Fields:
    """What five fields mean: local times, sorted, and the days that match."""

    times: tuple[time, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    both: bool
    steady: bool

    def days_between(self, first: date, last: date) -> Iterator[date]:
        """The days that match; months that do not are jumped over."""
        while first <= last:
            if first.month not in self.months:
                first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
                continue
            if self._matches(first):
                yield first
            first += DAY

    def _matches(self, day: date) -> bool:
        month, week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return month and week if self.both else month or week


@lru_cache(maxsize=512)
def parse(text: str) -> Fields:
    """Read five fields or a macro; raises CronError, also for a date that never comes."""
    if len(text) > LONGEST:
        raise CronError(0, f"more than {LONGEST} characters")
    typed = text.lower().split()
    if len(typed) == 1 and typed[0].startswith("@"):
        if typed[0] not in MACROS:
            raise CronError(0, f"{_shown(typed[0])} is none of {', '.join(MACROS)}")
        typed = MACROS[typed[0]].split()
    if len(typed) != 5:
        raise CronError(0, f"five fields are needed, not {len(typed)}")
    minutes = _values(1, typed[0], 0, 59)
    hours = _values(2, typed[1], 0, 23)
    days = _values(3, typed[2], 1, 31)
    months = _values(4, typed[3], 1, 12, MONTHS)
    weekdays = frozenset(value % 7 for value in _values(5, typed[4], 0, 7, WEEKDAYS))
    both = typed[2][0] == "*" or typed[4][0] == "*"
    if both and all(min(days) > LONGEST_MONTH[month - 1] for month in months):
        raise CronError(3, f"no month of these has a day {min(days)}")
    times = tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes))
    return Fields(times, days, months, weekdays, both, typed[0][0] == "*" or typed[1][0] == "*")


def _values(
    field: int, text: str, low: int, high: int, names: tuple[str, ...] = ()
) -> frozenset[int]:
    found: set[int] = set()
    for item in text.split(","):
        found.update(_item(field, item, low, high, names))
    return frozenset(found)


def _item(field: int, item: str, low: int, high: int, names: tuple[str, ...]) -> range:
    match = ITEM.fullmatch(item)
    if match is None:
        raise CronError(field, f"{_shown(item)} is no number, range or step")
    step = int(match["step"] or 1)
    if step == 0:
        raise CronError(field, f"{_shown(item)} has a step of 0")
    if match["star"]:
        # The week's 7 is another name of 0, so that a step must not reach it.
        return range(low, min(high, 6) + 1 if field == 5 else high + 1, step)
    first = _number(field, match["low"], low, names)
    last = _number(field, match["high"], low, names) if match["high"] else first
    if match["step"] and not match["high"]:
        last = high
    if field == 5 and match["high"] == "sun" and first > 0:
        last = 7
    if not low <= first <= high or not low <= last <= high:
        raise CronError(field, f"{_shown(item)} is not within {low} to {high}")
    if first > last:
        raise CronError(field, f"{_shown(item)} ends before it begins")
    return range(first, last + 1, step)


def _number(field: int, word: str, low: int, names: tuple[str, ...]) -> int:
    if word.isdigit():
        return int(word)
    if word not in names:
        raise CronError(field, f"{_shown(word)} is no number or name here")
    return names.index(word) + low


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "...")
