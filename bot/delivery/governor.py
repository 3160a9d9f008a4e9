"""When the next message may go: one at a time in a chat, so many a second for the bot.

Knows seconds and chat ids, nothing of Telegram's library. The windows are Telegram's
(about 30 messages a second for one bot, see the Bot FAQ); a chat that was told to wait waits alone.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

PER_SECOND = 30
BURST = 5


@dataclass(slots=True)
class Bucket:
    """The bot's rate as one number: the instant at which the bucket is full again (GCRA)."""

    interval: float = 1 / PER_SECOND
    burst: int = BURST
    full_at: float = 0.0

    def take(self, now: float) -> float:
        """Take one token; returns the seconds to wait before using it."""
        self.full_at = max(self.full_at, now) + self.interval
        return max(0.0, self.full_at - self.burst * self.interval - now)


@dataclass(slots=True)
class _Lane:
    """One chat: who is sending, how many wait, and until when nobody may."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    free_at: float = 0.0


class Governor:
    """Gives turns. `monotonic` tells seconds; `sleep` waits for them."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._bucket = Bucket()
        self._lanes: dict[int, _Lane] = {}

    @asynccontextmanager
    async def slot(self, chat_id: int) -> AsyncIterator[None]:
        """The turn of a chat: first come, first served, and no other message of it meanwhile."""
        lane = self._lanes.setdefault(chat_id, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                while (wait := lane.free_at - self._monotonic()) > 0:
                    await self._sleep(wait)
                await self.admit()
                yield
        finally:
            lane.users -= 1
            if not lane.users and lane.free_at <= self._monotonic():
                self._lanes.pop(chat_id, None)

    async def admit(self) -> None:
        """The bot's rate alone, for calls that put no message into a chat."""
        if wait := self._bucket.take(self._monotonic()):
            await self._sleep(wait)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram asked this chat to wait; the others go on."""
        lane = self._lanes.setdefault(chat_id, _Lane())
        lane.free_at = max(lane.free_at, self._monotonic() + seconds)
