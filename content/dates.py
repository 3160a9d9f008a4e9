"""Dates as people print them, in French, English, German and Spanish."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date as calendar_date
from functools import lru_cache

from content.model import PartialDate, Span

# Own table: general date readers take 03.12.2012 for March and see a date in "1/14".
MONTHS = {
    1: "janvier janv jan january januar jänner enero ene",
    2: "février fevrier févr fevr fév fev february feb februar febrero",
    3: "mars march mar märz maerz mär marzo",
    4: "avril avr april apr abril abr",
    5: "mai may mayo",
    6: "juin june jun juni junio",
    7: "juillet juil july jul juli julio",
    8: "août aout august aug agosto ago",
    9: "septembre sept september sep septiembre setiembre",
    10: "octobre oct october oktober okt octubre",
    11: "novembre november nov noviembre",
    12: "décembre decembre déc dec december dezember dez diciembre dic",
}
MONTH_OF = {name: month for month, names in MONTHS.items() for name in names.split()}
WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday"
    "|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes"
    "|miércoles|jueves|viernes|sábado|domingo"
)
MONTH_NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_MONTH = rf"(?P<month>{MONTH_NAMES})\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAPS = " \t\u00a0\u202f"
_GAP = f"[{_GAPS}]{{1,3}}"
# Each form with the signs of which it needs one; gaps stand beside the name of a month.
_PATTERNS = tuple(
    (signs, re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-])", re.IGNORECASE))
    for signs, pattern in (
        ("-", rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"),
        (
            _GAPS,
            rf"{_DAY}(?:er|\.|st|nd|rd|th|º)?(?:{_GAP}(?:de|of))?{_GAP}{_MONTH}"
            rf",?{_GAP}(?:(?:de|del){_GAP})?{_YEAR}",
        ),
        (_GAPS, rf"{_MONTH}{_GAP}{_DAY}(?:st|nd|rd|th)?,?{_GAP}{_YEAR}"),
        ("/.", rf"{_DAY}[/.](?P<month>\d{{1,2}})[/.]{_YEAR}"),
        (_GAPS, rf"(?<!\d\s){_MONTH}{_GAP}(?:(?:de|del){_GAP})?{_YEAR}"),
    )
)
YEAR = re.compile(r"(?:19|20)\d\d")
# So near before its year stands the name of a month.
NEAR = 26
WORD = re.compile(r"[^\W\d_]+")
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def find_dates(text: str) -> Iterator[tuple[Span, PartialDate]]:
    """Find dates of day or month precision; numbers read day first, as the four languages do.

    With "12/25/2012" only the American order makes a date, and is taken.
    """
    years = [match.start() for match in YEAR.finditer(text)]
    if not years:
        return
    named = _names_month(text, years)
    # In their order, none over another: only the neighbours of a place can reach into it.
    taken: list[Span] = []
    for signs, pattern in _PATTERNS:
        if not (named if signs is _GAPS else any(sign in text for sign in signs)):
            continue
        for match in pattern.finditer(text):
            span = Span(*match.span())
            at = bisect(taken, span)
            if any(
                span.start < b.end and b.start < span.end for b in taken[max(0, at - 1) : at + 1]
            ):
                continue
            date = _date_of(match)
            if date is not None:
                taken.insert(at, span)
                yield span, date


def _names_month(text: str, years: Sequence[int]) -> bool:
    """Whether the name of a month stands near before a year: few texts with a year have one."""
    near = [text[max(0, year - NEAR) : year].casefold() for year in years]
    return any(not MONTH_OF.keys().isdisjoint(WORD.findall(part)) for part in near)


def only_date(text: str) -> PartialDate | None:
    """Read a text that is a date and nothing else."""
    for span, date in find_dates(text):
        if not (text[: span.start] + text[span.end :]).strip(" \t\u00a0\u202f.,-–—|·"):
            return date
    return None


@lru_cache(maxsize=1024)
def iso_date(text: str) -> PartialDate | None:
    """Read `2014`, `2014-11` or `2014-11-24`."""
    match = ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return _valid(year or 0, month, day)


def _date_of(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    name = found["month"]
    month = int(name) if name.isdigit() else MONTH_OF[name.casefold()]
    day = int(found["day"]) if found.get("day") else None
    year = int(found["year"])
    if month > 12 and day is not None and "/" in match[0]:
        month, day = day, month
    return _valid(year, month, day)


def _valid(year: int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        calendar_date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
