"""The local days on which a rule is not silent, and the public holidays of a country."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.rules import Rule
from bot.schedule.walls import DAY

COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", re.ASCII)
HORIZON = 60 * 366 * DAY
"""What does not come within this time never does; 29 February on one weekday may take 40 years."""


def is_open(rule: Rule, day: date) -> bool:
    """Whether something may be posted on this local day.

    A country that the library of holidays does not know has none; `problem` tells it beforehand.
    """
    if rule.first is not None and day < rule.first:
        return False
    if rule.last is not None and day > rule.last:
        return False
    return day not in rule.without and not _is_holiday(rule.holidays, day)


def bounds(rule: Rule, day: date) -> tuple[date, date]:
    """The first and the last day worth a look from this one on; the last may come before."""
    first = day if rule.first is None else max(day, rule.first)
    last = first + min(HORIZON, date.max - DAY - first)
    return first, last if rule.last is None else min(last, rule.last)


def each(first: date, last: date) -> Iterator[date]:
    """All days from one to another."""
    while first <= last:
        yield first
        first += DAY


def next_open(rule: Rule, day: date) -> date | None:
    """The first day from this one on, on which something may be posted; None if none is."""
    return next((found for found in each(*bounds(rule, day)) if is_open(rule, found)), None)


def known_country(code: str) -> bool:
    """Whether the library of holidays knows `FR`, `DE-BY` and the like."""
    return _holidays(code, 2026) is not None


def _is_holiday(code: str | None, day: date) -> bool:
    return code is not None and day in (_holidays(code, day.year) or ())


@lru_cache(maxsize=256)
def _holidays(code: str, year: int) -> frozenset[date] | None:
    # The library would take the name of any class in it for a country.
    if not COUNTRY.fullmatch(code):
        return None
    # It takes up to a second to load, and few rules need it.
    from holidays import country_holidays

    country, _, part = code.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        return None
