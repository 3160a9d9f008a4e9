"""Every so many minutes or hours, and what only looks like it."""

from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.vocabulary import EVERY, WEEKDAYS, amount
from bot.schedule.phrases.words import Words

MINUTE = 60
HOUR = 60 * MINUTE
LONGEST = 31 * 24 * HOUR

SECONDS = ("s", "sec", "secs", "second", "seconds", "seconde", "secondes")
MINUTES = ("m", "min", "mins", "minute", "minutes", "mn")
HOURS = ("h", "hr", "hrs", "hour", "hours", "heure", "heures")
PARTS = {
    HOUR // 2: (
        "half hour", "half an hour", "half hours", "half-hour", "demi-heure", "demi-heures",
        "demi heure", "demi heures",
    ),
    HOUR // 4: (
        "quarter hour", "quarter of an hour", "quart d heure", "quarts d heure",
    ),
    HOUR: ("hourly",),
}  # fmt: skip
WEEKDAYS_APART = tuple(f"every second {name}" for name in WEEKDAYS)
SKIPPING = (
    "every other", "every second day", "every second week", *WEEKDAYS_APART,
    "fortnightly", "monthly", "yearly",
    "every month", "every year", "chaque mois", "tous les mois", "chaque année", "tous les ans",
    "un jour sur deux", "une semaine sur deux", "mensuel", "annuel",
)  # fmt: skip
LONG = (
    "day", "days", "week", "weeks", "month", "months", "year", "years",
    "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années",
)  # fmt: skip


def interval(words: Words) -> int | None:
    """Read `every 90 minutes`, `toutes les demi-heures`, `hourly` as seconds."""
    mark = words.at
    _refuse_skipping(words)
    if words.take(*PARTS[HOUR]):
        return HOUR
    if not words.take(*EVERY):
        return None
    seconds = _part(words)
    if seconds is None:
        seconds = _counted(words, mark)
    if seconds is None:
        words.at = mark
        return None
    if seconds < MINUTE:
        raise RefusedError(Why.TOO_OFTEN, words.since(mark))
    if seconds > LONGEST:
        raise RefusedError(Why.TOO_SELDOM, words.since(mark))
    if seconds % MINUTE:
        raise RefusedError(Why.BAD_NUMBER, words.since(mark))
    return seconds


def decimal(words: Words) -> float | None:
    """Read a number that may have decimals: `1.5`, `1,5`, `two`."""
    whole = amount(words)
    if whole is None or words.look() not in (".", ",") or not words.look(1).isdecimal():
        return None if whole is None else float(whole)
    if words.token(1) is None or len(words.look(1)) > 9 or _apart(words):
        return float(whole)
    words.at += 2
    return float(f"{whole}.{int(words.look(-1)):0{len(words.look(-1))}d}")


def _apart(words: Words) -> bool:
    """Whether a space stands after the sign: then it begins something new."""
    sign, after = words.token(), words.token(1)
    return sign is not None and after is not None and sign.end != after.start


def _part(words: Words) -> int | None:
    for seconds, names in PARTS.items():
        if words.take(*names):
            return seconds
    return None


def _counted(words: Words, mark: int) -> int | None:
    """Read `2 hours`, `1 h 30`, or the unit alone, which means one of it."""
    number = decimal(words)
    if words.take(*SECONDS):
        raise RefusedError(Why.SECONDS, words.since(mark))
    if number is not None and words.take(*LONG):
        raise RefusedError(Why.SKIPS, words.since(mark))
    count = 1.0 if number is None else number
    if words.take(*MINUTES):
        return round(count * MINUTE)
    if not words.take(*HOURS):
        return None
    token = words.token()
    minutes = 0
    if number is not None and token is not None and token.number and len(token.text) == 2:
        minutes = token.number
        words.at += 1
        words.take(*MINUTES)
    return round(count * HOUR) + minutes * MINUTE


def _refuse_skipping(words: Words) -> None:
    """Refuse what no rule says, with its reason, before a part of it is taken for a rule."""
    mark = words.at
    if words.take(*SKIPPING):
        words.take(*LONG)
        raise RefusedError(Why.SKIPS, words.since(mark))
    if words.take("several times a day", "plusieurs fois par jour"):
        raise RefusedError(Why.NO_TIME, words.since(mark))
