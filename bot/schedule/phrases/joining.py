"""The parts of a sentence joined to one rule, if they go together."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules import (
    EVERY_DAY,
    WHOLE,
    Anniversary,
    Cron,
    Interval,
    Once,
    Rhythm,
    Rule,
    Timing,
    Weekly,
)
from bot.schedule.phrases.heard import EVENING, MORNING, Heard
from bot.schedule.phrases.said import RefusedError, Said, Why

# What says how often, and what else each of them takes.
TAKES = {
    "seconds": {"counted_from"},
    "cron": set[str](),
    "rhythm": {"times", "scale"},
    "anniversary": {"times"},
    "day": {"times"},
}
DAY, LONGEST = timedelta(days=1), timedelta(days=364)
"""So long may the days be that are left out together."""
PARTS = ("times", "days", "weekly", "per_day", "part_of_day", "counted_from", "scale")


def joined(heard: Heard, now: datetime, zone: ZoneInfo) -> Said:
    """Make the rule; RefusedError if the parts contradict each other or one is missing."""
    timing = _timing(heard, now, zone)
    if heard.no_days and not isinstance(timing, Weekly):
        raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    first, last = _limits(heard)
    portion = heard.portion
    if isinstance(timing, Anniversary) and timing.whole:
        portion = WHOLE
    rule = Rule(timing, first, last, _left_out(heard), heard.holidays)
    return Said(rule, portion, heard.start)


def _left_out(heard: Heard) -> tuple[date, ...]:
    """The excepted dates, sorted; a span without years is the one that ends next."""
    days = {day.on_or_after(heard.today) for day in heard.without}
    for begun, end in heard.without_spans:
        last = end.on_or_after(heard.today)
        first = begun.on_or_after(last - LONGEST if last - date.min > LONGEST else date.min)
        if first > last:
            raise RefusedError(Why.BACKWARDS, f"{begun.what} – {end.what}")
        if last - first > LONGEST:
            raise RefusedError(Why.CONFLICT, f"{begun.what} – {end.what}")
        days.update(first + number * DAY for number in range((last - first).days + 1))
    return tuple(sorted(days))


def _timing(heard: Heard, now: datetime, zone: ZoneInfo) -> Timing:
    kinds = [kind for kind in TAKES if getattr(heard, kind) is not None]
    if len(kinds) > 1:
        raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    takes = TAKES[kinds[0]] if kinds else {"times", "days", "weekly", "per_day", "part_of_day"}
    for part in PARTS:
        if getattr(heard, part) is not None and part not in takes:
            raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    if heard.seconds is not None:
        return Interval(heard.seconds, _since(heard, now, zone))
    if heard.cron is not None:
        return Cron(heard.cron)
    if heard.rhythm is not None:
        return Rhythm(heard.scale or 1.0, None if heard.times is None else _one_time(heard))
    if heard.anniversary is not None:
        return Anniversary(_one_time(heard), heard.portion == WHOLE)
    if heard.day is not None:
        return Once(_moment(heard, now, zone))
    return _weekly(heard)


def _since(heard: Heard, now: datetime, zone: ZoneInfo) -> datetime:
    if heard.counted_from is None:
        return now.astimezone(UTC).replace(microsecond=0)
    return datetime.combine(heard.today, heard.counted_from, zone).astimezone(UTC)


def _one_time(heard: Heard) -> time:
    if heard.times is None:
        raise RefusedError(Why.NO_TIME, heard.whole_sentence)
    if len(heard.times) > 1:
        raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    return heard.times[0]


def _moment(heard: Heard, now: datetime, zone: ZoneInfo) -> datetime:
    """The local moment of one post, as local times are: without a zone."""
    assert heard.day is not None  # noqa: S101
    at = _one_time(heard)
    day = heard.day.on_or_after(heard.today)
    moment = datetime.combine(day, at)
    if moment.replace(tzinfo=zone) > now:
        return moment
    if heard.day.year is not None:
        raise RefusedError(Why.PAST, heard.whole_sentence)
    return datetime.combine(heard.day.on_or_after(date(day.year + 1, 1, 1)), at)


def _weekly(heard: Heard) -> Weekly:
    every_day = heard.part_of_day or heard.no_days or heard.per_day
    days = heard.days or (EVERY_DAY if every_day else ())
    if not days:
        raise RefusedError(Why.NO_DAY, heard.whole_sentence)
    if heard.part_of_day and heard.days:
        raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    if heard.times is None:
        raise RefusedError(Why.NO_TIME, heard.whole_sentence)
    if heard.per_day not in (None, len(heard.times)):
        raise RefusedError(Why.CONFLICT, heard.whole_sentence)
    left = tuple(day for day in days if day not in heard.no_days)
    if not left:
        raise RefusedError(Why.NEVER, heard.whole_sentence)
    return Weekly(tuple(sorted(_in_part(heard, at) for at in heard.times)), left)


def _in_part(heard: Heard, at: time) -> time:
    """A time of every morning or evening: `chaque soir à 8 h` is at 20:00."""
    if heard.part_of_day == EVENING and 1 <= at.hour < 12:
        return at.replace(hour=at.hour + 12)
    if (heard.part_of_day == MORNING and at.hour >= 12) or (
        heard.part_of_day == EVENING and at.hour < 12
    ):
        raise RefusedError(Why.NO_SUCH_TIME, heard.whole_sentence)
    return at


def _limits(heard: Heard) -> tuple[date | None, date | None]:
    first = heard.first.on_or_after(heard.today) if heard.first else None
    if heard.last is None:
        return first, None
    last = heard.last.on_or_after(first or heard.today)
    if last < heard.today:
        raise RefusedError(Why.PAST, heard.last.what)
    if first is not None and last < first:
        raise RefusedError(Why.BACKWARDS, heard.last.what)
    return first, last
