"""How late is too late."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.schedule.lateness import Lateness, judged

DUE = datetime(2026, 3, 29, 1, tzinfo=UTC)
CASES = [
    (timedelta(), Lateness.POST_NOW),
    (timedelta(hours=6), Lateness.POST_NOW),
    (timedelta(hours=6, seconds=1), Lateness.MISSED),
    (timedelta(days=400), Lateness.MISSED),
]


@pytest.mark.parametrize(("late", "expected"), CASES)
def test_judged(late: timedelta, expected: Lateness) -> None:
    """Up to six hours late it is posted, later it waits for the next time."""
    assert judged(DUE, DUE + late) is expected
