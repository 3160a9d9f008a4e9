"""100,000 readings that go on: a start, memory, and 1,000 of them due within one second.

The start is one of the whole program, on a prepared database; what is due is posted by the real
engine and store to a sender that answers at once, as in `paced.py`.
"""

import argparse
import asyncio
import statistics
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from benchmarks import FEUILLETON, logged, machine, program
from benchmarks.memory import memory
from benchmarks.paced import READINGS, Instant
from benchmarks.peers.rig import BOT_ID, CLOCK, TOKEN, add_text, begin, served
from bot import garbage
from bot.notices import Notices
from bot.replay.engine import Engine
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.schedule.alarm import Alarm
from bot.scripts import Scripts
from bot.store.store import Store

RUNS, ROUNDS = 100_000, 3
SOON, SPREAD, LATER = timedelta(seconds=4), timedelta(seconds=1), timedelta(hours=6)
PACE, SETTLE, WATCH = 3600.0, 2.0, 0.001


async def prepared(path: Path, runs: int, due: int = 0) -> float:
    """Make a database; the instant (monotonic) at which the first of `due` readings is due."""
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    text = await add_text(store, 100)
    first, began = CLOCK.now() + SOON + timedelta(seconds=runs / 20_000), CLOCK.monotonic()
    began += (first - CLOCK.now()).total_seconds()
    gap = SPREAD / READINGS
    await begin(
        store,
        text,
        range(1, runs + 1),
        PACE,
        lambda chat: first + (gap * chat if chat <= due else LATER + gap * chat),
    )
    await store.close()
    return began


async def start(url: str, runs: int) -> tuple[float, float]:
    """Seconds until the program is ready, and MB that it takes then."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        await prepared(path, runs)
        settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
        began = perf_counter()
        bot = program(FEUILLETON, "run", cwd=Path(folder), database=path, **settings)
        async with bot as process:
            await logged(process, "ready")
            took = perf_counter() - began
            await asyncio.sleep(SETTLE)
            return took, memory(process.pid)[0]


async def second(runs: int) -> tuple[float, float, float]:
    """50th and 99th percentile of the lateness and the longest block of the loop, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        began = await prepared(path, runs, READINGS)
        store = await Store.open(f"sqlite+aiosqlite:///{path}")
        sender = Instant()
        scripts, standing = Scripts(store), Standing(store, Notices(store, sender, ()), CLOCK)
        engine = Engine(store, sender, scripts, standing, CLOCK)
        ticker = Ticker(engine, store, scripts, standing, CLOCK)
        alarm = Alarm(CLOCK, lambda: ticker.next_wake(BOT_ID), lambda: ticker.tick(BOT_ID))
        engine.on_due = alarm.nudge
        blocks: list[float] = []
        garbage.settle()
        watching = asyncio.create_task(_watch(blocks))
        alarm.start()
        await sender.all.wait()
        watching.cancel()
        await alarm.stop()
        await ticker.close()
        await store.close()
    gap = (SPREAD / READINGS).total_seconds()
    late = sorted(1000 * (at - began - gap * to.chat_id) for to, at in sender.at.items())
    return late[len(late) // 2], late[len(late) * 99 // 100 - 1], 1000 * max(blocks)


async def _watch(blocks: list[float]) -> None:
    while True:
        before = perf_counter()
        await asyncio.sleep(WATCH)
        blocks.append(perf_counter() - before - WATCH)


async def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=RUNS)
    runs = asked.parse_args().runs
    print(machine())
    async with served() as server:
        pairs = [(await start(server.url, 0), await start(server.url, runs)) for _ in range(ROUNDS)]
    empty = [statistics.median(one[0][n] for one in pairs) for n in (0, 1)]
    full = [statistics.median(one[1][n] for one in pairs) for n in (0, 1)]
    print(f"ready with none {empty[0]:.2f} s, with {runs:,} {full[0]:.2f} s")
    more = max(0.0, full[1] - empty[1])
    print(f"memory with none {empty[1]:.1f} MB, with {runs:,} {full[1]:.1f} MB", end="")
    print(f": {1024 * 1024 * more / runs:.1f} bytes a reading")
    found = [await second(runs) for _ in range(ROUNDS)]
    half, most, block = (statistics.median(one) for one in zip(*found, strict=True))
    print(f"{READINGS} of {runs:,} due in one second: half within {half:.0f} ms, ", end="")
    print(f"99 % within {most:.0f} ms; longest block of the loop {block:.0f} ms")


if __name__ == "__main__":
    asyncio.run(main())
