"""When something is posted, as people say it. What the words mean, `bot.schedule.timetable` knows.

Local times have no zone: a rule means the same hour in every chat, and each chat has its own zone.
"""

from datetime import date, datetime, time

from msgspec import Struct

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""Days of the week as ISO 8601 counts them: 1 is Monday."""


class Weekly(Struct, frozen=True, tag="weekly"):
    """At these local times, sorted, on these days of the week; one post for each."""

    times: tuple[time, ...]
    days: tuple[int, ...] = EVERY_DAY


class Interval(Struct, frozen=True, tag="interval"):
    """Every so many seconds, counted from `since` (aware UTC), so that nothing drifts."""

    seconds: int
    since: datetime


class Once(Struct, frozen=True, tag="once"):
    """At one local date and time."""

    at: datetime


class Cron(Struct, frozen=True, tag="cron"):
    """Five fields with their Unix meaning, as typed."""

    fields: str


class Rhythm(Struct, frozen=True, tag="rhythm"):
    """The gaps between the source's own dates, times `scale`; with `at`, at that local time."""

    scale: float = 1.0
    at: time | None = None


class Anniversary(Struct, frozen=True, tag="anniversary"):
    """Each fragment on its own calendar day of the year; `whole`: the text on its own day."""

    at: time
    whole: bool = False


Timing = Weekly | Interval | Once | Cron | Rhythm | Anniversary


class Rule(Struct, frozen=True):
    """A timing and the local days on which it is silent.

    Nothing comes before the day `first` or after the day `last`, on a day of `without`, or on a
    public holiday of the country `holidays` (ISO 3166, with a subdivision after a dash if there is
    one: `FR`, `DE-BY`).
    """

    timing: Timing
    first: date | None = None
    last: date | None = None
    without: tuple[date, ...] = ()
    holidays: str | None = None


TOGETHER = 0
"""A portion: one step, with what must not be cut from it (a question from its answer)."""
WHOLE = -1
"""A portion: all that is left of the text. Any number above 0 is that many steps, no more."""
