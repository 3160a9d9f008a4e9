"""Quiet hours."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plans import Window
from bot.schedule.quiet import moved
from tests.bot.schedule.test_timetable import PARIS, ZONES, clock_times, instants

NIGHT = Window(time(22), time(8))
# Quiet hours, what is due and when it comes, local times of Paris.
MOVES = [
    (NIGHT, "2026-05-01T21:59", "2026-05-01T21:59"),
    (NIGHT, "2026-05-01T22:00", "2026-05-02T08:00"),
    (NIGHT, "2026-05-01T23:30", "2026-05-02T08:00"),
    (NIGHT, "2026-05-02T00:00", "2026-05-02T08:00"),
    (NIGHT, "2026-05-02T07:59", "2026-05-02T08:00"),
    (NIGHT, "2026-05-02T08:00", "2026-05-02T08:00"),
    (NIGHT, "2026-03-28T23:00", "2026-03-29T08:00"),
    (NIGHT, "2026-10-24T23:00", "2026-10-25T08:00"),
    (Window(time(12), time(14)), "2026-05-01T13:00", "2026-05-01T14:00"),
    (Window(time(12), time(14)), "2026-05-01T11:00", "2026-05-01T11:00"),
    (Window(time(9), time(9)), "2026-05-01T09:00", "2026-05-01T09:00"),
    (Window(time(23), time(2, 30)), "2026-03-29T01:00", "2026-03-29T03:30"),
    (Window(time(3, 15), time(2, 30)), "2026-03-29T01:00", "2026-03-30T02:30"),
    (None, "2026-05-02T00:00", "2026-05-02T00:00"),
]


@pytest.mark.parametrize(("window", "due", "expected"), MOVES)
def test_moved(window: Window | None, due: str, expected: str) -> None:
    """What falls into quiet hours waits for their end, everything else stays."""
    wait = moved(datetime.fromisoformat(due).replace(tzinfo=PARIS), PARIS, window)

    assert wait.tzinfo is UTC
    assert wait.astimezone(PARIS).replace(tzinfo=None) == datetime.fromisoformat(expected)


def test_an_end_that_comes_twice_is_the_next_one() -> None:
    """In the second of the two hours between 2 and 3 the end is the second 02:30."""
    window = Window(time(23), time(2, 30))
    first, second = (datetime(2026, 10, 25, hour, 10, tzinfo=UTC) for hour in (0, 1))

    assert moved(first, PARIS, window) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moved(second, PARIS, window) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@given(
    due=instants,
    name=st.sampled_from(ZONES),
    window=st.builds(Window, start=clock_times, end=clock_times),
)
def test_nothing_is_moved_into_quiet_hours(due: datetime, name: str, window: Window) -> None:
    """What comes out is later or the same, is not in quiet hours, and moves no more."""
    zone = ZoneInfo(name)
    wait = moved(due, zone, window)

    assert wait >= due
    assert not window.holds(wait.astimezone(zone).time())
    assert moved(wait, zone, window) == wait
    assert wait == due or window.holds(due.astimezone(zone).time())
