"""Which local days a rule leaves out, and when a local time is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rules import Rule

DAY = timedelta(days=1)
FAR = 366 * 9
"""Days after which nobody looks further: 29 February comes at least every eight years."""


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as aware UTC.

    One that a clock change leaves out comes as much later, of one that it repeats the first counts:
    so each local day has exactly one.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def allows(rule: Rule, day: date) -> bool:
    """Whether anything may come on this local day."""
    if rule.first is not None and day < rule.first:
        return False
    if rule.last is not None and day > rule.last:
        return False
    return day not in rule.without and not _is_holiday(rule.holidays, day)


def days_from(rule: Rule, day: date) -> Iterator[date]:
    """The days on which something may come, from this one on."""
    day = max(day, rule.first or day)
    for number in range(FAR):
        there = day + number * DAY
        if rule.last is not None and there > rule.last:
            return
        if allows(rule, there):
            yield there


def is_country(code: str) -> bool:
    """Whether public holidays are known for this ISO 3166 code (`FR`, `DE-BY`)."""
    # The tables of a hundred countries are loaded only where somebody wants them.
    import holidays

    country, _, part = code.partition("-")
    supported = holidays.list_supported_countries()
    return country in supported and (not part or part in supported[country])


def _is_holiday(code: str | None, day: date) -> bool:
    return code is not None and day in _holidays(code, day.year)


@lru_cache(64)
def _holidays(code: str, year: int) -> frozenset[date]:
    import holidays

    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
