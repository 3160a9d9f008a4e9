"""Until when somebody pauses, by a button or by words, and what a pause does to due times."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.plans import Chat, Tick
from bot.rules import Once, Rule
from bot.schedule.pauses import CHOICES, end_of_pause
from bot.schedule.phrases.said import NotUnderstood, Why
from bot.schedule.phrases.settling import until
from bot.schedule.settled import due_again
from bot.schedule.ticks import Wait, due_after, tick_of
from tests.bot.schedule.test_ticks import DUE, NOW, due, script

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
THURSDAY = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
"""Half past eleven in the evening in Paris, where midnight is at eleven in the evening in UTC."""


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (THURSDAY, ["2026-11-30T00:00:00+01:00", "2026-12-03T00:00:00+01:00"]),
        # In Paris it is Monday already: the next one is meant.
        (THURSDAY + 3 * DAY + timedelta(hours=1), ["2026-12-07T00:00:00+01:00"] * 2),
        # In autumn the clock goes back in between.
        (datetime(2026, 10, 22, 9, tzinfo=UTC), ["2026-10-26T00:00:00+01:00"]),
    ],
)
def test_buttons_mean_local_midnights(now: datetime, ends: list[str]) -> None:
    """The next Monday, or so many days on, whatever the clock does meanwhile."""
    found = [end_of_pause(days, now, PARIS).astimezone(PARIS).isoformat() for days in CHOICES]
    assert found[: len(ends)] == ends


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("until Monday", "2026-11-30 08:00"),
        ("jusqu'à lundi", "2026-11-30 08:00"),
        ("until Monday at 18:30", "2026-11-30 18:30"),
        ("jusqu’au 1er décembre à 7 h", "2026-12-01 07:00"),
        ("until tomorrow", "2026-11-27 08:00"),
        ("until 23:45", "2026-11-26 23:45"),
        ("jusqu'à 18 h", "2026-11-27 18:00"),
    ],
)
def test_until_when(words: str, local: str) -> None:
    """A day means its morning, an hour alone the next one, in either language."""
    found = until(words, THURSDAY, PARIS, time(8))
    assert isinstance(found, datetime)
    assert f"{found.astimezone(PARIS):%Y-%m-%d %H:%M}" == local


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("until", Why.UNKNOWN),
        ("until Monday, 9:00 and 18:00", Why.UNKNOWN),
        ("until 9:00 and 18:00", Why.UNKNOWN),
        ("until today", Why.PAST),
        ("until today at 9:00", Why.PAST),
        ("until 25:00", Why.NO_SUCH_TIME),
        ("", Why.UNKNOWN),
    ],
)
def test_until_never(words: str, why: Why) -> None:
    """What is past or says no single instant is refused."""
    found = until(words, THURSDAY, PARIS, time(8))
    assert isinstance(found, NotUnderstood)
    assert found.why is why


def test_what_is_due_when_the_pause_ends_comes() -> None:
    """The very instant belongs to what comes after it."""
    rested = due(not_before=DUE + 2 * DAY)
    assert due_after(rested.schedule, Chat(), script(), 2, NOW) == DUE + 2 * DAY


def test_what_was_on_its_way_when_the_pause_began_waits() -> None:
    """Until its first time after the pause; a single date until the pause ends."""
    rested = due(not_before=DUE + DAY - timedelta(hours=3))
    assert tick_of(rested, script(), None, NOW) == Wait(DUE + DAY)
    once = Rule(Once(datetime(2026, 11, 30, 8, 30)))  # noqa: DTZ001
    only = due(not_before=DUE + DAY, rule=once)
    assert tick_of(only, script(), None, NOW) == Wait(DUE + DAY)
    assert isinstance(tick_of(due(not_before=DUE), script(), None, NOW), Tick)


def test_other_settings_do_not_end_a_pause() -> None:
    """A zone or quiet hours that change meanwhile bring nothing before its end."""
    once = Rule(Once(datetime(2026, 11, 30, 8, 30)))  # noqa: DTZ001
    rested = due(not_before=DUE + DAY, rule=once, wake_at=DUE + DAY, goal=2)
    assert due_again(rested, Chat(zone="Europe/London"), script(), NOW) == DUE + DAY
    begun = replace(rested, run=replace(rested.run, goal=4))
    assert due_again(begun, Chat(), script(), NOW) == DUE + DAY
