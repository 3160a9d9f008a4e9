"""One task that writes for everybody: what is waiting shares one transaction.

Committing takes most of the time, so a transaction for 64 posts costs little more than for one.
"""

import asyncio
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from bot.clock import Clock
from bot.errors import StoreError
from bot.model import Busy, Claim, Delivery, Denied, Settlement
from bot.store.claims import claim
from bot.store.database import AT_ONCE, Database
from bot.store.settlements import settle

Claimed = asyncio.Future[Delivery | Denied]
Settled = asyncio.Future[None]


@dataclass(slots=True)
class _Batch:
    claims: list[tuple[Claim, Claimed]] = field(default_factory=list)
    settlements: list[tuple[Settlement, Settled]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.claims) + len(self.settlements)

    def take(self) -> "_Batch":
        """Cut off the next orders to write."""
        taken = _Batch(self.claims[:AT_ONCE], self.settlements[:AT_ONCE])
        del self.claims[:AT_ONCE]
        del self.settlements[:AT_ONCE]
        return taken

    def fail(self, error: Exception) -> None:
        """Tell every caller."""
        for _, claimed in self.claims:
            claimed.set_exception(error)
        for _, settled in self.settlements:
            settled.set_exception(error)


class Writer:
    """Claims and settles posts. A failed transaction raises StoreError in every caller of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting = _Batch()
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    async def claim(self, wanted: Claim) -> Delivery | Denied:
        """Claim one part; once this returns a Delivery the intent is on disk.

        If the caller is cancelled meanwhile the post is given back, since nobody will send it.
        """
        future: Claimed = asyncio.get_running_loop().create_future()
        self._waiting.claims.append((wanted, future))
        self._wake()
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            future.add_done_callback(self._give_back)
            raise

    async def settle(self, settlement: Settlement) -> None:
        """Record how a post ended; it is recorded even if the caller is cancelled meanwhile."""
        await asyncio.shield(self._settled(settlement))

    async def close(self) -> None:
        """Write what is waiting, and take no more."""
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)
        self._closed = True

    def _settled(self, settlement: Settlement) -> Settled:
        future: Settled = asyncio.get_running_loop().create_future()
        # Whoever waited may be gone; an error that nobody reads is no news at the exit.
        future.add_done_callback(lambda done: done.exception())
        self._waiting.settlements.append((settlement, future))
        self._wake()
        return future

    def _give_back(self, future: Claimed) -> None:
        if future.exception() is None and isinstance(delivery := future.result(), Delivery):
            outcome = Busy(0, "cancelled before it was sent")
            self._settled(Settlement(delivery, outcome, self._clock.now()))

    def _wake(self) -> None:
        if self._closed:
            raise StoreError("The database is closed: the bot is stopping")
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        # Callers that are ready now come along: they run before this task goes on.
        await asyncio.sleep(0)
        while self._waiting:
            await self._write(self._waiting.take())

    async def _write(self, batch: _Batch) -> None:
        try:
            answers = await self._database.change(partial(self._written, batch))
        except Exception as error:  # every caller must hear of it, whatever it is
            batch.fail(error)
            return
        for _, settled in batch.settlements:
            settled.set_result(None)
        for (_, claimed), answer in zip(batch.claims, answers, strict=True):
            claimed.set_result(answer)

    def _written(self, batch: _Batch, connection: Connection) -> list[Delivery | Denied]:
        settle(connection, [order for order, _ in batch.settlements])
        return claim(connection, [order for order, _ in batch.claims], self._clock.now())
