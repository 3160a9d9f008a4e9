"""Days of the week, alone, in ranges and in groups."""

from bot.rules import EVERY_DAY
from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.vocabulary import AND, EVERY, WEEKDAYS, amount
from bot.schedule.phrases.words import Words

DAILY = (
    "every day", "each day", "daily", "all days", "once a day", "every single day",
    "tous les jours", "chaque jour", "quotidien", "quotidienne", "quotidiennement",
    "une fois par jour",
)  # fmt: skip
WORKDAYS = (
    "weekday", "weekdays", "workday", "workdays", "working day", "working days", "business days",
    "semaine", "jours ouvrés", "jour ouvré", "jours de semaine", "jour de semaine",
    "jours de la semaine",
)  # fmt: skip
EVERY_WORKDAY = ("tous les jours ouvrés", "chaque jour ouvré")
WEEKEND = (
    "weekend", "weekends", "week-end", "week-ends", "week end", "week ends",
    "fin de semaine", "fins de semaine",
)  # fmt: skip
BEFORE = ("on", "the", "le", "les", "la", "en", "during", "pendant", "at", "chaque", *EVERY)
PER_DAY = ("times a day", "times per day", "times daily", "fois par jour")
RANGE = ("to", "-", "through", "à", "au")
UNTIL = ("until", "till", "jusqu au", "jusqu à")
SINCE = ("from", "du", "de")


def days(words: Words) -> tuple[int, ...] | None:
    """Read `Monday and Thursday`, `du lundi au vendredi`, `weekdays`, sorted; None if none."""
    mark = words.at
    first = _some(words)
    if first is None:
        words.at = mark
        return None
    found = list(first)
    while (more := _joined(words)) is not None:
        found.extend(more)
    if len(set(found)) < len(found):
        raise RefusedError(Why.CONFLICT, words.since(mark))
    return tuple(sorted(found))


def _joined(words: Words) -> tuple[int, ...] | None:
    """Read more days of a list: `mon, thu`, `mon thu`, `le lundi et le jeudi`."""
    mark = words.at
    joined = False
    while words.take(*AND):
        joined = True
    found = _some(words) if joined else _range(words)
    if found is None:
        words.at = mark
        return None
    return found


def _some(words: Words) -> tuple[int, ...] | None:
    if words.take(*EVERY_WORKDAY):
        return (1, 2, 3, 4, 5)
    # "every day" begins with what may stand before any other day.
    if words.take(*DAILY):
        return EVERY_DAY
    words.skip(*BEFORE)
    if words.take(*WORKDAYS):
        return (1, 2, 3, 4, 5)
    if words.take(*WEEKEND):
        return (6, 7)
    return _range(words)


def _range(words: Words) -> tuple[int, ...] | None:
    """Read one day, or all from one to another: Saturday to Monday are three."""
    mark = words.at
    opened = words.take(*SINCE)
    first = weekday(words)
    if first is None:
        words.at = mark
        return None
    end = words.at
    if words.take(*UNTIL) and weekday(words) is not None:
        # All days between, or one day a week up to then?
        raise RefusedError(Why.AMBIGUOUS, words.since(mark))
    words.at = end
    last = weekday(words) if words.take(*RANGE) else None
    if last is not None:
        return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))
    # `from Monday` alone is a first day, for others to read.
    words.at = mark if opened else end
    return None if opened else (first,)


def weekday(words: Words) -> int | None:
    """Read the name of a day: `Monday`, `lundis`, `thu.`."""
    number = WEEKDAYS.get(words.look())
    if number is not None:
        words.at += 1
        words.take(".")
    return number


def per_day(words: Words) -> int | None:
    """Read `twice a day`, which says how many hours must be said."""
    if words.take("twice a day", "twice daily"):
        return 2
    mark = words.at
    number = amount(words)
    if number is not None and words.take(*PER_DAY):
        return number
    words.at = mark
    return None
