"""What a sentence turned out to say, or why it was not understood."""

from dataclasses import dataclass
from enum import StrEnum

from bot.rules import Rule


class Why(StrEnum):
    """Why a sentence is refused; whoever asked words it and shows examples."""

    UNKNOWN = "unknown"
    """A word that is no part of any rule."""
    NO_DAY = "no_day"
    """Nothing says on which days, or how often."""
    NO_TIME = "no_time"
    """Nothing says at what time."""
    NO_SUCH_TIME = "no_such_time"
    """25:00, 8:75, 24:00 (which is 0:00 of the day after, so people mean either)."""
    NO_SUCH_DATE = "no_such_date"
    """30 February, 11/24/2026 (the day comes first), a Monday that is a Tuesday."""
    AMBIGUOUS = "ambiguous"
    """It can be read in two ways: `every 2 hours from 8`, a year of two digits."""
    PAST = "past"
    """The moment, or the last day, is over."""
    BACKWARDS = "backwards"
    """The last day is before the first."""
    SECONDS = "seconds"
    """A rhythm of seconds belongs to reading, not to a schedule."""
    TOO_OFTEN = "too_often"
    """More often than once a minute."""
    TOO_SELDOM = "too_seldom"
    """An interval of more than a month."""
    SKIPS = "skips"
    """Every other day, every 2 weeks, every month: no rule says that."""
    CONFLICT = "conflict"
    """Two things that do not go together, or the same thing twice."""
    NEVER = "never"
    """Every day is excepted."""
    EMPTY = "empty"
    """Hours that end when they begin."""
    WHICH_COUNTRY = "which_country"
    """Public holidays of which country?"""
    BAD_CRON = "bad_cron"
    """`cron` without five fields, or with such that mean nothing: `cron.parse(what)` says why."""
    BAD_NUMBER = "bad_number"
    """A portion, start or speed of 0 or beyond reason, an interval of no whole minutes."""


@dataclass(frozen=True, slots=True)
class Said:
    """A rule, how much to post each time and where to begin; None if not said."""

    rule: Rule
    portion: int | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a sentence is refused, and the part of it that is the reason."""

    why: Why
    what: str


class RefusedError(Exception):
    """Carries the reason from where it is seen to `understand`."""

    def __init__(self, why: Why, what: str) -> None:
        super().__init__(f"{why}: {what}")
        self.reason = NotUnderstood(why, what)
