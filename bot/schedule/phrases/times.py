"""Clock times, as both languages write them."""

from datetime import time

from bot.schedule.phrases.said import RefusedError, Why
from bot.schedule.phrases.vocabulary import AND, AT, EACH_TIME, FRAGMENTS, MONTHS
from bot.schedule.phrases.words import Words

NAMED = {
    time(12): ("noon", "midday", "midi"),
    time(0): ("midnight", "minuit"),
}
HOURS = ("h", "heure", "heures", "hrs", "o clock")
# The French parts of the day are as good as am and pm: `8 h du soir`.
MORNING = ("am", "a.m.", "a.m", "in the morning", "du matin")
EVENING = (
    "pm", "p.m.", "p.m", "in the afternoon", "in the evening", "at night", "du soir",
    "de l après-midi",
)  # fmt: skip
COUNTED = (*FRAGMENTS, *EACH_TIME, "times", "fois", "th", "st", "nd", "rd", "er", "/", "-", *MONTHS)


def times(words: Words) -> tuple[time, ...] | None:
    """Read `at 8:30`, `à 8 h, 12 h et 18 h` or `8:30 and 18:00`, sorted; None if none is here.

    A bare number is an hour only after "at", and in a list that began so.
    """
    mark = words.at
    said_at = words.take(*AT)
    first = clock(words, bare=said_at)
    if first is None:
        words.at = mark
        return None
    found = [first]
    while (another := _another(words, said_at)) is not None:
        found.append(another)
    if len(set(found)) < len(found):
        raise RefusedError(Why.CONFLICT, words.since(mark))
    return tuple(sorted(found))


def clock(words: Words, *, bare: bool) -> time | None:
    """Read one time; `bare`: a number alone is an hour."""
    for moment, names in NAMED.items():
        if words.take("12 " + names[0], "12 " + names[-1], *names):
            return moment
    mark = words.at
    hour = words.take_number()
    if hour is None:
        return None
    marked = words.take(*HOURS)
    minute = _minute(words, marked)
    half = _half_of_day(words)
    if not (marked or minute is not None or half or (bare and not _counts(words))):
        words.at = mark
        return None
    return _time(words, mark, hour, minute or 0, half)


def _another(words: Words, said_at: bool) -> time | None:
    """Read the next time of a list, with what joins it."""
    mark = words.at
    joined = False
    while words.take(*AND):
        joined = True
    again = words.take(*AT)
    found = clock(words, bare=again or said_at) if joined else None
    if found is None:
        words.at = mark
    return found


def _minute(words: Words, marked: bool) -> int | None:
    """Read `:30`, `.30`, or `30` after an h; two digits always."""
    ahead = 0 if marked else 1
    token = words.token(ahead)
    if (not marked and words.look() not in (":", ".")) or token is None:
        return None
    if token.number is None or len(token.text) != 2:
        return None
    words.at += ahead + 1
    words.take("min")
    return token.number


def _half_of_day(words: Words) -> tuple[str, ...]:
    for half in (MORNING, EVENING):
        if words.take(*half):
            return half
    return ()


def _counts(words: Words) -> bool:
    """Whether the number before the cursor counts something that is no hour."""
    return words.sees(*COUNTED) > 0


def _time(words: Words, mark: int, hour: int, minute: int, half: tuple[str, ...]) -> time:
    if half and not 1 <= hour <= 12:
        raise RefusedError(Why.NO_SUCH_TIME, words.since(mark))
    if half:
        hour = hour % 12 + (12 if half is EVENING else 0)
    if hour > 23 or minute > 59:
        raise RefusedError(Why.NO_SUCH_TIME, words.since(mark))
    return time(hour, minute)
