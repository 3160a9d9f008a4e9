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
        """Tell every caller who is still there."""
        waiting: list[Claimed | Settled] = [claimed for _, claimed in self.claims]
        waiting += [settled for _, settled in self.settlements]
        for future in waiting:
            if not future.done():
                future.set_exception(error)


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
        self._wake()
        future: Claimed = asyncio.get_running_loop().create_future()
        self._waiting.claims.append((wanted, future))
        try:
            return await future
        except asyncio.CancelledError:
            if not future.cancelled():
                # Answered already, only the caller has not heard it yet.
                self._give_back(future.result())
            raise

    async def settle(self, settlement: Settlement) -> None:
        """Record how a post ended; it is recorded even if the caller is cancelled meanwhile."""
        await self._settled(settlement)

    async def close(self) -> None:
        """Write what is waiting, and take no more."""
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)
        self._closed = True

    def _settled(self, settlement: Settlement) -> Settled:
        self._wake()
        future: Settled = asyncio.get_running_loop().create_future()
        self._waiting.settlements.append((settlement, future))
        return future

    def _give_back(self, answer: Delivery | Denied) -> None:
        """Nobody will send it. What is claimed at the very end is in doubt at the next start."""
        if isinstance(answer, Delivery) and not self._closed:
            outcome = Busy(0, "cancelled before it was sent")
            settled = self._settled(Settlement(answer, outcome, self._clock.now()))
            # Nobody waits for it; an error that nobody reads is no news at the exit.
            settled.add_done_callback(lambda done: done.exception())

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
            if not settled.done():
                settled.set_result(None)
        for (_, claimed), answer in zip(batch.claims, answers, strict=True):
            if claimed.cancelled():
                self._give_back(answer)
            else:
                claimed.set_result(answer)

    def _written(self, batch: _Batch, connection: Connection) -> list[Delivery | Denied]:
        settle(connection, [order for order, _ in batch.settlements])
        return claim(connection, [order for order, _ in batch.claims], self._clock.now())
