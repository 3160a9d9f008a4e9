"""The only place that asks what time it is; everything else takes time as an argument."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

import aiohttp


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


async def follow(url: str, clock: ShiftedClock) -> asyncio.Task[None]:
    """Keep `clock` at the time that `url` tells; returns the task that does it, once it is set.

    The answer is `{"offset": seconds, "version": n}`; asked with `?version=n`, the server answers
    when the clock was moved. OSError or aiohttp.ClientError if nobody answers the first time.
    """
    session = aiohttp.ClientSession()
    try:
        version = await _ask(session, url, clock)
    except BaseException:
        await session.close()
        raise
    return asyncio.create_task(_keep_asking(session, url, clock, version))


async def _keep_asking(
    session: aiohttp.ClientSession, url: str, clock: ShiftedClock, version: int
) -> None:
    async with session:
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
