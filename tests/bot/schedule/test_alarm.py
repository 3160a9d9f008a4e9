"""The alarm rings when something is due, also when the wall clock is moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.clock import ShiftedClock
from bot.errors import StoreError
from bot.schedule.alarm import Alarm

HOUR = timedelta(hours=1)


class Table:
    """Due times; a ring takes away what is due."""

    def __init__(self) -> None:
        self.clock = ShiftedClock()
        self.due: list[datetime] = []
        self.rings: asyncio.Queue[datetime] = asyncio.Queue()
        self.trouble: Exception | None = None
        self.healed = asyncio.Event()

    async def next_due(self) -> datetime | None:
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            self.healed.set()
            raise trouble
        return min(self.due, default=None)

    async def ring(self) -> None:
        now = self.clock.now()
        self.due = [due for due in self.due if due > now]
        self.rings.put_nowait(now)

    @asynccontextmanager
    async def alarm(self) -> AsyncIterator[Alarm]:
        alarm = Alarm(self.clock, self.next_due, self.ring)
        alarm.start()
        try:
            yield alarm
        finally:
            await alarm.stop()


async def test_what_is_due_at_the_start_rings_at_once() -> None:
    """Whatever the bot missed while it was off."""
    table = Table()
    table.due = [table.clock.now() - HOUR]
    async with table.alarm(), asyncio.timeout(10):
        await table.rings.get()
    assert table.due == []


async def test_it_rings_when_the_time_has_come() -> None:
    """The date job alone, without a jump."""
    table = Table()
    due = table.clock.now() + timedelta(seconds=0.3)
    table.due = [due]
    async with table.alarm(), asyncio.timeout(10):
        assert await table.rings.get() >= due


async def test_a_clock_moved_forward_rings_once() -> None:
    """Three things that came due in the jump are one ring."""
    table = Table()
    table.due = [table.clock.now() + n * HOUR for n in (1, 2, 30)]
    async with table.alarm(), asyncio.timeout(10):
        table.clock.offset += timedelta(days=1)
        await table.rings.get()
    assert len(table.due) == 1
    assert table.rings.empty()


async def test_a_clock_set_back_does_not_silence_it() -> None:
    """What is due soon by the new time comes soon."""
    table = Table()
    async with table.alarm() as alarm, asyncio.timeout(10):
        table.clock.offset -= HOUR
        table.due = [table.clock.now() + timedelta(seconds=0.2)]
        alarm.nudge()
        await table.rings.get()


async def test_a_nudge_makes_it_look_again() -> None:
    """Something was planned that is due before anything else."""
    table = Table()
    async with table.alarm() as alarm, asyncio.timeout(10):
        table.due = [table.clock.now()]
        alarm.nudge()
        await table.rings.get()


@pytest.mark.parametrize("error", [StoreError("the database is locked"), KeyError("a defect")])
async def test_no_trouble_ends_it(error: Exception) -> None:
    """It says so and looks again when nudged."""
    table = Table()
    table.trouble = error
    table.due = [table.clock.now()]
    async with table.alarm() as alarm, asyncio.timeout(10):
        await table.healed.wait()
        alarm.nudge()
        await table.rings.get()


async def test_a_nudge_at_the_very_stop() -> None:
    """However far a nudge has come when the alarm is stopped, it stops."""
    for steps in range(8):
        table = Table()
        async with asyncio.timeout(10), table.alarm() as alarm:
            for _ in range(20):
                await asyncio.sleep(0)
            alarm.nudge()
            for _ in range(steps):
                await asyncio.sleep(0)
