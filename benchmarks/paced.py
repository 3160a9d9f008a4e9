"""How soon 1,000 readings that are due in the same second begin, with the limits off.

The engine, the store and its SQLite file are the real ones; the sender answers at once, since the
question is when the engine hands a post over, not what a server makes of it.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import update

from benchmarks import HEADER, machine, row
from bot.clock import SystemClock
from bot.delivery.numbers import Numbers
from bot.delivery.outbox import Copied, Sight
from bot.delivery.post import Keyboard, Post
from bot.model import Cursor, Outcome, Sent, Target
from bot.notices import Notices
from bot.replay.engine import Engine
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.schedule.alarm import Alarm
from bot.scripts import Scripts
from bot.store.store import Store
from bot.store.tables import run as run_table
from content.parse import parse

READINGS = 1_000
ROUNDS = 3
SOON = timedelta(seconds=6)
AIM_MS = 200
CLOCK = SystemClock()


class Instant:
    """A sender without limits that notes when each post was handed over."""

    def __init__(self) -> None:
        self.at: dict[Target, float] = {}
        self.numbers = Numbers()
        self.titles: dict[int, str] = {}
        self.all = asyncio.Event()

    @asynccontextmanager
    async def slot(self, target: Target, due: datetime | None = None) -> AsyncIterator[None]:
        yield

    def wait_of(self, target: Target) -> float:
        return 0.0

    async def send(self, target: Target, post: Post) -> Outcome:
        self.at[target] = CLOCK.monotonic()
        if len(self.at) == READINGS:
            self.all.set()
        return Sent(len(self.at))

    async def say(self, target: Target, post: Post) -> Outcome:
        return await self.send(target, post)

    async def edit(
        self, target: Target, message_id: int, post: Post, due: datetime | None = None
    ) -> Outcome:
        return Sent(message_id)

    async def delete(self, target: Target, message_id: int) -> Outcome:
        return Sent(message_id)

    async def forward(self, target: Target, message_id: int, to: Target) -> Copied | Outcome:
        return Copied(message_id, "")

    async def sight(self, target: Target) -> Sight | Outcome:
        return Sight.ALL

    async def title(self, target: Target) -> str:
        return ""

    async def admins(self, chat_id: int) -> tuple[int, ...]:
        return ()

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        return Sent(message_id)

    def tidy(self, target: Target, message_id: int) -> None:
        pass

    async def close(self) -> None:
        pass

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        return None

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        return True


async def one_round(folder: str, spread: timedelta) -> list[float]:
    """Milliseconds from each due time to the post; the due times lie evenly in `spread`."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder}/bench.db")
    text = "\n\n".join(f"Paragraph {n}." for n in range(100))
    await store.pieces.add_or_replace(parse(text, "text"), lambda *_: lambda c: c, CLOCK.now())
    piece = await store.pieces.by_slug("text")
    assert piece is not None
    targets = [Target(1, chat) for chat in range(1, READINGS + 1)]
    for target in targets:
        await store.runs.start(
            target, piece.id, Cursor(3), language="en", started_by=1, now=CLOCK.now()
        )
    first, began = CLOCK.now() + SOON, CLOCK.monotonic() + SOON.total_seconds()
    due = {t: began + spread.total_seconds() * t.chat_id / READINGS for t in targets}
    gap = spread // READINGS
    async with store.database.write() as connection:
        for target in targets:
            values = {"wake_at": first + gap * target.chat_id, "pace": 3600, "fence": 2}
            chosen = run_table.c.chat_id == target.chat_id
            await connection.execute(update(run_table).where(chosen).values(values))
    sender = Instant()
    standing = Standing(store, Notices(store, sender, ()), CLOCK)
    engine = Engine(store, sender, Scripts(store), standing, CLOCK)
    ticker = Ticker(engine, store, Scripts(store), standing, CLOCK)
    alarm = Alarm(CLOCK, lambda: ticker.next_wake(1), lambda: ticker.tick(1))
    engine.on_due = alarm.nudge
    alarm.start()
    await sender.all.wait()
    await alarm.stop()
    await ticker.close()
    await store.close()
    return [1000 * (at - due[target]) for target, at in sender.at.items()]


def main() -> None:
    """Print the table."""
    print(machine())
    print(HEADER)
    for name, spread in (("within one second", timedelta(seconds=1)), ("at once", timedelta())):
        late = []
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                late.append(sorted(asyncio.run(one_round(folder, spread))))
        for share in (50, 99):
            values = [one[len(one) * share // 100 - 1] for one in late]
            print(row(f"{READINGS} due {name}: {share} % begin within", "ms", values, AIM_MS))


if __name__ == "__main__":
    main()
