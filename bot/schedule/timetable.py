"""When a rule is due next. Pure: rule, zone and instant in, instant out.

Nothing walks missed times: the next is computed from `after`.

Whoever stores what is due asks again after tzdata has changed. Rules of local times keep them
through clock changes (`bot.schedule.walls`): one post for each local day and time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from bot.rules import Anniversary, Cron, Interval, Once, Rhythm, Rule, Weekly
from bot.schedule.cron import CronError, Fields, parse
from bot.schedule.days import bounds, each, is_open, known_country, next_open
from bot.schedule.walls import DAY, as_shown, instant, local_day, once_a_day
from content.model import PartialDate

LEAST_GAP = timedelta(minutes=1)
"""Between two posts of a rhythm, however small its scale. Steps of one date share a post."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What the source tells of the step that comes next: its date, and that of the step before.

    A date that is no whole day counts as unknown.
    """

    previous: PartialDate | None = None
    date: PartialDate | None = None


UNTOLD = Beat()


def following(
    rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat | None = None
) -> datetime | None:
    """The next due instant (aware UTC) strictly after `after`; None when the rule has ended.

    Raises CronError for a cron rule that `problem` refuses.
    """
    try:
        return _following(rule, zone, after.astimezone(UTC), beat or UNTOLD)
    except OverflowError:
        # Past the year 9999.
        return None


def problem(rule: Rule) -> str | None:
    """Why a rule cannot be followed: a code for callers to put into words, None if it can.

    `never`: no times or days, or no seconds between them; `cron`: see CronError; `country`: the
    library of holidays does not know it.
    """
    match rule.timing:
        case Weekly(times, days) if not times or not set(days) & set(range(1, 8)):
            return "never"
        case Interval(seconds=seconds) if seconds <= 0:
            return "never"
        case Rhythm(scale=scale) if not scale > 0:
            return "never"
        case Cron(fields):
            try:
                parse(fields)
            except CronError:
                return "cron"
    if rule.holidays is not None and not known_country(rule.holidays):
        return "country"
    return None


def moved_by_clock(rule: Rule, zone: ZoneInfo, due: datetime) -> bool:
    """Whether a change of the clock left out the local time that the rule names for this post."""
    local = due.astimezone(zone).replace(tzinfo=None)
    match rule.timing:
        case Weekly(times=times):
            return local.time() not in times
        case Once(at):
            return local != at
        case Cron(fields):
            return local.time() not in parse(fields).times
        case Rhythm(at=at) | Anniversary(at=at) if at is not None:
            return local.time() != at
        case _:
            return False


def _following(rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat) -> datetime | None:
    match rule.timing:
        case Weekly(times, weekdays):
            days = (day for day in each(*_look(rule, zone, after)) if day.isoweekday() in weekdays)
            return _earliest(rule, days, times, zone, after)
        case Cron(fields):
            return _cron(rule, parse(fields), zone, after)
        case Once(at):
            return _earliest(rule, (at.date(),), (at.time(),), zone, after)
        case Interval():
            return _interval(rule, rule.timing, zone, after)
        case Rhythm():
            return _rhythm(rule, rule.timing, zone, after, beat)
        case Anniversary():
            found = _anniversaries(rule, rule.timing, zone, after, beat.date)
            return _earliest(rule, found, (rule.timing.at,), zone, after)


def _look(rule: Rule, zone: ZoneInfo, after: datetime) -> tuple[date, date]:
    # From the day before on: its late hours may be moved past midnight.
    return bounds(rule, local_day(after, zone) - DAY)


def _earliest(
    rule: Rule, days: Iterable[date], times: tuple[time, ...], zone: ZoneInfo, after: datetime
) -> datetime | None:
    """The first of these local times on those of these days, in order, that are open."""
    best: datetime | None = None
    until = date.max
    for day in days:
        if day > until:
            break
        due = once_a_day(day, times, zone, after) if is_open(rule, day) else None
        # A time that the change moves past midnight must not fall on a day that is left out.
        if due is None or not is_open(rule, local_day(due, zone)):
            continue
        if best is None:
            # One that was moved may come after an early one of the day that follows.
            best, until = due, day + DAY
        best = min(best, due)
    return best


def _cron(rule: Rule, fields: Fields, zone: ZoneInfo, after: datetime) -> datetime | None:
    days = fields.days_between(*_look(rule, zone, after))
    if not fields.steady:
        return _earliest(rule, days, fields.times, zone, after)
    found = (as_shown(day, fields.times, zone, after) for day in days if is_open(rule, day))
    return next((due for due in found if due is not None), None)


def _interval(rule: Rule, timing: Interval, zone: ZoneInfo, after: datetime) -> datetime | None:
    gap = timedelta(seconds=timing.seconds)
    passed = after - timing.since
    due = timing.since + max(0, passed // gap + 1) * gap
    _, last = bounds(rule, local_day(due, zone))
    while (day := local_day(due, zone)) <= last:
        open_day = next_open(rule, day)
        if open_day is None:
            return None
        if open_day == day:
            return due
        start = instant(open_day, time(), zone)
        due = timing.since - (timing.since - start) // gap * gap
    return None


def _rhythm(
    rule: Rule, timing: Rhythm, zone: ZoneInfo, after: datetime, beat: Beat
) -> datetime | None:
    previous, date_ = whole_day(beat.previous), whole_day(beat.date)
    if previous is None and timing.at is not None:
        return _earliest(rule, each(*_look(rule, zone, after)), (timing.at,), zone, after)
    gap = DAY
    if previous is not None and date_ is not None and date_ >= previous:
        gap = (date_ - previous) * timing.scale
    local = after.astimezone(zone).replace(tzinfo=None)
    # Whole days keep the wall clock's time, the rest of a scaled gap is real time.
    day, rest = local.date() + gap // DAY * DAY, gap % DAY
    if timing.at is not None:
        first = max((local + gap).date(), local.date())
        days = each(*bounds(rule, first))
        return _earliest(rule, days, (timing.at,), zone, after)
    due = instant(day, local.time(), zone) + rest if gap >= DAY else after + rest
    due = max(due, after + LEAST_GAP)
    open_day = next_open(rule, local_day(due, zone))
    if open_day is None or open_day == local_day(due, zone):
        return due if open_day else None
    wall = due.astimezone(zone).time()
    return _earliest(rule, each(*bounds(rule, open_day)), (wall,), zone, after)


def _anniversaries(
    rule: Rule, timing: Anniversary, zone: ZoneInfo, after: datetime, date_: PartialDate | None
) -> Iterable[date]:
    """The next anniversary and, where that day is left out, those that follow it.

    29 February is kept on the 28th in other years. Without a date every day will do.
    """
    first, last = _look(rule, zone, after)
    known = whole_day(date_)
    if known is None:
        return each(first, last)
    for year in range(first.year, first.year + 3):
        day = _in_year(known, year)
        if day >= first and once_a_day(day, (timing.at,), zone, after):
            return chain((day,), each(day + DAY, last))
    return ()


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def whole_day(known: PartialDate | None) -> date | None:
    """A date that is known to the day and exists; captures may print others."""
    if known is None or known.month is None or known.day is None:
        return None
    try:
        return date(known.year, known.month, known.day)
    except ValueError:
        return None
