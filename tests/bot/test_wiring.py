"""What is joined: a governor that goes on where the last process ended."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.model import Sent
from bot.settings import defaults
from bot.store.store import Store
from bot.wiring import governed
from tests.bot.store.samples import BOT, TARGET, order, post, start
from tests.prepared import prepared

HELD, ELSEWHERE = 41, 42


async def test_waits_outlive_the_process(tmp_path: Path) -> None:
    """What one process was told, the next one keeps to; other chats are free."""
    store = await Store.open(prepared(tmp_path / "bot.db"))
    clock = SystemClock()
    async with governed(defaults(), clock, store, BOT) as first:
        first.hold(HELD, 3600)
    async with governed(defaults(), clock, store, BOT) as second:
        assert 3500 < second.wait_of(HELD) <= 3600
        assert second.wait_of(ELSEWHERE) == 0
    assert await store.waits.take(BOT, clock.now() + timedelta(hours=2)) == ()
    await store.close()


async def test_a_full_minute_outlives_the_process(tmp_path: Path) -> None:
    """A group that has had its twenty messages gets no other right after a restart."""
    store = await Store.open(prepared(tmp_path / "bot.db"))
    run = await start(store)
    for number in range(20):
        run = await post(store, order(run, f"cmd:{number}"), Sent(number + 1))
    async with governed(defaults(), SystemClock(), store, BOT) as governor:
        waiting = asyncio.ensure_future(governor.slot(TARGET.chat_id).__aenter__())
        # Another chat has two turns meanwhile, a second apart.
        for _ in range(2):
            async with governor.slot(ELSEWHERE) as ticket:
                governor.use(ticket)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.wait([waiting])
    await store.close()
