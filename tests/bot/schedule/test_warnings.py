"""Of what somebody is warned, and when, decided from values alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.model import Cursor, Refusal, RunState, Target
from bot.plans import FOREVER, Due, PlanState
from bot.schedule.warnings import AFTER, IDLE, TOGETHER, Outlook, outlook
from tests.bot.schedule.test_ticks import DUE, NIGHT, TARGET, due

LEAD = timedelta(minutes=15)
EARLY = DUE - timedelta(hours=5)
DAY = timedelta(days=1)


def soon(**changes: object) -> Due:
    """A daily run that is due, with a warning of a quarter of an hour."""
    return due(**({"warn": 15 * 60, "goal": 2} | changes))


def seen(
    now: datetime, *dues: Due, told: datetime | None = None, held: datetime | None = None
) -> Outlook:
    """The outlook on the schedule of these runs."""
    return outlook(dues[0].schedule, told, dues, held, now)


def test_nothing_is_said_before_its_time() -> None:
    """The look comes again when it is time, and not earlier."""
    assert seen(EARLY, soon()) == Outlook(DUE - LEAD)


def test_it_is_said_when_it_is_time_and_once() -> None:
    """Told of a time, it is not told of it again, until that time and beyond."""
    one = soon()
    first = seen(DUE - LEAD, one)
    assert (first.at, first.dues) == (DUE, (one,))
    for now in (DUE - LEAD, DUE - timedelta(seconds=1), DUE + timedelta(seconds=1)):
        later = seen(now, one, told=DUE)
        assert later.at is None
        assert later.again is not None
        assert later.again > now


def test_what_is_known_late_is_said_at_once() -> None:
    """Planned five minutes before, or with an hour between posts and a day of warning."""
    assert seen(DUE - timedelta(minutes=5), soon()).at == DUE
    next_hour = soon(warn=24 * 3600, wake_at=DUE + timedelta(hours=1))
    assert seen(DUE + AFTER, next_hour, told=DUE).at == DUE + timedelta(hours=1)


def test_what_has_passed_is_not_said() -> None:
    """Back after its time, there is nothing to hold any more."""
    assert seen(DUE + timedelta(seconds=1), soon()).at is None


def test_many_chats_share_a_warning() -> None:
    """2,000 chats, some of them a few minutes later: one, and none for the stragglers."""
    dues = [soon(wake_at=DUE + number * timedelta(milliseconds=200)) for number in range(2000)]
    told = seen(DUE - LEAD, *dues)
    assert (told.at, len(told.dues)) == (DUE, 2000)
    assert seen(DUE - LEAD, *dues, told=DUE).at is None
    assert seen(DUE + timedelta(minutes=2), *dues, told=DUE).at is None


def test_another_zone_is_another_time() -> None:
    """Each time that is far from the others has its own warning, and the look comes for it."""
    paris, new_york = soon(), soon(wake_at=DUE + timedelta(hours=6))
    first = seen(DUE - LEAD, new_york, paris)
    assert (first.at, first.dues) == (DUE, (paris,))
    second = seen(DUE + AFTER, replace(paris, run=replace(paris.run, wake_at=DUE + DAY)), new_york,
                  told=DUE)  # fmt: skip
    assert second == Outlook(DUE + timedelta(hours=6) - LEAD)
    together = seen(DUE - DAY, soon(warn=24 * 3600), soon(wake_at=DUE + timedelta(hours=1)))
    assert together.again == DUE + timedelta(hours=1) - DAY


@pytest.mark.parametrize(
    "changes",
    [
        {"state": PlanState.PAUSED},
        {"state": PlanState.ENDED},
        {"warn": 0},
    ],
)
def test_without_a_wish_nobody_looks(changes: dict[str, object]) -> None:
    """Paused, over or not wanted: nothing until something changes."""
    plan = replace(soon().schedule, **changes)  # type: ignore[arg-type]
    assert outlook(plan, None, [soon()], None, DUE - LEAD) == Outlook(None)


@pytest.mark.parametrize(
    "quiet",
    [
        {"wake_at": None},
        {"held_until": FOREVER},
        {"stands": Refusal.NO_RIGHT, "wake_at": None},
        {"cursor": Cursor(2, 1)},
        {"goal": 4},
    ],
)
def test_of_what_does_not_come_nobody_is_warned(quiet: dict[str, object]) -> None:
    """Without a time, held for good, standing still, or half there already."""
    found = seen(DUE - LEAD, soon(**quiet))
    assert found == Outlook(DUE - LEAD + IDLE)
    unknown = soon()
    doubtful = replace(unknown, run=replace(unknown.run, state=RunState.UNKNOWN))
    assert seen(DUE - LEAD, doubtful).at is None


def test_the_time_told_is_the_one_at_which_it_comes() -> None:
    """After quiet hours, a distance to the post before, or a hold of everything."""
    until_nine = soon(quiet=NIGHT)
    assert seen(DUE - LEAD, until_nine) == Outlook(DUE + timedelta(minutes=15))
    assert seen(DUE + timedelta(minutes=15), until_nine).at == DUE + timedelta(minutes=30)
    apart = soon(distance=3600.0, posted_at=DUE - timedelta(minutes=40))
    assert seen(DUE + timedelta(minutes=5), apart).at == DUE + timedelta(minutes=20)
    held = DUE + timedelta(hours=3)
    assert seen(DUE, soon(), held=held) == Outlook(held - LEAD)


def test_a_reader_who_follows_in_private_is_nobodys_business() -> None:
    """What comes at home counts, though that may be a private chat."""
    reader = soon()
    away = replace(reader, seat=replace(reader.seat, target=replace(TARGET, chat_id=88)))
    assert seen(DUE - LEAD, away).at is None
    private = Target(700, 88)
    home = replace(away, schedule=replace(away.schedule, home=private))
    assert seen(DUE - LEAD, home).at == DUE


def test_a_time_that_was_told_and_given_up_is_forgotten() -> None:
    """Tomorrow was told, then the rule became an hourly one: the next hour is told."""
    hourly = soon(warn=24 * 3600, wake_at=DUE)
    found = seen(DUE - timedelta(minutes=30), hourly, told=DUE + DAY)
    assert found.at == DUE


def test_posts_every_minute_share_warnings() -> None:
    """Nobody is written to more often than every ten minutes for one schedule."""
    now, told, count = DUE, None, 0
    while now < DUE + timedelta(hours=1):
        found = seen(now, soon(wake_at=now + timedelta(minutes=1)), told=told)
        if found.at is not None:
            told, count = found.at, count + 1
        now += timedelta(minutes=1)
    assert count == timedelta(hours=1) // TOGETHER


@pytest.mark.parametrize("lead", [15 * 60, 3600, 24 * 3600])
def test_a_week_in_two_zones(lead: int) -> None:
    """Looking only when it says so, every time of every chat is told once, and early enough."""
    now, told, counted = DUE - DAY, None, []
    first = [DUE, DUE + timedelta(hours=6), DUE + timedelta(hours=6)]
    while now < DUE + 7 * DAY:
        times = [at if at > now else at + ((now - at) // DAY + 1) * DAY for at in first]
        found = seen(now, *[soon(warn=lead, wake_at=at) for at in times], told=told)
        if found.at is not None:
            assert found.at - now >= timedelta(seconds=lead) - AFTER
            told = found.at
            counted.append((found.at, len(found.dues)))
        assert found.again is not None
        now = max(now + timedelta(microseconds=1), found.again)
    expected = [(at + day * DAY, n) for day in range(7) for at, n in ((DUE, 1), (first[1], 2))]
    assert counted[: len(expected)] == expected
