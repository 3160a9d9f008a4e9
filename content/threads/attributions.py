"""Attribution lines: `— Name (@handle) 24 novembre 2014` and its relatives."""

import re
from typing import NamedTuple

from content.dates import WEEKDAYS, find_dates
from content.mentions import Handle, find_handles
from content.model import PartialDate, Span
from content.remembered import remembered

DASH = re.compile(r"(?:^|(?<=\s))(?:[—–―]|--|-(?=\s))[ \u00a0]*")
# Some pages lose the gap before the dash: "the end of a tweet.— Name (@handle) 24 May 2014".
GLUED = re.compile(r"(?<=\S)[—―](?=[ \u00a0])")
# Twitter puts a mark of writing direction between name and handle.
EDGES = " \u00a0·•|,:(–—-\u200e\u200f"
LONGEST_NAME = 60
LONGEST_TAIL = 80
MOST_WORDS = 8
# What may stand around a date: times, the app that sent a tweet, small words, separators.
TIME = r"\d{1,2}(?:[:hH.]|[ \u00a0]h[ \u00a0])\d{2}(?:[ \u00a0]?[AaPp]\.?[ \u00a0]?[Mm]\.?)?"
DAY_MONTH = r"\d{1,2}\.? [^\W\d_]{3,10}\.?"
_WORD = r" [^\W\d_]\w*"
# The words behind "via", as many as there are up to three: to try fewer would take long.
_VIA = rf"v[ií]a(?:(?:{_WORD}){{3}}|(?:{_WORD}){{0,2}}(?! [^\W\d_]))"
AROUND_DATE = re.compile(
    rf"(?:{TIME}|{DAY_MONTH}|\b(?:{WEEKDAYS})\b|\b(?:à|at|um|a las|le|on|am|el|uhr|twitter"
    rf"|for|web|app|iphone|android|{_VIA})\b|[\s·•|,:()\[\]/–—-])*",
    re.IGNORECASE,
)
# Behind a date the text may begin: no small word and no opening bracket is taken from it.
BEHIND_DATE = re.compile(
    rf"(?:,?[ \u00a0]*(?:(?:à|at|um|a las)[ \u00a0])?{TIME}(?:[ \u00a0]uhr\b)?)?[\s·•|,:)\]–—-]*",
    re.IGNORECASE,
)
# Facebook prints `Posted by Name on Wednesday, March 18, 2015` below what it embeds.
GAP = "[ \u00a0]"
POSTED = re.compile(
    rf"(?:posté|publié|posted|publicado|gepostet){GAP}(?:par|by|por|von){GAP}"
    rf"(?=[^,]{{1,60}}?{GAP}(?:sur|le|on|am|el){GAP}(?:{WEEKDAYS})\b)",
    re.IGNORECASE,
)
ON_WEEKDAY = re.compile(rf"{GAP}(?:sur|le|on|am|el){GAP}(?:{WEEKDAYS})\b.*$", re.IGNORECASE)
# What begins an attribution without a handle: a dash, or "posted" and its like.
NAMELESS = frozenset("—–―-pPgG")
# An initial's point ends no sentence.
SENTENCE = re.compile(r"(?<!\b[^\W\d_])\.(?:$| )|[!?…»”\"]$|[!?…:;] ")


class Attribution(NamedTuple):
    """Who said a text, and when, and whom it answers. Handles have no `@`."""

    name: str | None
    handle: str | None
    date: PartialDate | None
    answers: str | None = None


class Found(NamedTuple):
    """An attribution in a line: where it stands, and whether its form leaves no doubt."""

    span: Span
    attribution: Attribution
    sure: bool


@remembered
def find_attribution(text: str) -> Found | None:
    """Find an attribution that ends or begins a line; texts around it are not part of it."""
    if "@" not in text and "＠" not in text:
        return _nameless(text)
    handles = find_handles(text)
    if not handles:
        return _nameless(text)
    return _at_end(text, handles[-1]) or _at_start(text, handles[0])


def _at_end(text: str, handle: Handle) -> Found | None:
    tail = text[handle.span.end :]
    if len(tail) > LONGEST_TAIL:
        return None
    in_brackets = text[: handle.span.start].endswith("(") and tail.startswith(")")
    date, rest = without_date(tail)
    if not AROUND_DATE.fullmatch(rest):
        return None
    start, name = _name(text[: handle.span.start])
    if name is None:
        return None
    early, name = without_date(name)
    date = date or early
    name = name.strip(EDGES)
    dashed = DASH.match(text[start:]) is not None
    if not (in_brackets and dashed) and date is None and not (in_brackets and _is_name(name)):
        return None
    if start > 0 and not (in_brackets or date):
        return None
    if start > 0 and not (text[start - 1].isspace() or (in_brackets and (date or dashed))):
        return None
    attribution = Attribution(name or None, handle.surface[1:], date)
    return Found(Span(start, len(text)), attribution, date is not None or dashed)


def _at_start(text: str, handle: Handle) -> Found | None:
    """Read `Name (@handle) 24 May 2014: text` and `@handle (24 May 2014): text`."""
    head = text[: handle.span.start]
    if len(head) > LONGEST_NAME:
        return None
    near = text[handle.span.end : handle.span.end + LONGEST_TAIL]
    found = next(find_dates(near), None)
    if found is None or not AROUND_DATE.fullmatch(near[: found[0].start]):
        return None
    after = BEHIND_DATE.match(near, found[0].end)
    end = handle.span.end + (after.end() if after else found[0].end)
    name = DASH.sub("", head, count=1).strip(EDGES)
    if name and not _is_name(name):
        return None
    return Found(Span(0, end), Attribution(name or None, handle.surface[1:], found[1]), True)


def _nameless(text: str) -> Found | None:
    """Read `— Name, 24 May 2014`: a dash and a date make up for the handle."""
    if text[:1] not in NAMELESS or len(text) > LONGEST_NAME + LONGEST_TAIL:
        return None
    dash = DASH.match(text) or POSTED.match(text)
    if dash is None:
        return None
    date, rest = without_date(text[dash.end() :])
    name = ON_WEEKDAY.sub("", rest).strip(EDGES)
    if date is None or not _is_name(name):
        return None
    return Found(Span(0, len(text)), Attribution(name, None, date), True)


def without_date(text: str) -> tuple[PartialDate | None, str]:
    """Take the first date out of a text."""
    found = next(find_dates(text), None)
    if found is None:
        return None, text
    return found[1], text[: found[0].start] + text[found[0].end :]


def _name(head: str) -> tuple[int, str | None]:
    """Give where an attribution begins in what precedes its handle, and the name."""
    first = max(0, len(head) - LONGEST_NAME - LONGEST_TAIL)
    dash = None
    for found in DASH.finditer(head, first):
        # The last dash that does not part name and handle begins the attribution.
        dash = found if head[found.end() :].strip(" (\u00a0") else dash
    if dash is None:
        dash = GLUED.search(head, first)
    if dash is not None:
        return dash.start(), head[dash.end() :]
    if first > 0:
        return 0, None
    return 0, head if _is_name(without_date(head)[1].strip(EDGES)) else None


def _is_name(text: str) -> bool:
    return (
        len(text) <= LONGEST_NAME
        and len(text.split()) <= MOST_WORDS
        and SENTENCE.search(text) is None
        and "@" not in text
    )
