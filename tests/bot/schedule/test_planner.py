"""What people's changes do to due times, with a real store."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.ext import ExtBot

from bot.clock import ShiftedClock
from bot.delivery.governor import Governor
from bot.delivery.telegram import TelegramOutbox
from bot.plans import Due
from bot.schedule.pinning import Pinning
from bot.schedule.planner import Planner
from bot.scripts import Scripts
from bot.store.store import Store
from tests.bot.store.plans import due_of, seated
from tests.prepared import prepared


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store in a file of its own."""
    opened = await Store.open(prepared(tmp_path / "test.db"))
    yield opened
    await opened.close()


CLOCK = ShiftedClock()
HOUR = timedelta(hours=1)


def planner(store: Store) -> Planner:
    """As the bot has it; nobody is written to, and whom it would wake is not asked."""
    scripts = Scripts(store)
    outbox = TelegramOutbox(ExtBot("1:never-used"), Governor(CLOCK.monotonic))
    pinning = Pinning(store, outbox, scripts, CLOCK, "never_used_bot")
    return Planner(store, scripts, pinning, CLOCK, "Europe/Paris", lambda: None)


async def late(store: Store) -> Due:
    """A post that waits a little longer than its rule says."""
    return await seated(store, wake_at=CLOCK.now() + timedelta(seconds=5))


async def test_resuming_what_goes_on_changes_nothing(store: Store) -> None:
    """An old button is tapped: what is late still comes now, and not tomorrow."""
    due = await late(store)
    found = await planner(store).resume(due.schedule.id, 5)
    assert found is not None
    assert found.schedule == due.schedule
    assert await due_of(store, due.run) == due
    assert await store.schedules.changes(due.schedule.id) == ()


async def test_resuming_ends_a_pause_with_an_end(store: Store) -> None:
    """Then it comes by its rule, and who did both is kept, the newest first."""
    due = await late(store)
    plans = planner(store)
    await plans.pause_until(due.schedule.id, 5, CLOCK.now() + 24 * 30 * HOUR)
    resting = await due_of(store, due.run)
    assert resting.run.wake_at is not None
    assert resting.run.wake_at >= CLOCK.now() + 24 * 29 * HOUR
    await plans.resume(due.schedule.id, 6)
    going = await due_of(store, due.run)
    assert going.run.wake_at is not None
    assert going.run.wake_at <= CLOCK.now() + 25 * HOUR
    assert going.schedule.not_before is None
    changes = await store.schedules.changes(due.schedule.id)
    assert [(one.user_id, one.what) for one in changes] == [(6, "resumed"), (5, "paused until")]


async def test_a_warning_that_is_wanted_moves_no_time(store: Store) -> None:
    """Only the schedule changes."""
    due = await late(store)
    found = await planner(store).warn(due.schedule.id, 5, 900)
    assert found is not None
    assert found.schedule.warn == 900
    assert (await due_of(store, due.run)).run == due.run
    assert await store.warnings.next_at(due.run.target.bot_id) is not None
