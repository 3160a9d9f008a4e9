"""When the next message may go: turns kept by the event loop's clock.

`turns.py` decides; this waits. Knows seconds and chat ids, nothing of Telegram's library.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from bot.delivery.turns import Ticket, Turns
from bot.delivery.windows import FREE, Limits

NOW = -math.inf
"""Due at once, before all that has a time: somebody waits for it."""
LAST = math.inf
"""When nothing else may go."""
WHOLE_BOT = 0
"""The chat of a wait that counts for all of them."""


class Governor:
    """Gives turns. `monotonic` tells seconds, and `held` hears of every wait Telegram asks for."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        limits: Limits = FREE,
        held: Callable[[int, float], None] = lambda chat_id, seconds: None,
    ) -> None:
        self._monotonic = monotonic
        self._turns = Turns(limits)
        self._held = held
        self._waiting: dict[Ticket, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._wakes_at = math.inf

    @asynccontextmanager
    async def slot(self, chat_id: int | None, due: float = NOW) -> AsyncIterator[Ticket]:
        """The turn of a chat, or without one of a call that puts no message anywhere.

        First come, first served, what a person waits for before what is due (in seconds of any
        clock); no other message of the chat meanwhile. Say `use` when the message goes out.
        """
        ticket = self._turns.ask(chat_id, due, self._monotonic())
        future = self._waiting[ticket] = asyncio.get_running_loop().create_future()
        self._give()
        try:
            await future
            yield ticket
        finally:
            self._waiting.pop(ticket, None)
            self._turns.end(ticket, self._monotonic())
            self._give()

    def use(self, ticket: Ticket) -> None:
        """The message goes out now."""
        self._turns.use(ticket, self._monotonic())
        self._give()

    def served(self, ticket: Ticket) -> None:
        """Telegram took it, and has just said so."""
        self._turns.answered(ticket, self._monotonic())
        self._turns.served(ticket)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram asked this chat to wait; the others go on, unless several are asked at once."""
        whole = self._turns.told(chat_id, seconds, self._monotonic())
        self._held(chat_id, seconds)
        if whole:
            self._held(WHOLE_BOT, whole)

    def wait_of(self, chat_id: int) -> float:
        """Seconds for which Telegram has asked this chat to wait."""
        return self._turns.wait_of(chat_id, self._monotonic())

    def restore(
        self, waits: Iterable[tuple[int, float]], uses: Iterable[tuple[int, float]]
    ) -> None:
        """Go on where the last process ended: chats with seconds to wait, messages with ages."""
        now = self._monotonic()
        for chat_id, seconds in waits:
            if chat_id == WHOLE_BOT:
                self._turns.hold_all(seconds, now)
            else:
                self._turns.hold(chat_id, seconds, now)
        self._turns.remember((chat_id, now - age) for chat_id, age in uses)

    def _give(self) -> None:
        now = self._monotonic()
        for ticket in self._turns.give(now):
            future = self._waiting[ticket]
            if not future.done():
                future.set_result(None)
        wake = self._turns.next_at()
        # A timer that comes too early finds nothing; to set it anew at every turn costs more.
        if wake < self._wakes_at:
            if self._timer is not None:
                self._timer.cancel()
            self._wakes_at = wake
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, wake - now), self._wake)

    def _wake(self) -> None:
        self._timer, self._wakes_at = None, math.inf
        self._give()
