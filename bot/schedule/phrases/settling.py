"""What people say about a chat's settings: quiet hours, a span of time, until when to hold."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.plans import Window
from bot.schedule.phrases.dates import coming
from bot.schedule.phrases.said import NotUnderstood, RefusedError, Why
from bot.schedule.phrases.times import clock, times
from bot.schedule.phrases.words import Words, tokens
from bot.schedule.walls import DAY, instant

DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")
FROM = ("from", "between", "de", "entre")
TO = ("to", "until", "till", "and", "à", "jusqu à", "et")
UNTIL = ("until", "till", "jusqu au", "jusqu à", "jusque")
SPANS = {
    timedelta(seconds=1): ("s", "second", "seconds", "seconde", "secondes"),
    timedelta(minutes=1): ("min", "mins", "minute", "minutes"),
    timedelta(hours=1): ("h", "hour", "hours", "heure", "heures"),
}
LONGEST = timedelta(days=1)
MIDNIGHT = time()


def window(sentence: str) -> Window | NotUnderstood:
    """Read `22:30-7:45`, `from 10 pm to 7 am`, `22h30-7h45`."""
    # A dash behind a bare hour would make it the day of a date.
    spaced = DASH.sub(" to ", sentence)
    words = Words(spaced, tokens(spaced))
    try:
        words.take(*FROM)
        start = clock(words, bare=True)
        end = clock(words, bare=True) if words.take(*TO) else None
    except RefusedError as refused:
        return refused.reason
    if start is None or end is None or not words.ended:
        return NotUnderstood(Why.UNKNOWN, sentence)
    return Window(start, end) if start != end else NotUnderstood(Why.EMPTY, sentence)


def span(sentence: str) -> timedelta | NotUnderstood:
    """Read `10 min`, `1 hour`, `2 h`."""
    words = Words(sentence, tokens(sentence))
    number = words.take_number()
    for unit, names in SPANS.items():
        if number is not None and words.take(*names) and words.ended:
            found = number * unit if number <= LONGEST // unit else None
            return NotUnderstood(Why.BAD_NUMBER, sentence) if found is None else found
    return NotUnderstood(Why.UNKNOWN, sentence)


def begins_with_until(sentence: str) -> bool:
    """Whether a sentence wants to say until when."""
    return Words(sentence, tokens(sentence)).sees(*UNTIL) > 0


def until(
    sentence: str, now: datetime, zone: ZoneInfo, usual: time = MIDNIGHT
) -> datetime | NotUnderstood:
    """Read `until 3 January`, `jusqu'au 3 janvier à 8 h`: then, or that day at the usual time.

    An hour without a day, `until 18:00`, is the next one.
    """
    words = Words(sentence, tokens(sentence))
    try:
        words.take(*UNTIL)
        today = now.astimezone(zone).date()
        day = coming(words, today)
        found = times(words)
        if not words.ended or (day is None and not found) or (found and len(found) > 1):
            return NotUnderstood(Why.UNKNOWN, sentence)
        at = instant(day.on_or_after(today) if day else today, found[0] if found else usual, zone)
        if day is None and found and at <= now:
            at = instant(today + DAY, found[0], zone)
    except (RefusedError, OverflowError) as refused:
        if isinstance(refused, RefusedError):
            return refused.reason
        return NotUnderstood(Why.NO_SUCH_DATE, sentence)
    return at if at > now else NotUnderstood(Why.PAST, sentence)
