"""The days on which a rule is silent: before, after, and the excepted ones."""

from datetime import date

from bot.schedule.phrases.countries import country
from bot.schedule.phrases.dates import ORDINAL, Day, coming, day
from bot.schedule.phrases.days import days
from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.vocabulary import AND
from bot.schedule.phrases.words import Words

FROM = (
    "from", "starting", "starting on", "starting from", "beginning", "beginning on", "as of",
    "not before", "à partir de", "à partir du", "à compter du", "dès", "dès le",
    "depuis", "depuis le", "du", "de",
)  # fmt: skip
UNTIL = (
    "until", "till", "til", "up to", "to", "through", "ending", "ending on", "jusqu à", "jusqu au",
    "au", "à",
)  # fmt: skip
EXCEPT = (
    "except", "except on", "except for", "but not", "but not on", "not", "not on", "without",
    "sauf", "sauf le", "sauf les", "hors", "excepté", "excepté le", "mais pas", "mais pas le",
    "sans", "pas", "hormis", "à l exception de", "à l exception du", "à l exception des",
)  # fmt: skip
HOLIDAYS = (
    "public holidays", "public holiday", "bank holidays", "holidays", "jours fériés",
    "jour férié", "fériés",
)  # fmt: skip


def first(words: Words, today: date) -> Day | None:
    """Read `from 1 December`, `dès lundi`, and the first half of `du 1er au 24 décembre`."""
    mark = words.at
    found = coming(words, today) if words.take(*FROM) else None
    if found is None:
        words.at = mark
    return found


def last(words: Words, today: date) -> Day | None:
    """Read `until 24 December`, `jusqu'au 24 décembre`."""
    mark = words.at
    found = coming(words, today) if words.take(*UNTIL) else None
    if found is None:
        words.at = mark
    return found


def span(words: Words, today: date) -> tuple[Day, Day] | None:
    """Read `from 1 to 24 December`, `du 1er au 24 décembre`: the month is said once."""
    mark = words.at
    if words.take(*FROM):
        number = words.take_number()
        begun = words.at
        words.take(*ORDINAL)
        end = day(words, today) if number is not None and words.take(*UNTIL) else None
        if number is not None and end is not None:
            what = words.since(begun - 1)
            return Day(number, end.month, end.year, None, what), end
    words.at = mark
    return None


class Excepted:
    """What one `except` leaves out."""

    __slots__ = ("country", "dates", "days", "holidays", "spans")

    def __init__(self) -> None:
        self.days: tuple[int, ...] = ()
        self.dates: list[Day] = []
        self.spans: list[tuple[Day, Day]] = []
        self.holidays = False
        self.country: str | None = None


def excepted(words: Words, today: date) -> Excepted | None:
    """Read `except Sundays`, `sauf le 25 décembre`, `hors jours fériés en France`, or several."""
    mark = words.at
    if not words.take(*EXCEPT):
        return None
    found = Excepted()
    if not _one(words, found, today):
        raise RefusedError(Why.UNKNOWN, words.since(mark))
    while True:
        joint = words.at
        words.skip(*AND)
        words.take(*EXCEPT)
        if joint == words.at or not _one(words, found, today):
            words.at = joint
            return found


def _between(words: Words, today: date) -> tuple[Day, Day] | None:
    """Read `from 20 December to 3 January`, `du 20 décembre au 3 janvier`."""
    mark = words.at
    if (both := span(words, today)) is not None:
        return both
    begun = first(words, today)
    end = last(words, today) if begun is not None else None
    if begun is not None and end is not None:
        return begun, end
    words.at = mark
    return None


def _one(words: Words, found: Excepted, today: date) -> bool:
    mark = words.at
    if (both := _between(words, today)) is not None:
        found.spans.append(both)
        return True
    words.skip("on", "the", "le", "les", "des", "du", "de")
    if words.take(*HOLIDAYS):
        found.holidays = True
        found.country = country(words)
        return True
    if (one := day(words, today)) is not None:
        found.dates.append(one)
        if last(words, today) is not None:
            # All days between, or one, and the other day is the last?
            raise RefusedError(Why.AMBIGUOUS, words.since(mark))
        return True
    words.at = mark
    if (some := days(words)) is not None:
        found.days = (*found.days, *some)
        return True
    words.at = mark
    return False
