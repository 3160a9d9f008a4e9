"""How soon 1,000 readings that are due in the same second begin, with the limits off.

The engine, the store and its SQLite file are the real ones; the sender answers at once, since the
question is when the engine hands a post over, not what a server makes of it.
"""

import asyncio
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from benchmarks import HEADER, machine, row
from bot.clock import SystemClock
from bot.delivery.post import Keyboard, Post
from bot.model import Cursor, Outcome, Sent, Target
from bot.replay.engine import Engine
from bot.replay.scripts import Scripts
from bot.schedule.alarm import Alarm
from bot.store.store import Store
from content.parse import parse

READINGS = 1_000
ROUNDS = 3
# Long enough to write 1,000 readings, one transaction each, before they are due.
PREPARED = timedelta(seconds=12)
AIM_MS = 200
CLOCK = SystemClock()


class Instant:
    """A sender without limits that notes when each post was handed over."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.all = asyncio.Event()

    @asynccontextmanager
    async def slot(self, target: Target) -> AsyncIterator[None]:
        yield

    async def send(self, target: Target, post: Post) -> Outcome:
        self.at.append(CLOCK.monotonic())
        if len(self.at) == READINGS:
            self.all.set()
        return Sent(len(self.at))

    async def say(self, target: Target, post: Post) -> Outcome:
        return await self.send(target, post)

    async def edit(self, target: Target, message_id: int, post: Post) -> Outcome:
        return Sent(message_id)

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        return Sent(message_id)

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        return None

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        return True


async def one_round(folder: str) -> tuple[float, float, float]:
    """Milliseconds from the due time to the first, the median and the last post."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder}/bench.db")
    text = "\n\n".join(f"Paragraph {n}." for n in range(100))
    await store.pieces.add_or_replace(parse(text, "text"), lambda *_: lambda c: c, CLOCK.now())
    piece = await store.pieces.by_slug("text")
    assert piece is not None
    due = CLOCK.now() + PREPARED
    for chat in range(1, READINGS + 1):
        await store.runs.start(
            Target(1, chat),
            piece.id,
            Cursor(),
            language="en",
            started_by=1,
            now=CLOCK.now(),
            pace=3600,
            wake_at=due,
        )
    sender = Instant()
    engine = Engine(store, sender, Scripts(store), CLOCK)
    alarm = Alarm(CLOCK, lambda: store.runs.next_wake(1), lambda: engine.tick(1))
    engine.on_due = alarm.nudge
    start = CLOCK.monotonic() + (due - CLOCK.now()).total_seconds()
    alarm.start()
    await sender.all.wait()
    await alarm.stop()
    await engine.close()
    await store.close()
    late = [1000 * (at - start) for at in sender.at]
    return late[0], statistics.median(late), late[-1]


def main() -> None:
    """Print the table."""
    print(machine())
    print(HEADER)
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(asyncio.run(one_round(folder)))
    for name, values in zip(("first", "median", "last"), zip(*rounds, strict=True), strict=True):
        print(row(f"{READINGS} readings due: the {name} begins after", "ms", values, AIM_MS))


if __name__ == "__main__":
    main()
