"""What comes by itself: looks for the steps that are due, and has each posted at its time."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.render import Script
from bot.errors import FeuilletonError
from bot.model import Run, RunState
from bot.plans import Tick
from bot.replay.cursor import Answer
from bot.replay.engine import REST_SECONDS, Advance, Engine
from bot.replay.orders import tick_order
from bot.replay.standing import Standing
from bot.scripts import Scripts
from bot.store.store import Store

log = structlog.get_logger(__name__)

DUE_AT_ONCE = 1_000
BUSY = timedelta(seconds=1)
"""With half as many under way, what is due is looked for that often, or when fewer are left."""
AHEAD = timedelta(milliseconds=20)
"""A step is looked up so much before it is due, since the look takes its time too."""
# Between two of these others have their turn on the loop.
BATCH = 64


class Ticker:
    """Posts what is due through the engine; an alarm calls `tick` at `next_wake`."""

    def __init__(
        self, engine: Engine, store: Store, scripts: Scripts, standing: Standing, clock: Clock
    ) -> None:
        self._engine = engine
        self._store = store
        self._scripts = scripts
        self._standing = standing
        self._clock = clock
        self._ticking: dict[int, asyncio.Task[None]] = {}
        # Until when (monotonic) a run is let be of which a step failed.
        self._resting: dict[int, float] = {}

    async def tick(self, bot_id: int) -> None:
        """Begin to post one step of every run that is due by a moment from now, late ones once."""
        await self._engine.settle_again()
        while len(self._ticking) < DUE_AT_ONCE:
            soon = self._clock.now() + AHEAD
            due = await self._store.runs.due(bot_id, soon, BATCH, self._begun())
            if not due or not await self._begin(due) or len(due) < BATCH:
                break

    async def _begin(self, due: Sequence[Run]) -> bool:
        """Begin to post these runs, as far as their schedules let them; whether any was."""
        scripts = await self._scripts.load_all({run.piece_id for run in due})
        planned = [run for run in due if run.seat_id is not None]
        plans = self._engine.plans
        ticks = await plans.ticks(planned) if plans and planned else {}
        ready = [run for run in due if run.seat_id is None or run.id in ticks]
        for run in ready:
            if run.id not in self._ticking:
                task = self._tick_one(run, scripts[run.piece_id], ticks.get(run.id))
                self._ticking[run.id] = asyncio.create_task(task)
        return bool(ready)

    def _begun(self) -> set[int]:
        """The runs that are being posted, and those of which a step failed a moment ago."""
        now = self._clock.monotonic()
        self._resting = {run: until for run, until in self._resting.items() if until > now}
        return self._ticking.keys() | self._resting.keys()

    async def next_wake(self, bot_id: int) -> datetime | None:
        """When to look for the next step that has not begun; in the past if one is overdue."""
        if len(self._ticking) > DUE_AT_ONCE // 2:
            # Without a time each post would have the table looked at anew.
            return self._clock.now() + BUSY
        due = await self._store.runs.next_wake(bot_id, self._begun())
        waking = None if due is None else due - AHEAD
        if not self._resting:
            return waking
        rest = min(self._resting.values()) - self._clock.monotonic()
        rested = self._clock.now() + timedelta(seconds=rest)
        return rested if waking is None else min(waking, rested)

    async def finish(self) -> None:
        """Wait for the steps that are being posted because their time had come."""
        await asyncio.gather(*self._ticking.values())

    async def close(self) -> None:
        """Begin no post any more, and wait for those that have gone out."""
        await self._engine.close()
        for run_id, task in self._ticking.items():
            if run_id not in self._engine.under_way:
                task.cancel()
        await asyncio.gather(*self._ticking.values(), return_exceptions=True)

    async def _tick_one(self, run: Run, script: Script, tick: Tick | None) -> None:
        again: datetime | None = None
        try:
            await self._until(run.wake_at)
            async with self._engine.turn(run.target):
                # Whatever happened to the run meanwhile gave it a new fence: then no claim holds.
                result = await self._post_tick(run, script, tick)
                if result.refused is not None and result.run is not None:
                    await self._standing.stand(result.run, result.refused)
            if tick is not None and tick.contents and self._engine.plans is not None:
                self._engine.plans.posted(run)
            again = result.run.wake_at if result.run is not None else None
        except FeuilletonError as error:
            again = self._rest(run)
            log.error("a due step was not posted", run=run.id, reason=str(error))
        except Exception:
            again = self._rest(run)
            log.exception("a due step failed", run=run.id)
        finally:
            del self._ticking[run.id]
            if len(self._ticking) == DUE_AT_ONCE // 2:
                self._engine.on_due()
            elif again is not None:
                self._engine.on_due(again)

    async def _until(self, due: datetime | None) -> None:
        """Wait for the moment by which a run was looked up before it is due."""
        early = due - self._clock.now() if due is not None else timedelta()
        if early > timedelta():
            # A clock that was set back meanwhile does not count.
            await asyncio.sleep(min(early, AHEAD).total_seconds())

    def _rest(self, run: Run) -> datetime:
        """Let a run be for a moment; says when it may be tried again."""
        self._resting[run.id] = self._clock.monotonic() + REST_SECONDS
        return self._clock.now() + timedelta(seconds=REST_SECONDS)

    async def _post_tick(self, run: Run, script: Script, tick: Tick | None) -> Advance:
        """Post one step, or all that a schedule wants at a time."""
        if run.follows is not None:
            return await self._engine.advance(run, tick_order(run, tick).cause)
        result = await self._engine.post_step(run, script, tick_order(run, tick))
        while tick is not None and result.answer is Answer.POSTED and result.run is not None:
            run, tick = result.run, replace(tick, loud=False)
            if run.state is not RunState.IDLE or run.cursor.step >= tick.goal:
                break
            result = await self._engine.post_step(run, script, tick_order(run, tick))
        return result
