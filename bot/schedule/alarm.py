"""The alarm clock: wakes somebody at the earliest due time. The table is the truth, not this.

One date job stands for the earliest due time of all; when the wall clock jumps (a changed clock,
a machine that slept, the sandbox's buttons) that job would fire at the wrong moment, so once a
second, without SQL, wall and monotonic time are compared, and after a jump the table is looked at.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, SystemClock
from bot.errors import StoreError

log = structlog.get_logger(__name__)

WATCH_SECONDS = 1.0
JUMP = timedelta(seconds=2)
AFTER_A_RING = timedelta(milliseconds=5)
AFTER_A_FAULT = timedelta(seconds=5)
WAKE = "wake"


class Alarm:
    """Calls `ring` when `next_due` has come; `next_due` is asked again after every ring."""

    def __init__(
        self,
        clock: Clock,
        next_due: Callable[[], Awaitable[datetime | None]],
        ring: Callable[[], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._next_due = next_due
        self._ring = ring
        self._nudged = asyncio.Event()
        self._set_for: datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch; what is due already rings at once."""
        self._scheduler.start()
        self._nudged.set()
        self._watching = asyncio.create_task(self._watch())

    def nudge(self, at: datetime | None = None) -> None:
        """Something else may be due now, or, if `at` is known, then.

        A look costs as much as a post, so there is none for what the alarm is set early enough for.
        """
        if at is None or self._set_for is None or at < self._set_for:
            self._nudged.set()

    async def stop(self) -> None:
        """Ring no more; a second time it does nothing."""
        if self._watching is None:
            return
        self._scheduler.shutdown(wait=False)
        self._watching.cancel()
        await asyncio.gather(self._watching, return_exceptions=True)
        self._watching = None

    async def _look(self) -> None:
        """Ring if something is due, then set the alarm for what comes next."""
        # Until it is set again nobody knows what this look has seen: every nudge counts.
        due, self._set_for = self._set_for, None
        try:
            if due is None or due > self._clock.now():
                due = await self._next_due()
            if due is not None and due <= self._clock.now():
                await self._ring()
                due = await self._next_due()
        except StoreError as error:
            log.error("the alarm could not read what is due", reason=str(error))
            due = self._clock.now() + AFTER_A_FAULT
        except Exception:
            # An alarm that has died in silence is worse than one that rings again.
            log.exception("the alarm failed")
            due = self._clock.now() + AFTER_A_FAULT
        self._set(due)

    def _set(self, due: datetime | None) -> None:
        if self._scheduler.get_job(WAKE):
            self._scheduler.remove_job(WAKE)
        self._set_for = due
        if due is None:
            return
        # The scheduler knows only the machine's clock. What is still due after a ring waits a
        # little, so that something that cannot be posted does not keep the processor busy.
        wait = due - self._clock.now()
        if wait <= timedelta():
            wait = AFTER_A_RING
        self._scheduler.add_job(
            self.nudge,
            "date",
            run_date=SystemClock().now() + wait,
            id=WAKE,
            misfire_grace_time=None,
        )

    async def _watch(self) -> None:
        # A plain loop, since an interval job of the scheduler stands still for an hour when the
        # wall clock is set back by an hour.
        now, seen = self._clock.now(), self._clock.monotonic()
        while True:
            nudged = await self._rest()
            passed = timedelta(seconds=self._clock.monotonic() - seen)
            jumped = self._clock.now() - now - passed
            now, seen = self._clock.now(), self._clock.monotonic()
            if abs(jumped) > JUMP:
                log.info("the clock jumped", seconds=round(jumped.total_seconds()))
            if nudged or abs(jumped) > JUMP:
                await self._look()
                # What is due by then is found in one look: each costs as much as a post.
                await asyncio.sleep(AFTER_A_RING.total_seconds())

    async def _rest(self) -> bool:
        """Sleep for a second or until nudged; says which."""
        try:
            # Not `wait_for`: in Python 3.11 it loses a cancellation that meets a nudge.
            # https://github.com/python/cpython/issues/86296
            async with asyncio.timeout(WATCH_SECONDS):
                await self._nudged.wait()
        except TimeoutError:
            return False
        self._nudged.clear()
        return True
