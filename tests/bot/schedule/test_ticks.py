"""What becomes of a planned run whose time has come, decided from values alone."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.delivery.render import Script
from bot.model import Cursor, Run, RunState, Target
from bot.plans import Chat, Due, PlanState, Playlist, Schedule, Seat, Tick, Window
from bot.rules import WHOLE, Interval, Rule, Weekly
from bot.schedule.ticks import BREATH, Missed, Wait, tick_of
from content.fragments import steps
from content.parse import parse

TARGET = Target(700, -1001)
DUE = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
"""Half past eight in Paris."""
NOW = DUE + timedelta(seconds=2)
TOMORROW = DUE + timedelta(days=1)
DAILY = Rule(Weekly((time(8, 30),)))
NIGHT = Window(time(22), time(9))


def script(count: int = 6) -> Script:
    """A text of so many steps."""
    piece = parse("\n\n".join(f"Paragraph {n}." for n in range(1, count + 1)), "text").piece
    return Script(1, piece, steps(piece.fragments), {})


def due(**changes: object) -> Due:
    """A daily run that is due now; changes are of the run, the schedule or the chat."""
    run = Run(1, TARGET, 1, Cursor(2), RunState.IDLE, 3, "en", 5, wake_at=DUE, seat_id=1, goal=2)
    plan = Schedule(1, TARGET, 5, "en", "Europe/Paris", Playlist((1,)), 7, PlanState.ACTIVE, DAILY)
    values = [run, plan, Chat()]
    for number, value in enumerate(values):
        own = {key: changes[key] for key in changes if hasattr(value, key)}
        values[number] = replace(value, **own)
    found = Due(values[0], Seat(1, 1, TARGET, 0, 1), values[1], values[2])
    return replace(found, posted_at=changes.get("posted_at"))


def test_one_step_and_the_next_morning() -> None:
    """The first of a day makes a sound."""
    assert tick_of(due(), script(), None, NOW) == Tick(3, TOMORROW, loud=True)


def test_later_the_same_day_it_is_silent() -> None:
    """Whatever schedule posted before in this chat."""
    early = due(posted_at=DUE - timedelta(hours=1))
    assert tick_of(early, script(), None, NOW) == Tick(3, TOMORROW, loud=False)


@pytest.mark.parametrize(("portion", "goal"), [(1, 3), (2, 4), (9, 6), (WHOLE, 6)])
def test_a_portion(portion: int, goal: int) -> None:
    """As many steps as were asked for, as far as the text goes."""
    assert tick_of(due(portion=portion), script(), None, NOW) == Tick(goal, TOMORROW, loud=True)


def test_what_was_begun_is_finished() -> None:
    """Two of five are posted: three are left, however late it is and whoever came between."""
    begun = due(portion=5, goal=5, cursor=Cursor(4))
    late = NOW + timedelta(hours=1)
    assert tick_of(begun, script(), None, late) == Tick(5, TOMORROW, loud=True)


def test_six_hours_late_it_comes_and_later_it_does_not() -> None:
    """Then at the next due time, and whoever planned it is told."""
    assert isinstance(tick_of(due(), script(), None, DUE + timedelta(hours=6)), Tick)
    assert tick_of(due(), script(), None, DUE + timedelta(hours=7)) == Missed(TOMORROW)
    days = DUE + timedelta(days=3, hours=8)
    assert tick_of(due(), script(), None, days) == Missed(DUE + timedelta(days=4))


def test_a_late_one_of_many_a_day_comes_once() -> None:
    """Every ten minutes, an hour late: one now, the next at its own time, no flood."""
    rule = Rule(Interval(600, DUE))
    late = DUE + timedelta(hours=1, minutes=5)
    assert tick_of(due(rule=rule), script(), None, late) == Tick(
        3, DUE + timedelta(hours=1, minutes=10), loud=True
    )


def test_quiet_hours_move_it_to_their_end() -> None:
    """Nine in Paris; the next morning is moved as well."""
    end = datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert tick_of(due(quiet=NIGHT), script(), None, NOW) == Wait(end)
    moved = due(quiet=NIGHT, wake_at=end)
    assert tick_of(moved, script(), None, end) == Tick(3, end + timedelta(days=1), loud=True)


def test_what_waited_for_the_end_of_quiet_hours_does_not_come_all_at_once() -> None:
    """A breath between two schedules of a chat."""
    end = datetime(2026, 11, 30, 8, tzinfo=UTC)
    second = due(quiet=NIGHT, wake_at=end, posted_at=end)
    assert tick_of(second, script(), None, end + timedelta(seconds=1)) == Wait(end + BREATH)


def test_a_least_distance_is_kept() -> None:
    """Half an hour since the last one, and an hour is wanted."""
    near = due(distance=3600.0, posted_at=DUE - timedelta(minutes=30))
    assert tick_of(near, script(), None, NOW) == Wait(DUE + timedelta(minutes=30))


@pytest.mark.parametrize("where", ["chat", "everywhere"])
def test_what_is_held_waits(where: str) -> None:
    """Until the date, in this chat or anywhere, and past the quiet hours that it ends in."""
    until = datetime(2026, 12, 3, 3, tzinfo=UTC)
    held = due(quiet=NIGHT, held_until=until if where == "chat" else None)
    everywhere = until if where == "everywhere" else None
    assert tick_of(held, script(), everywhere, NOW) == Wait(datetime(2026, 12, 3, 8, tzinfo=UTC))


def test_a_schedule_that_rests_posts_nothing() -> None:
    """Paused, or over."""
    for state in (PlanState.PAUSED, PlanState.ENDED):
        assert tick_of(due(state=state), script(), None, NOW) == Wait(None)


def test_a_chat_has_its_own_zone() -> None:
    """The same rule, another morning."""
    there = due(zone="America/New_York")
    found = tick_of(there, script(), None, NOW)
    assert isinstance(found, Tick)
    assert found.then == datetime(2026, 11, 30, 13, 30, tzinfo=UTC)
