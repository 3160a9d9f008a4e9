"""A million schedules in the store, and a broadcast of one schedule to 2,000 chats.

Looking for what is due is asked of the store itself, again and again, among a thousand and among a
million. The broadcast is posted by the real engine under the strict limits of `windows.py`, the
privates of its chats standing for targets. `--short` takes a tenth of everything.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import msgspec
from sqlalchemy import insert

from benchmarks import HEADER, machine, row
from benchmarks.memory import memory
from benchmarks.peers.rig import BOT_ID, CLOCK, ROWS, Rig, Served, add_text, rig, served, soon
from benchmarks.windows import LATENCY, told
from bot.delivery.windows import FREE
from bot.model import RunState
from bot.notices import Notices
from bot.plans import PlanState, Playlist, SeatState
from bot.rules import Interval, Rule
from bot.schedule.conductor import Conductor
from bot.schedule.pinning import Pinning
from bot.scripts import Scripts
from bot.store.plan_tables import schedule as schedule_table
from bot.store.plan_tables import seat as seat_table
from bot.store.store import Store
from bot.store.tables import run as run_table

MANY, FEW, TARGETS = 1_000_000, 1_000, 2_000
LOOKS, FOUND = 200, 50
AIM_LOOK = 20.0
DAY = timedelta(days=1)


@asynccontextmanager
async def planned(count: int) -> AsyncIterator[Store]:
    """A store with so many schedules; the first `FOUND` of them are due."""
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder)}/bench.db")
        piece = await add_text(store, 20)
        now = CLOCK.now()
        for start in range(0, count, 50_000):
            chats = range(start + 1, min(count, start + 50_000) + 1)
            due = [now + (-DAY if chat <= FOUND else DAY * (chat / count)) for chat in chats]
            await plan(store, piece, chats, due, start)
        yield store
        await store.close()


async def plan(
    store: Store, piece: int, chats: Sequence[int], due: Sequence[datetime], start: int
) -> None:
    """One schedule a chat with its seat and its run; numbers go on after `start`."""
    now = CLOCK.now()
    rule = msgspec.json.encode(Rule(Interval(86_400, now))).decode()
    playlist = msgspec.json.encode(Playlist((piece,))).decode()
    place = [{"bot_id": BOT_ID, "chat_id": chat, "topic_id": 0} for chat in chats]
    numbers = range(start + 1, start + 1 + len(chats))
    same_plan = {"planned_by": 1, "language": "en", "zone": "Europe/Paris", "key": 7, "portion": 0}
    same_plan |= {"playlist": playlist, "rule": rule, "state": PlanState.ACTIVE, "start": 0}
    same_plan |= {"shared": False, "not_before": None, "warn": 0, "updated_at": now}
    same_run = {"piece_id": piece, "step": 0, "part": 0, "fence": 1, "state": RunState.IDLE}
    same_run |= {"language": "en", "started_by": 1, "base_id": 0}
    same_run |= {"created_at": now, "updated_at": now}
    same_seat = {"item": 0, "state": SeatState.ACTIVE}
    plans = [{**same_plan, **at, "id": n} for at, n in zip(place, numbers, strict=True)]
    seats = [
        {**same_seat, **at, "id": n, "schedule_id": n, "run_id": n}
        for at, n in zip(place, numbers, strict=True)
    ]
    runs = [
        {**same_run, **at, "id": n, "seat_id": n, "wake_at": wake_at}
        for at, n, wake_at in zip(place, numbers, due, strict=True)
    ]
    async with store.database.write() as connection:
        for table, rows in ((schedule_table, plans), (seat_table, seats), (run_table, runs)):
            for first in range(0, len(rows), ROWS):
                await connection.execute(insert(table), rows[first : first + ROWS])


async def looks(store: Store) -> tuple[list[float], list[float]]:
    """How long it takes (ms) to find what is due, and to find all that decides about it."""
    finding, deciding = [], []
    for _ in range(LOOKS):
        began = perf_counter()
        await store.runs.next_wake(BOT_ID)
        await store.warnings.next_at(BOT_ID)
        due = await store.runs.due(BOT_ID, CLOCK.now(), FOUND)
        finding.append(1000 * (perf_counter() - began))
        began = perf_counter()
        found = await store.schedules.of_runs([run.id for run in due])
        deciding.append(1000 * (perf_counter() - began))
        assert len(due) == len(found) == FOUND
    return finding, deciding


async def broadcast(server: Served, chats: Sequence[int]) -> None:
    """All of them are due at the same moment, one post each."""
    async with rig(server.url, FREE, steps=2) as bot:
        due = soon(1)
        await plan(bot.store, bot.piece_id, chats, [due] * len(chats), 0)
        conductor = _conductor(bot)
        bot.engine.plans = conductor
        bot.alarm.start()
        await server.took(len(chats))


def _conductor(bot: Rig) -> Conductor:
    notices = Notices(bot.store, bot.outbox, ())
    scripts = Scripts(bot.store)
    pinning = Pinning(bot.store, bot.outbox, scripts, CLOCK, "bot")
    return Conductor(bot.store, scripts, notices, pinning, CLOCK)


async def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--short", action="store_true")
    share = 10 if asked.parse_args().short else 1
    print(machine())
    print(HEADER)
    sizes = {}
    for count in (FEW, MANY // share):
        async with planned(count) as store:
            finding, deciding = await looks(store)
            sizes[count] = memory(os.getpid())[0]
        print(row(f"{FOUND} due found among {count:,}", "ms", finding, AIM_LOOK))
        print(row(f"all that decides about {FOUND} of {count:,}", "ms", deciding, AIM_LOOK))
    print(", ".join(f"{size:.0f} MB with {count:,}" for count, size in sizes.items()))
    orders = dict.fromkeys(range(1, TARGETS // share + 1), 1)
    async with served() as server:
        await server.rules(limits=True, latency=LATENCY)
        began = time.process_time()
        await broadcast(server, tuple(orders))
        cpu = time.process_time() - began
        told("one schedule, many chats", orders, await server.record(), cpu)


if __name__ == "__main__":
    asyncio.run(main())
