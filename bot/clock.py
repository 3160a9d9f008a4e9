"""The only place that asks what time it is; everything else takes time as an argument."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

import aiohttp

from bot.errors import StartError


class Clock(Protocol):
    """Wall time as aware UTC, and seconds that only go forward."""

    def now(self) -> datetime:
        """The instant, aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The instant, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()


class ShiftedClock:
    """A clock that can be moved: the system's time plus an offset that somebody else decides."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The instant, aware UTC."""
        return datetime.now(UTC) + self.offset

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()


@asynccontextmanager
async def follow(url: str, clock: ShiftedClock) -> AsyncIterator[None]:
    """Inside the block `clock` keeps to the time that `url` tells, from the first line on.

    The answer is `{"offset": seconds, "version": n}`; asked with `?version=n`, the server answers
    when the clock was moved. StartError if nothing of that sort comes the first time.
    """
    async with aiohttp.ClientSession() as session:
        try:
            version = await _ask(session, url, clock)
        except (
            aiohttp.ClientError,
            OSError,
            TimeoutError,
            ValueError,
            TypeError,
            KeyError,
        ) as error:
            raise StartError(
                f"CLOCK_URL={url} tells no time: leave it empty, or name the clock of a sandbox"
            ) from error
        asking = asyncio.create_task(_keep_asking(session, url, clock, version))
        try:
            yield
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)


async def _keep_asking(
    session: aiohttp.ClientSession, url: str, clock: ShiftedClock, version: int
) -> None:
    while True:
        try:
            version = await _ask(session, f"{url}?version={version}&timeout=25", clock)
        except (aiohttp.ClientError, OSError, TimeoutError):
            await asyncio.sleep(1)


async def _ask(session: aiohttp.ClientSession, url: str, clock: ShiftedClock) -> int:
    async with session.get(url) as answer:
        answer.raise_for_status()
        told = await answer.json()
    clock.offset = timedelta(seconds=float(told["offset"]))
    return int(told["version"])
