"""Posts in doubt: the chat is looked at first; only where it cannot tell, a person is asked."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.numbers import SHARED, counter_of
from bot.delivery.outbox import Outbox
from bot.delivery.probe import Absent, Finding, Found, Later, Untold, Wanted, look, mark
from bot.errors import FeuilletonError
from bot.model import Cursor, Run, Target, Verdict
from bot.notices import Notices
from bot.replay.cursor import Answer
from bot.replay.engine import Advance, Engine
from bot.replay.questions import Questions
from bot.store.doubts import Doubt, Question
from bot.store.store import Store

log = structlog.get_logger(__name__)

REMIND = timedelta(hours=24)
"""After which a question is asked again, once, and then somebody else."""
UNASKED = timedelta(minutes=10)
"""After which somebody is looked for again, when nobody could be asked."""
LEASE = timedelta(minutes=2)
"""A post that nobody has settled by then is in doubt."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`settle` seconds pass before a look; `policy` is for what no look can tell."""

    settle: float
    policy: str


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    at: datetime


def due_at(doubt: Doubt, questions: tuple[Question, ...], settle: float) -> datetime:
    """When there is something to do about a doubt: look, ask, remind, or ask somebody else."""
    if doubt.looked_at is None:
        return doubt.claimed_at + timedelta(seconds=settle)
    if not questions:
        return doubt.looked_at
    return questions[-1].asked_at + REMIND


class Doubts:
    """Settles posts in doubt. One look at a time in a target."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        engine: Engine,
        notices: Notices,
        questions: Questions,
        clock: Clock,
        rules: Rules,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._engine = engine
        self._notices = notices
        self._questions = questions
        self._clock = clock
        self._rules = rules
        self._looking: dict[int, asyncio.Task[None]] = {}
        self._resting: dict[int, datetime] = {}
        self._settle = timedelta(seconds=rules.settle)
        self._resent: set[tuple[int, Cursor]] = set()
        self._mark: _Mark | None = None
        self._marking = asyncio.Lock()

    async def next_at(self, bot_id: int) -> datetime | None:
        """When the next doubt has to be looked at; None if there is none."""
        waiting = await self._store.doubts.waiting(bot_id)
        times = [await self._due_at(one) for one in waiting if one.run.id not in self._looking]
        oldest = await self._store.doubts.oldest_sending(bot_id, self._engine.under_way)
        return min(times if oldest is None else [*times, oldest + LEASE], default=None)

    async def tick(self, bot_id: int) -> None:
        """Begin with every doubt whose time has come."""
        now = self._clock.now()
        late = await self._store.doubts.give_up(bot_id, now - LEASE, self._engine.under_way)
        if late:
            log.warning("posts that nobody settled are in doubt", count=late)
        for doubt in await self._store.doubts.waiting(bot_id):
            run_id = doubt.run.id
            if run_id not in self._looking and await self._due_at(doubt) <= now:
                self._looking[run_id] = asyncio.create_task(self._do(doubt))

    async def close(self) -> None:
        """Look no more, and wait for the posts that have gone out."""
        for run_id, task in self._looking.items():
            if run_id not in self._engine.under_way:
                task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    async def finish(self) -> None:
        """Wait until nothing is being looked for."""
        await asyncio.gather(*self._looking.values())

    def somebody_came(self) -> None:
        """The bot may write to somebody else: maybe they can be asked."""
        self._resting.clear()
        self._engine.on_due()

    async def stuck(self, run: Run) -> Advance:
        """What to say to somebody who wants a run in doubt to go on."""
        doubt = await self._store.doubts.of(run.id)
        if doubt is None or doubt.looked_at is None:
            return Advance(Answer.LOOKING, run)
        if run.target.chat_id > 0:
            await self._questions.ask_here(doubt)
        return Advance(Answer.DOUBT, run)

    async def settle(self, run_id: int, fence: int, verdict: Verdict) -> Advance:
        """Take a person's word; a missing post is sent. Call inside the turn of the target."""
        doubt = await self._store.doubts.of(run_id)
        if doubt is None:
            return Advance(Answer.ALREADY)
        return await self._resolve(doubt, fence, verdict)

    async def proved(self, run: Run, step: int, message_id: int) -> Run:
        """Somebody tapped on a button that only the post in doubt has: so it is there."""
        doubt = await self._store.doubts.of(run.id)
        if doubt is None or doubt.delivery.cursor.step + 1 != step:
            return run
        advance = await self._resolve(doubt, run.fence, Verdict.ARRIVED, message_id)
        return advance.run or run

    async def _due_at(self, doubt: Doubt) -> datetime:
        questions = await self._store.doubts.questions(doubt) if doubt.looked_at else ()
        due = due_at(doubt, questions, self._rules.settle)
        return max(due, self._resting.get(doubt.delivery.id, due))

    async def _do(self, doubt: Doubt) -> None:
        try:
            # Looking takes a while; whoever wants something of the chat does not wait for it.
            finding = await self._find(doubt) if doubt.looked_at is None else None
            async with self._engine.turn(doubt.run.target):
                current = await self._store.doubts.of(doubt.run.id)
                if current is None or current.delivery != doubt.delivery:
                    return
                if finding is not None:
                    await self._act(current, finding)
                elif current.looked_at is not None:
                    await self._ask(current)
        except FeuilletonError as error:
            self._rest(doubt, 30)
            log.error("a post in doubt was not looked up", run=doubt.run.id, reason=str(error))
        except Exception:
            self._rest(doubt, 30)
            log.exception("looking for a post failed", run=doubt.run.id)
        finally:
            del self._looking[doubt.run.id]
            self._engine.on_due()

    def _rest(self, doubt: Doubt, seconds: float) -> None:
        self._resting[doubt.delivery.id] = self._clock.now() + timedelta(seconds=seconds)

    async def _act(self, doubt: Doubt, finding: Finding) -> None:
        place = {"run": doubt.run.id, "chat_id": doubt.run.target.chat_id}
        step = doubt.delivery.cursor.step + 1
        match finding:
            case Found(message_id=message_id):
                log.info("a post in doubt was found", fragment=step, **place)
                await self._resolve(doubt, doubt.delivery.fence, Verdict.ARRIVED, message_id)
            case Absent():
                log.info("a post in doubt is not there, it is sent", fragment=step, **place)
                await self._resolve(doubt, doubt.delivery.fence, Verdict.MISSING)
            case Later(seconds=seconds):
                self._rest(doubt, seconds)
            case Untold(reason=reason):
                log.warning("a post is in doubt", fragment=step, reason=reason, **place)
                await self._untold(doubt)

    async def _find(self, doubt: Doubt) -> Finding:
        here = await self._store.doubts.waiting(doubt.run.target.bot_id)
        if any(_alike(doubt, other) for other in here):
            return Untold("two such posts are in doubt in this chat")
        try:
            post = await self._engine.composer.as_sent(doubt.run, doubt.delivery, doubt.digest)
        except LookupError:
            return Untold("its text has been replaced since")
        witness = await self._notices.witness(doubt.run.target.bot_id)
        end = await self._end(witness, doubt)
        if end is not None and not isinstance(end, int):
            return end
        return await look(
            self._outbox,
            Wanted(
                target=doubt.run.target,
                post=post,
                base_id=doubt.base_id,
                heard=doubt.heard,
                witness=witness,
                end=end,
                due=doubt.claimed_at,
            ),
        )

    async def _end(self, witness: Target | None, doubt: Doubt) -> int | Finding | None:
        """A number later than that of the post, in a private chat; one mark serves for many."""
        if witness is None or counter_of(doubt.run.target.chat_id) != SHARED:
            return None
        async with self._marking:
            if self._mark is None or self._mark.at < doubt.claimed_at + self._settle:
                now = self._clock.now()
                number = await mark(self._outbox, witness)
                if not isinstance(number, int):
                    return number
                self._mark = _Mark(number, now)
            return self._mark.number

    async def _untold(self, doubt: Doubt) -> None:
        step = doubt.run.id, doubt.delivery.cursor
        if self._rules.policy == "resend" and step not in self._resent:
            # Once: a server that takes posts and never answers would get one a minute.
            self._resent.add(step)
            await self._resolve(doubt, doubt.delivery.fence, Verdict.MISSING)
        elif self._rules.policy == "skip":
            await self._resolve(doubt, doubt.delivery.fence, Verdict.SKIPPED)
        else:
            await self._store.doubts.looked(doubt, self._clock.now())
            await self._ask(doubt)

    async def _ask(self, doubt: Doubt) -> None:
        if not await self._questions.ask(doubt):
            log.warning("nobody can be asked about a post in doubt", run=doubt.run.id)
            self._rest(doubt, UNASKED.total_seconds())

    async def _resolve(
        self, doubt: Doubt, fence: int, verdict: Verdict, message_id: int | None = None
    ) -> Advance:
        """Settle a doubt and go on after it, or with it."""
        now = self._clock.now()
        run = await self._store.journal.resolve(doubt.run.id, fence, verdict, now, message_id)
        if run is None:
            return Advance(Answer.ALREADY)
        self._resting.pop(doubt.delivery.id, None)
        await self._questions.close(doubt, verdict)
        return await self._engine.after_doubt(run, doubt.delivery, verdict, message_id)


def _alike(one: Doubt, other: Doubt) -> bool:
    """Whether nobody could tell the posts of two doubts apart."""
    return (
        one.delivery.id != other.delivery.id
        and one.run.target.chat_id == other.run.target.chat_id
        and one.run.piece_id == other.run.piece_id
        and one.delivery.cursor == other.delivery.cursor
    )
