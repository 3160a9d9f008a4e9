"""Wakes everybody who waits for something to change."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first(*waits: Coroutine[Any, Any, object], seconds: float | None = None) -> None:
    """Return when the first of them is done, or after so many seconds; the others end."""
    tasks = {asyncio.ensure_future(wait) for wait in waits}
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()


async def until(done: asyncio.Future[Any]) -> None:
    """Return when it is done; whoever stops waiting does not stop it."""
    await asyncio.wait({done})


class Bell:
    """Counts changes; a waiter names the last count it has seen, so no ring is ever missed."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def waited_for(self) -> bool:
        """Whether somebody waits right now."""
        return bool(self._waiting)

    def ring(self) -> None:
        """Something changed."""
        self.version += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def wait_past(self, version: int, seconds: float | None = None) -> bool:
        """Wait until the version differs from the given one; False after so many seconds."""
        if self.version != version:
            return True
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            done, _ = await asyncio.wait({waiter}, timeout=seconds)
            return bool(done)
        finally:
            self._waiting.discard(waiter)
            waiter.cancel()
