"""Calendar days, with or without their year, in words or numbers. Numbers come day first."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from bot.schedule.phrases.days import weekday
from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.vocabulary import MONTHS
from bot.schedule.phrases.words import Words

TODAY = ("today", "aujourd hui")
TOMORROW = ("tomorrow", "demain")
DAY_AFTER = ("the day after tomorrow", "day after tomorrow", "après-demain", "après demain")
ORDINAL = ("st", "nd", "rd", "th", "er", "ère", "e")
SIGNS = ("/", ".", "-")
# 29 February is at most eight years away (none in 2100).
YEARS_AHEAD = 9


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: maybe without its year, maybe with its weekday."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    what: str

    def on_or_after(self, start: date) -> date:
        """The very day, or without a year the next such day."""
        if self.year is None:
            years = range(start.year, min(start.year + YEARS_AHEAD, MAXYEAR + 1))
            found = next((day for year in years if (day := self._in(year)) and day >= start), None)
        else:
            found = self._in(self.year)
        if found is None or self.weekday not in (None, found.isoweekday()):
            raise RefusedError(Why.NO_SUCH_DATE, self.what)
        return found

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def day(words: Words, today: date) -> Day | None:
    """Read a day; None if none stands here."""
    mark = words.at
    if (found := _relative(words, today)) is not None:
        return _exactly(found, words.since(mark))
    words.take("on", "on the", "the", "le")
    name = weekday(words)
    if name is not None:
        words.take(",")
        words.take("the", "le")
    parts = _iso(words) or _worded(words) or _slashed(words)
    if parts is None:
        words.at = mark
        return None
    number, month, year = parts
    return Day(number, month, year, name, words.since(mark))


def coming(words: Words, today: date) -> Day | None:
    """As `day`, where a weekday alone means the next one: `from Monday`."""
    if (found := day(words, today)) is not None:
        return found
    mark = words.at
    words.take("next", "this", "le", "ce")
    name = weekday(words)
    if name is None:
        words.at = mark
        return None
    words.take("prochain")
    return _exactly(_next(name, today), words.since(mark))


def _exactly(found: date, what: str) -> Day:
    return Day(found.day, found.month, found.year, None, what)


def _next(name: int, today: date) -> date:
    return today + timedelta(days=(name - today.isoweekday()) % 7 or 7)


def _relative(words: Words, today: date) -> date | None:
    for ahead, names in enumerate((TODAY, TOMORROW, DAY_AFTER)):
        if words.take(*names):
            return today + timedelta(days=ahead)
    mark = words.at
    following = words.take("next")
    name = weekday(words)
    if name is not None and (words.take("prochain") or following):
        return _next(name, today)
    words.at = mark
    return None


def _worded(words: Words) -> tuple[int, int, int | None] | None:
    """Read `24 November 2026`, `1er décembre`, `24th of November`, `November 24, 2026`."""
    mark = words.at
    month = _month(words)
    number = words.take_number()
    if number is not None:
        ordinal = words.take(*ORDINAL)
        if month is None:
            words.take("of", "de", "d")
            month = _month(words)
        # `8 mar 9:00` and `mars 9 h`: what follows the number says that it is an hour.
        elif not ordinal and words.look() in (":", "h"):
            month = None
    if number is None or month is None:
        words.at = mark
        return None
    return number, month, _year(words)


def _month(words: Words) -> int | None:
    month = MONTHS.get(words.look())
    if month is not None:
        words.at += 1
        words.take(".")
    return month


def _year(words: Words) -> int | None:
    mark = words.at
    words.take(",", "of", "de")
    token = words.token()
    if token is not None and len(token.text) == 4 and token.number and words.look(1) != ":":
        words.at += 1
        return token.number
    words.at = mark
    return None


def _iso(words: Words) -> tuple[int, int, int | None] | None:
    """Read `2026-11-24`."""
    parts = [words.token(ahead) for ahead in (0, 2, 4)]
    signs = (words.look(1), words.look(3))
    lengths = [len(part.text) if part and part.number is not None else 0 for part in parts]
    if signs != ("-", "-") or lengths != [4, 2, 2]:
        return None
    year, month, number = (int(words.look(ahead)) for ahead in (0, 2, 4))
    words.at += 5
    return number, month, year


def _slashed(words: Words) -> tuple[int, int, int | None] | None:
    """Read `24/11/2026`, `24.11.2026`, `24/11`; the month first is refused, not guessed."""
    mark = words.at
    number = words.take_number()
    sign = words.look()
    words.at += 1
    month = words.take_number()
    if number is None or month is None or sign not in SIGNS:
        words.at = mark
        return None
    year = None
    if words.look() == sign and words.look(1).isdecimal():
        words.at += 2
        year = int(words.look(-1)) if len(words.look(-1)) == 4 else None
        if year is None:
            raise RefusedError(Why.AMBIGUOUS, words.since(mark))
    elif sign != "/":
        words.at = mark
        return None
    return number, month, year
