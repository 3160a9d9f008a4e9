"""Cron's five fields with their Unix meaning: read, refused, and the next time they name."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules import Rule
from bot.schedule.calendar import FAR, allows, instant

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
MACROS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
LONGEST = 200
MINUTE = timedelta(minutes=1)


class CronError(ValueError):
    """The fields say nothing; the message is one line that says which and why."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the numbers it may have, and words for them from the lowest on."""

    name: str
    lowest: int
    highest: int
    words: tuple[str, ...] = ()


FIELDS = (
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of the month", 1, 31),
    Field("month", 1, 12, MONTHS),
    Field("day of the week", 0, 7, DAYS),
)


@dataclass(frozen=True, slots=True)
class Times:
    """The minutes that five fields name; days of the week as ISO 8601 counts them.

    `either`: both sorts of days are restricted, and one of them is enough, as in Unix. `running`:
    the hour is a star, so the times go by real time through a change of clocks.
    """

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool
    running: bool

    def on(self, day: date) -> bool:
        """Whether anything is due on this day."""
        if day.month not in self.months:
            return False
        of_month, of_week = day.day in self.days, day.isoweekday() in self.weekdays
        return of_month or of_week if self.either else of_month and of_week


def read(text: str) -> Times:
    """The times of five fields or a macro; CronError where they name none."""
    if len(text) > LONGEST:
        raise CronError("a rule of cron is not that long")
    typed = MACROS.get(text.strip().lower(), text).lower().split()
    if len(typed) != len(FIELDS):
        raise CronError(f"cron has five fields (30 8 * * 1-5), not {len(typed)}")
    minutes, hours, days, months, weekdays = (
        _numbers(part, field) for part, field in zip(typed, FIELDS, strict=True)
    )
    stars = [part.startswith("*") for part in typed]
    either = not stars[2] and not stars[4]
    if not either and stars[4] and not any(_has(month, days) for month in months):
        raise CronError(f"no month has such a day: {typed[2]} {typed[3]}")
    return Times(
        tuple(sorted(minutes)),
        tuple(sorted(hours)),
        days,
        months,
        frozenset(day or 7 for day in weekdays),
        either,
        stars[1],
    )


def _has(month: int, days: frozenset[int]) -> bool:
    # 2024 has a 29 February.
    return min(days) <= monthrange(2024, month)[1]


def _numbers(text: str, field: Field) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        range_, slash, step = part.partition("/")
        if slash and (not step.isascii() or not step.isdigit() or int(step) == 0):
            raise CronError(f"{field.name}: {part!r} has no step that counts")
        first, last = _range(range_, field, open_=bool(slash))
        found.update(range(first, last + 1, int(step) if slash else 1))
    return frozenset(found)


def _range(text: str, field: Field, *, open_: bool) -> tuple[int, int]:
    if text == "*":
        return field.lowest, field.highest
    start, dash, end = text.partition("-")
    first = _number(start, field)
    last = _number(end, field) if dash else field.highest if open_ else first
    if first > last:
        raise CronError(f"{field.name}: {text!r} goes backwards")
    return first, last


def _number(text: str, field: Field) -> int:
    if text in field.words:
        return field.words.index(text) + field.lowest
    if text.isascii() and text.isdigit() and len(text) < 4:
        number = int(text)
        if field.lowest <= number <= field.highest:
            return number
    raise CronError(f"{field.name}: {text!r} is not between {field.lowest} and {field.highest}")


def following(times: Times, rule: Rule, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first of the times after an instant, as aware UTC, on a day that the rule allows."""
    found = _running if times.running else _fixed
    return found(times, rule, zone, after)


def _fixed(times: Times, rule: Rule, zone: ZoneInfo, after: datetime) -> datetime | None:
    for day in _days(times, rule, after.astimezone(zone).date()):
        due = (
            instant(day, time(hour, minute), zone)
            for hour in times.hours
            for minute in times.minutes
        )
        later = min((one for one in due if one > after), default=None)
        if later is not None:
            return later
    return None


def _running(times: Times, rule: Rule, zone: ZoneInfo, after: datetime) -> datetime | None:
    """By real time: what a change of clocks leaves out does not come, what it repeats does."""
    hours, minutes = frozenset(times.hours), frozenset(times.minutes)
    for day in _days(times, rule, after.astimezone(zone).date()):
        begin = max(instant(day, time(), zone), after.replace(second=0, microsecond=0) + MINUTE)
        while (local := begin.astimezone(zone)).date() <= day:
            if local.date() == day and local.hour in hours and local.minute in minutes:
                return begin
            far = local.hour not in hours
            begin += (60 - local.minute) * MINUTE if far else MINUTE
    return None


def _days(times: Times, rule: Rule, day: date) -> Iterator[date]:
    """The days that the fields name and the rule allows; whole months are passed over."""
    day = max(day, rule.first or day)
    end = day + timedelta(days=FAR)
    if rule.last is not None:
        end = min(end, rule.last)
    while day <= end:
        if day.month not in times.months:
            day = day.replace(day=monthrange(day.year, day.month)[1]) + timedelta(days=1)
            continue
        if times.on(day) and allows(rule, day):
            yield day
        day += timedelta(days=1)
