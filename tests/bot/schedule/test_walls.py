"""Zones by their names, and local days that are no whole days."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.schedule.walls import stretches, zone


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../etc/passwd", "Europe", "/etc/passwd", "a\0b"]
)
def test_no_zone(name: str) -> None:
    """What is no zone is None, whatever it does to the file system."""
    assert zone(name) is None


def test_a_zone() -> None:
    """A name of tzdata is its zone."""
    assert zone("Europe/Paris") == ZoneInfo("Europe/Paris")


# Zone, day, hours of its stretches.
DAYS = [
    ("Europe/Paris", date(2026, 5, 1), [24]),
    ("Europe/Paris", date(2026, 3, 29), [2, 21]),
    ("Europe/Paris", date(2026, 10, 25), [3, 22]),
    ("Australia/Lord_Howe", date(2026, 4, 5), [2, 22.5]),
    ("America/Santiago", date(2026, 9, 6), [23]),
    ("America/Nuuk", date(2026, 3, 28), [23]),
    ("Pacific/Apia", date(2011, 12, 30), []),
]


@pytest.mark.parametrize(("name", "day", "hours"), DAYS)
def test_stretches(name: str, day: date, hours: list[float]) -> None:
    """A day is parted where the clock changes in it."""
    parts = stretches(day, ZoneInfo(name))

    assert [(part.end - part.start) / timedelta(hours=1) for part in parts] == hours
