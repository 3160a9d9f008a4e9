"""When a rule comes next: rule, zone and the instant before lead to a due time. No clock here.

Of daily rules each local day has one post for each of its times, on both changes of the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rules import Anniversary, Cron, Interval, Once, Rhythm, Rule, Weekly
from bot.schedule import cron
from bot.schedule.calendar import DAY, allows, days_from, instant
from content.model import PartialDate

YEARS = 9


@dataclass(frozen=True, slots=True)
class Beat:
    """The source's dates of the step that comes next, and of the one before it."""

    previous: PartialDate | None = None
    date: PartialDate | None = None


NO_BEAT = Beat()


def following(rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat = NO_BEAT) -> datetime | None:
    """The first due time (aware UTC) after `after`; None when the rule is over.

    CronError for a rule of cron that says nothing.
    """
    match rule.timing:
        case Weekly() as weekly:
            return _weekly(weekly, rule, zone, after)
        case Interval() as interval:
            return _interval(interval, rule, zone, after)
        case Once(at=at):
            due = instant(at.date(), at.time(), zone)
            return due if due > after and allows(rule, at.date()) else None
        case Cron(fields=fields):
            return cron.following(_times(fields), rule, zone, after)
        case Rhythm() as rhythm:
            return _rhythm(rhythm, rule, zone, after, beat)
        case Anniversary() as anniversary:
            return _anniversary(anniversary, rule, zone, after, beat)


@lru_cache(256)
def _times(fields: str) -> cron.Times:
    return cron.read(fields)


def _weekly(weekly: Weekly, rule: Rule, zone: ZoneInfo, after: datetime) -> datetime | None:
    for day in days_from(rule, after.astimezone(zone).date()):
        if day.isoweekday() in weekly.days:
            # A change of the clock may bring two local times into another order.
            due = (instant(day, at, zone) for at in weekly.times)
            later = min((one for one in due if one > after), default=None)
            if later is not None:
                return later
    return None


def _interval(interval: Interval, rule: Rule, zone: ZoneInfo, after: datetime) -> datetime | None:
    every = timedelta(seconds=interval.seconds)
    for day in days_from(rule, after.astimezone(zone).date()):
        # Whatever the days left out: the times stay multiples of the interval.
        begin = max(after, instant(day, time(), zone) - timedelta(microseconds=1))
        due = interval.since
        if begin >= due:
            due += ((begin - due) // every + 1) * every
        local = due.astimezone(zone).date()
        if local == day or (local > day and allows(rule, local)):
            return due.astimezone(UTC)
    return None


def _rhythm(
    rhythm: Rhythm, rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat
) -> datetime | None:
    local = after.astimezone(zone).replace(tzinfo=None)
    if beat.previous is None:
        # The first one follows nothing: it comes at once, or at the next such time.
        local = local.replace(second=0, microsecond=0) + timedelta(minutes=1)
    else:
        local += rhythm.scale * _gap(beat.previous, beat.date)
    at = local.time() if rhythm.at is None else rhythm.at
    for day in days_from(rule, local.date()):
        due = instant(day, at, zone)
        if due > after:
            return due
    return None


def _gap(previous: PartialDate, date_: PartialDate | None) -> timedelta:
    """The days between two dates of the source; one where it does not tell."""
    begin, end = _day(previous), date_ and _day(date_)
    if begin is None or not end or end <= begin:
        return DAY
    return end - begin


def _day(told: PartialDate) -> date | None:
    if told.month is None or told.day is None:
        return None
    return date(told.year, told.month, told.day)


def _anniversary(
    anniversary: Anniversary, rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat
) -> datetime | None:
    today = after.astimezone(zone).date()
    told = beat.date and _day(beat.date)
    if not told:
        # Without a date of its own it comes on the next day.
        days = [day for day, _ in zip(days_from(rule, today), range(2), strict=False)]
    else:
        days = [_in_year(told, today.year + years) for years in range(YEARS)]
    for day in days:
        due = instant(day, anniversary.at, zone)
        if due > after and allows(rule, day):
            return due
    return None


def _in_year(told: date, year: int) -> date:
    """The same day in another year; 29 February is the 28th where there is none."""
    try:
        return told.replace(year=year)
    except ValueError:
        return told.replace(year=year, day=28)
