"""What may wait until nothing else does: taking the buttons off messages that are not the newest.

Posts go without it, so it comes after them, one request at a time and fewer a second than posts,
since nobody can pay for an edit and Telegram does not say how many of them it takes.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.model import Busy, Outcome, Target

EVERY_SECONDS = 0.04
HELD_SECONDS = 1.0


class Tidying:
    """Does `take_off` for one message after the other, in the order in which they came.

    Told to wait, a message comes again after the others; any other end is the end of it. What is
    left when the bot stops keeps its buttons, and a tap on them is told that it comes late.
    """

    def __init__(self, take_off: Callable[[Target, int], Awaitable[Outcome]]) -> None:
        self._take_off = take_off
        self._waiting: deque[tuple[Target, int]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def add(self, target: Target, message_id: int) -> None:
        """A message of which the buttons are to go."""
        if self._closed:
            return
        self._waiting.append((target, message_id))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Begin no other."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            target, message_id = self._waiting.popleft()
            held = isinstance(await self._take_off(target, message_id), Busy)
            if held:
                self._waiting.append((target, message_id))
            await asyncio.sleep(HELD_SECONDS if held else EVERY_SECONDS)
