"""The one way a fragment takes into a chat: claim, send, settle."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

import structlog

from bot.clock import Clock
from bot.delivery.outbox import PATIENCE_SECONDS, Outbox
from bot.delivery.post import Post, Rich
from bot.delivery.render import Script
from bot.errors import FeuilletonError
from bot.model import (
    Busy,
    Claim,
    Cursor,
    Delivery,
    Denied,
    Outcome,
    Refusal,
    Refused,
    Run,
    RunState,
    Sent,
    Settlement,
    Target,
    Under,
    Unknown,
    Verdict,
)
from bot.replay.composer import Composer, Ready, claim_of
from bot.replay.cursor import Answer, arrived
from bot.replay.discussion import Discussion
from bot.replay.following import Following
from bot.replay.orders import Order, Plans
from bot.replay.standing import Standing
from bot.scripts import Scripts
from bot.store.store import Store

log = structlog.get_logger(__name__)

TRIES = 4
# What fails is tried again, but not at every look of the alarm.
REST_SECONDS = 10.0
FIRST_FENCE = 1
LEASE_SECONDS = 60.0
"""An intent older than that is not sent any more: others may have given it up meanwhile."""


@dataclass(frozen=True, slots=True)
class Advance:
    """How an order ended, and the run as it stands now; `refused` is Telegram's own refusal."""

    answer: Answer
    run: Run | None = None
    refused: Refused | None = None


class Engine:
    """Posts steps. One order at a time in a target; the journal says what has been posted."""

    def __init__(
        self, store: Store, outbox: Outbox, scripts: Scripts, standing: Standing, clock: Clock
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._scripts = scripts
        self._standing = standing
        self._clock = clock
        self._following = Following(store, outbox)
        self.discussion = Discussion(store, outbox, clock)
        self.composer = Composer(scripts)
        self._newest: dict[int, int] = {}
        self._unsettled: dict[int, Settlement] = {}
        self._retry_at = clock.now()
        self._closing = False
        self.under_way: set[int] = set()
        """The runs whose post has gone out and is not settled."""
        self.on_due: Callable[..., None] = lambda at=None: None
        """Called when the time of the next due step may have changed, with it if it is known; `app`
        sets it."""
        self.plans: Plans | None = None
        """Who knows the schedules of planned runs; `wiring` sets it."""
        self._turns: WeakValueDictionary[Target, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, target: Target) -> AsyncIterator[None]:
        """Nobody else starts, stops or advances a run of this target meanwhile."""
        lock = self._turns.setdefault(target, asyncio.Lock())
        async with lock:
            yield

    async def advance(self, run: Run | None, cause: str, wanted: int | None = None) -> Advance:
        """Post one step of a run, all its parts. Call inside `turn`.

        A cause that has posted its step posts nothing; a part that Telegram refused stays next.
        """
        refusal = await self._following.objection(run, wanted)
        if refusal or run is None:
            return Advance(refusal or Answer.NOTHING, run)
        return await self.post_step(run, await self._scripts.of(run), Order(cause))

    async def post_step(self, run: Run, script: Script, order: Order) -> Advance:
        """Post all parts of the step that the run stands at. Call inside `turn`."""
        run = await self._fitted(run, script)
        if run.state is RunState.ENDED:
            return Advance(Answer.OVER, run)
        cause = order.cause
        step, fresh = run.cursor.step, run.fence == FIRST_FENCE
        while run.state is RunState.IDLE and run.cursor.step == step:
            outcome, run = await self._post_part(script, run, order, fresh)
            if not isinstance(outcome, Sent):
                return await self._held(run, outcome)
            if run.cursor.part == 0:
                self._move_buttons(run, outcome.message_id, tapped=cause.startswith("tap:"))
        if run.wake_at is not None:
            self.on_due(run.wake_at)
        return Advance(Answer.POSTED, run)

    async def _fitted(self, run: Run, script: Script) -> Run:
        """The run with a place that its text has; a text replaced by a shorter one may lack it."""
        count = len(script.steps)
        step, part = run.cursor.step, run.cursor.part
        if part and step < count and part >= len(script.parts(step)):
            run = replace(run, cursor=Cursor(run.cursor.step + 1))
        if run.cursor.step < count:
            return run
        return await self._store.runs.end(run, self._clock.now())

    async def _post_part(
        self, script: Script, run: Run, order: Order, fresh: bool
    ) -> tuple[Outcome | Denied, Run]:
        """Post the part at the cursor; says how it ended, and the run after it."""
        place, post = await self.composer.post(script, run, order, fresh)
        ready = Ready(order, place, len(script.steps), post)
        under = await self.discussion.under(run, script)
        if under is not None:
            outcome, run = await self._comment(run, ready, under)
            if not isinstance(outcome, Refused):
                return outcome, run
            log.warning("a comment goes into the channel", run=run.id, reason=outcome.reason)
        return await self._post(run, ready)

    async def _comment(self, run: Run, ready: Ready, under: Under) -> tuple[Outcome | Denied, Run]:
        """Post a part into the group that talks about the channel of a run."""
        target = Target(run.target.bot_id, under.chat_id)
        answer = replace(ready.post, answers=under.message_id)
        outcome: Outcome | Denied = Denied.MOVED
        for _ in range(TRIES):
            if self._outbox.wait_of(target) > PATIENCE_SECONDS:
                return Refused("the group is told to wait"), run
            async with self._outbox.slot(target, ready.due_of(run)):
                claim = replace(claim_of(run, ready, 0, self._clock.now()), chat_id=under.chat_id)
                outcome, run = await self._claim_and_send(claim, target, answer)
            if not isinstance(outcome, Busy):
                break
        if isinstance(outcome, Unknown):
            # It is not looked for: what is looked for there must not meet it.
            self._outbox.numbers.forget_newest(under.chat_id)
        return outcome, run

    async def _post(self, run: Run, ready: Ready) -> tuple[Outcome | Denied, Run]:
        """Post a part into the run's own chat."""
        outcome: Outcome | Denied = Denied.MOVED
        for _ in range(TRIES):
            if (wait := self._outbox.wait_of(run.target)) > PATIENCE_SECONDS:
                return Busy(wait, "told to wait"), await self._postponed(run, wait)
            async with self._outbox.slot(run.target, ready.due_of(run)):
                base = self._outbox.numbers.newest(run.target.chat_id)
                claim = claim_of(run, ready, base, self._clock.now())
                outcome, run = await self._claim_and_send(claim, run.target, ready.post)
            match outcome:
                case Busy(retry_after=seconds) if seconds <= PATIENCE_SECONDS:
                    pass
                case Refused(why=Refusal.MIGRATED, moved_to=int(chat_id)):
                    run = await self._standing.moved(run, chat_id)
                case Refused(why=Refusal.ENTITY, reason=reason) if ready.post.body.entities:
                    log.warning("sent without styles", run=run.id, reason=reason)
                    plain = replace(ready.post, body=Rich(ready.post.body.text))
                    ready = replace(ready, post=plain)
                case _:
                    break
        return outcome, run

    async def _claim_and_send(
        self, claim: Claim, target: Target, post: Post
    ) -> tuple[Outcome | Denied, Run]:
        run = claim.run
        if self._closing:
            return Busy(0, "stopping"), run
        self.under_way.add(run.id)
        try:
            asked = self._clock.monotonic()
            delivery = await self._store.writer.claim(claim)
            if isinstance(delivery, Denied):
                return delivery, run
            # Nothing may wait between the claim's commit and this line.
            late = self._clock.monotonic() - asked > LEASE_SECONDS
            outcome = Busy(0, "stood still") if late else await self._outbox.send(target, post)
            await self._settle(run.id, Settlement(delivery, outcome, self._clock.now()))
        finally:
            if run.id not in self._unsettled:
                self.under_way.discard(run.id)
        if isinstance(outcome, Sent):
            return outcome, arrived(claim, delivery)
        return outcome, await self._store.runs.get(run.id) or run

    async def _settle(self, run_id: int, settlement: Settlement) -> None:
        """Write down how a post ended; what cannot be written now is tried again at a tick."""
        try:
            await self._store.writer.settle(settlement)
        except FeuilletonError:
            self._unsettled[run_id] = settlement
            self._retry_at = self._clock.now() + timedelta(seconds=REST_SECONDS)
            self.on_due(self._retry_at)
            raise
        self._unsettled.pop(run_id, None)

    async def settle_again(self) -> None:
        """Write down what could not be written before."""
        for run_id, settlement in tuple(self._unsettled.items()):
            await self._settle(run_id, settlement)
            self.under_way.discard(run_id)

    def next_at(self) -> datetime | None:
        """When something that could not be written down is tried again."""
        return self._retry_at if self._unsettled else None

    async def _postponed(self, run: Run, seconds: float) -> Run:
        """The run, due again when its chat may be written to."""
        if run.wake_at is None:
            return run
        again = self._clock.now() + timedelta(seconds=seconds)
        return await self._store.runs.set_pace(run, run.pace, again)

    def _move_buttons(self, run: Run, message_id: int, tapped: bool) -> None:
        """Only the newest message of a run has buttons; a tapped one loses them at the door."""
        before = self._newest.pop(run.id, None)
        # What a schedule posts has buttons that stay: no request more for each post.
        if run.state is RunState.IDLE and run.seat_id is None:
            self._newest[run.id] = message_id
        if before is not None and not tapped:
            self._outbox.tidy(run.target, before)

    async def take_buttons(self, run: Run) -> None:
        """Nothing of this run can be tapped any more."""
        before = self._newest.pop(run.id, None)
        if before is not None:
            await self._outbox.set_buttons(run.target, before, ())

    async def _held(self, run: Run, outcome: Outcome | Denied) -> Advance:
        match outcome:
            case Busy():
                return Advance(Answer.LATER, run)
            case Refused():
                return Advance(Answer.REFUSED, run, outcome)
            case Denied():
                return Advance(Answer.ALREADY, run)
            case _:
                self.on_due()
                return Advance(Answer.LOOKING, run)

    async def after_doubt(
        self, run: Run, delivery: Delivery, verdict: Verdict, message_id: int | None
    ) -> Advance:
        """A doubt is settled: send what is missing, or what is left of the step."""
        if run.state is RunState.ENDED:
            return Advance(Answer.OVER, run)
        if verdict is Verdict.MISSING or run.cursor.part:
            return await self.advance(run, delivery.cause)
        if message_id is not None:
            self._move_buttons(run, message_id, tapped=False)
        if run.seat_id is not None and self.plans is not None:
            self.plans.posted(run)
        self.on_due()
        return Advance(Answer.POSTED, run)

    async def recover(self, bot_id: int) -> None:
        """After a start: what was being sent is in doubt, and looked up; begun steps go on."""
        for run in await self._store.journal.interrupt(bot_id, self._clock.now()):
            log.warning("a post was interrupted", run=run.id, chat_id=run.target.chat_id)
        for run, cause in await self._store.runs.unfinished(bot_id):
            try:
                async with self.turn(run.target):
                    await self.advance(run, cause)
            except (FeuilletonError, LookupError) as error:
                log.error("a begun step was not finished", run=run.id, reason=str(error))

    async def close(self) -> None:
        """Begin no post any more; who ordered one that has gone out still waits for it."""
        self._closing = True
        await self._outbox.close()
