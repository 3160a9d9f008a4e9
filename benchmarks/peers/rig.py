"""The whole path of a post without a process around it: engine, store, outbox, a served bot."""

import asyncio
import gc
import json
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from sqlalchemy import insert
from telegram import Bot

from bot import garbage
from bot.clock import SystemClock
from bot.delivery import transport
from bot.delivery.governor import Governor
from bot.delivery.telegram import TelegramOutbox
from bot.delivery.windows import Limits
from bot.model import RunState
from bot.notices import Notices
from bot.replay.engine import Engine
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.schedule.alarm import Alarm
from bot.scripts import Scripts
from bot.store.store import Store
from bot.store.tables import run as run_table
from content.parse import parse

BOT_ID = 1234567
TOKEN = f"{BOT_ID}:bench-token-of-no-use-anywhere-else"
CLOCK = SystemClock()
ROWS = 5_000
WORDS = "The tram stops where the river bends, and nobody gets off before the second bell. " * 3


class Served:
    """The server, in a process of its own."""

    def __init__(self, port: int, session: aiohttp.ClientSession) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._session = session

    async def rules(self, **rules: Any) -> None:
        """Begin anew."""
        async with self._session.post(f"{self.url}/rules", data=json.dumps(rules)) as answer:
            await answer.read()

    async def record(self) -> dict[str, Any]:
        """What came since."""
        async with self._session.get(f"{self.url}/record") as answer:
            found: dict[str, Any] = json.loads(await answer.read())
            return found

    async def took(self, count: int) -> dict[str, Any]:
        """Wait until so many messages were taken."""
        while True:
            async with self._session.get(f"{self.url}/count") as answer:
                if int(await answer.read()) >= count:
                    return await self.record()
            await asyncio.sleep(0.2)


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """A server for a while."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.peers.server", stdin=PIPE, stdout=PIPE
    )
    try:
        port = int(await process.stdout.readline())
        async with aiohttp.ClientSession() as session:
            yield Served(port, session)
    finally:
        process.stdin.close()
        await process.wait()


@dataclass(frozen=True, slots=True)
class Rig:
    """A bot without doors: it posts what is due."""

    store: Store
    engine: Engine
    ticker: Ticker
    outbox: TelegramOutbox
    alarm: Alarm
    piece_id: int

    async def begin(self, chats: Iterable[int], pace: float, first: datetime | None = None) -> None:
        """Start a reading in each of these chats; all are due at `first`, or now."""
        await begin(self.store, self.piece_id, chats, pace, lambda _: first or CLOCK.now())


async def begin(
    store: Store,
    piece_id: int,
    chats: Iterable[int],
    pace: float,
    due: Callable[[int], datetime],
    bot_id: int = BOT_ID,
) -> None:
    """Start a reading in each chat, due at a time of its own."""
    now = CLOCK.now()
    same = dict(bot_id=bot_id, topic_id=0, piece_id=piece_id, step=0, part=0, fence=2, pace=pace)
    same |= dict(state=RunState.IDLE, language="en", started_by=1, stands=None, base_id=0)
    same |= dict(created_at=now, updated_at=now)
    rows = [{**same, "chat_id": chat, "wake_at": due(chat)} for chat in chats]
    async with store.database.write() as connection:
        for start in range(0, len(rows), ROWS):
            await connection.execute(insert(run_table), rows[start : start + ROWS])


async def add_text(store: Store, steps: int) -> int:
    """The number of a new text of so many fragments."""
    text = parse("\n\n".join(f"{n}. {WORDS}" for n in range(1, steps + 1)), "text")
    made = await store.pieces.add_or_replace(text, lambda *_: lambda c: c, CLOCK.now())
    return made.piece_id


@asynccontextmanager
async def rig(url: str, limits: Limits, steps: int = 500, paid: bool = False) -> AsyncIterator[Rig]:
    """A bot on a fresh database, with one text of so many fragments."""
    usual = gc.get_threshold()
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/bench.db")
        piece_id = await add_text(store, steps)
        bot = Bot(
            TOKEN,
            base_url=f"{url}/bot",
            request=transport.for_posts(),
            get_updates_request=transport.for_polling(),
        )
        async with bot:
            outbox = TelegramOutbox(bot, Governor(CLOCK.monotonic, limits), paid=paid)
            standing = Standing(store, Notices(store, outbox, ()), CLOCK)
            engine = Engine(store, outbox, Scripts(store), standing, CLOCK)
            ticker = Ticker(engine, store, Scripts(store), standing, CLOCK)
            alarm = Alarm(CLOCK, lambda: ticker.next_wake(BOT_ID), lambda: ticker.tick(BOT_ID))
            engine.on_due = alarm.nudge
            garbage.settle()
            yield Rig(store, engine, ticker, outbox, alarm, piece_id)
            await alarm.stop()
            await ticker.close()
        await store.close()
    gc.unfreeze()
    gc.set_threshold(*usual)


def soon(seconds: float) -> datetime:
    """A due time."""
    return CLOCK.now() + timedelta(seconds=seconds)
