"""Sentences as rules: what is not understood to the last word is refused, never guessed."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.schedule.cron import CronError, parse
from bot.schedule.phrases import intervals, limits, rhythms
from bot.schedule.phrases.countries import of_zone
from bot.schedule.phrases.dates import day
from bot.schedule.phrases.days import days, per_day
from bot.schedule.phrases.heard import EVENING, MORNING, Heard
from bot.schedule.phrases.joining import joined
from bot.schedule.phrases.said import NotUnderstood, RefusedError, Said, Why
from bot.schedule.phrases.times import clock, times
from bot.schedule.phrases.vocabulary import EVERY, SMALL
from bot.schedule.phrases.words import Words, tokens

LONGEST = 500
FIELDS = re.compile(r"\s*(@\S+|(?:\S+\s+){4}[^\s,]\S*)")
WEEKLY = ("weekly", "every week", "chaque semaine", "toutes les semaines", "hebdomadaire")
PARTS_OF_DAY = {
    MORNING: ("every morning", "each morning", "chaque matin", "tous les matins"),
    EVENING: ("every evening", "each evening", "chaque soir", "tous les soirs"),
}
COUNTED_FROM = (
    "from", "starting at", "starting from", "beginning at", "counted from", "à partir de",
    "dès", "depuis", "à compter de",
)  # fmt: skip


def understand(sentence: str, now: datetime, zone: ZoneInfo) -> Said | NotUnderstood:
    """Read a sentence of either language as a rule for a chat of this zone; `now` is aware."""
    if len(sentence) > LONGEST:
        return NotUnderstood(Why.UNKNOWN, sentence[:LONGEST])
    return understand_words(Words(sentence, tokens(sentence)), now, zone)


def understand_words(words: Words, now: datetime, zone: ZoneInfo) -> Said | NotUnderstood:
    """As `understand`, for what stands at and after a cursor."""
    heard = Heard(now.astimezone(zone).date(), words.rest())
    try:
        while not words.ended:
            _clause(words, heard, zone)
        return joined(heard, now, zone)
    except RefusedError as refused:
        return refused.reason


def _clause(words: Words, heard: Heard, zone: ZoneInfo) -> None:
    """Read one part of the sentence, or one word that says nothing."""
    mark = words.at
    if _cron(words, heard) or _limit(words, heard, zone):
        return
    # In this order: what is more of a phrase goes before what is a part of it.
    for name, read in (
        ("anniversary", lambda: words.take(*rhythms.ANNIVERSARY)),
        ("rhythm", lambda: rhythms.rhythm(words)),
        ("portion", lambda: rhythms.portion(words)),
        ("scale", lambda: rhythms.scale(words)),
        ("weekly", lambda: words.take(*WEEKLY)),
        ("per_day", lambda: per_day(words)),
        ("part_of_day", lambda: _part_of_day(words)),
        ("seconds", lambda: intervals.interval(words)),
        ("day", lambda: day(words, heard.today)),
        ("days", lambda: days(words)),
        ("times", lambda: times(words)),
    ):
        if heard.put(name, read(), words.since(mark)):
            return
    if not words.take(*SMALL):
        # "every" alone is no word that anybody could correct.
        words.take(*EVERY)
        words.at += 1
        raise RefusedError(Why.UNKNOWN, words.since(mark))


def _part_of_day(words: Words) -> str | None:
    return next((part for part, names in PARTS_OF_DAY.items() if words.take(*names)), None)


def _cron(words: Words, heard: Heard) -> bool:
    """Read `cron` and its fields; what follows them is read as in any sentence."""
    mark = words.at
    token = words.token()
    if token is None or not words.take("cron"):
        return False
    found = FIELDS.match(words.sentence, token.end)
    if found is None:
        words.at += 5
        raise RefusedError(Why.BAD_CRON, words.since(mark))
    fields = " ".join(found[1].rstrip(",;.").split())
    try:
        parse(fields)
    except CronError as error:
        raise RefusedError(Why.BAD_CRON, fields) from error
    words.skip_to(found.end())
    return heard.put("cron", fields, words.since(mark))


def _limit(words: Words, heard: Heard, zone: ZoneInfo) -> bool:
    """Read where to begin and end, and what is excepted."""
    mark = words.at
    if (out := limits.excepted(words, heard.today)) is not None:
        _leave_out(heard, out, words.since(mark), zone)
        return True
    if (ends := limits.span(words, heard.today)) is not None:
        heard.put("first", ends[0], words.since(mark))
        return heard.put("last", ends[1], words.since(mark))
    begin = rhythms.start(words, after_interval=heard.seconds is not None)
    if begin is not None:
        return heard.put("start", begin, words.since(mark))
    if heard.seconds is not None and words.take(*COUNTED_FROM):
        moment = clock(words, bare=False)
        if moment is not None:
            return heard.put("counted_from", moment, words.since(mark))
        words.at = mark
    if days(words) is not None:
        # `from Monday to Friday` is no first day.
        words.at = mark
        return False
    for name, read in (("first", limits.first), ("last", limits.last)):
        if heard.put(name, read(words, heard.today), words.since(mark)):
            return True
    return False


def _leave_out(heard: Heard, out: limits.Excepted, what: str, zone: ZoneInfo) -> None:
    heard.without.extend(out.dates)
    heard.without_spans.extend(out.spans)
    heard.no_days = (*heard.no_days, *out.days)
    if out.holidays:
        country = out.country or of_zone(zone.key)
        if country is None:
            raise RefusedError(Why.WHICH_COUNTRY, what)
        heard.put("holidays", country, what)
