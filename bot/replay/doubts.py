"""Posts in doubt: the chat is looked at first; only where it cannot tell, a person is asked."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.delivery.post import Post
from bot.delivery.probe import Absent, Finding, Found, Later, Untold, Wanted, look
from bot.errors import FeuilletonError
from bot.i18n import Translator, translator
from bot.model import Run, Target, Verdict
from bot.replay.cursor import Answer
from bot.replay.doubt import question, settled
from bot.replay.engine import Advance, Engine
from bot.replay.notices import Notices, Told, Words
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


def due_at(doubt: Doubt, questions: tuple[Question, ...], settle: float) -> datetime:
    """When there is something to do about a doubt: look, ask, remind, or ask somebody else."""
    if doubt.looked_at is None:
        return doubt.claimed_at + timedelta(seconds=settle)
    if not questions:
        return doubt.looked_at + UNASKED
    return questions[-1].asked_at + REMIND


class Doubts:
    """Settles posts in doubt. One look at a time in a target."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        engine: Engine,
        notices: Notices,
        clock: Clock,
        rules: Rules,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._engine = engine
        self._notices = notices
        self._clock = clock
        self._rules = rules
        self._looking: dict[int, asyncio.Task[None]] = {}
        self._resting: dict[int, datetime] = {}

    async def next_at(self, bot_id: int) -> datetime | None:
        """When the next doubt has to be looked at; None if there is none."""
        waiting = await self._store.doubts.waiting(bot_id)
        return min([await self._due_at(one) for one in waiting], default=None)

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

    async def finish(self) -> None:
        """Wait until nothing is being looked for."""
        await asyncio.gather(*self._looking.values())

    async def stuck(self, run: Run) -> Advance:
        """What to say to somebody who wants a run in doubt to go on."""
        doubt = await self._store.doubts.of(run.id)
        if doubt is None or doubt.looked_at is None:
            return Advance(Answer.LOOKING, run)
        if run.target.chat_id > 0:
            await self._ask_here(doubt)
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
            async with self._engine.turn(doubt.run.target):
                current = await self._store.doubts.of(doubt.run.id)
                if current is None or current.delivery != doubt.delivery:
                    return
                if current.looked_at is None:
                    await self._look(current)
                else:
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

    async def _look(self, doubt: Doubt) -> None:
        finding = await self._find(doubt)
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
        wanted = Wanted(
            target=doubt.run.target,
            post=await self._engine.as_sent(doubt.run, doubt.delivery),
            base_id=doubt.base_id,
            witness=await self._notices.witness(doubt.run.target.bot_id),
            due=doubt.claimed_at,
        )
        return await look(self._outbox, wanted)

    async def _untold(self, doubt: Doubt) -> None:
        if self._rules.policy == "resend":
            await self._resolve(doubt, doubt.delivery.fence, Verdict.MISSING)
        elif self._rules.policy == "skip":
            await self._resolve(doubt, doubt.delivery.fence, Verdict.SKIPPED)
        else:
            await self._store.doubts.looked(doubt, self._clock.now())
            await self._ask(doubt)

    async def _ask(self, doubt: Doubt) -> None:
        """Ask one person; who does not answer is reminded once, and then another one is asked."""
        questions = await self._store.doubts.questions(doubt)
        words = await self._words(doubt)
        last = questions[-1] if questions else None
        told = None
        if last is not None and not last.reminded:
            told = await self._notices.tell(doubt.run, words, only=last.user_id)
        reminded = told is not None
        if told is None:
            asked = {one.user_id for one in questions}
            told = await self._notices.tell(doubt.run, words, but=asked)
        if told is None:
            log.warning("nobody can be asked about a post in doubt", run=doubt.run.id)
            self._rest(doubt, (REMIND if questions else UNASKED).total_seconds())
            return
        await self._keep(doubt, questions, told, reminded)

    async def _ask_here(self, doubt: Doubt) -> None:
        """Ask again at the end of a private chat, where the reader has just said something."""
        questions = await self._store.doubts.questions(doubt)
        told = await self._notices.tell(doubt.run, await self._words(doubt))
        if told is not None:
            await self._keep(doubt, questions, told, any(one.reminded for one in questions))

    async def _keep(
        self, doubt: Doubt, before: tuple[Question, ...], told: Told, reminded: bool
    ) -> None:
        """Only the newest question to a person can be answered."""
        one = Question(told.user_id, told.message_id, self._clock.now(), reminded)
        await self._store.doubts.asked(doubt, one)
        for old in before:
            if old.user_id == told.user_id:
                where = Target(doubt.run.target.bot_id, old.user_id)
                await self._outbox.set_buttons(where, old.message_id, ())

    async def _words(self, doubt: Doubt) -> Words:
        script = await self._engine.script(doubt.run)
        in_private = doubt.run.target.chat_id > 0

        def words(t: Translator, title: str) -> Post:
            return question(script, doubt.delivery, t, "" if in_private else title)

        return words

    async def _resolve(
        self, doubt: Doubt, fence: int, verdict: Verdict, message_id: int | None = None
    ) -> Advance:
        """Settle a doubt and go on after it, or with it."""
        questions = await self._store.doubts.questions(doubt)
        now = self._clock.now()
        run = await self._store.journal.resolve(doubt.run.id, fence, verdict, now, message_id)
        if run is None:
            return Advance(Answer.ALREADY)
        for one in questions:
            where = Target(run.target.bot_id, one.user_id)
            known = await self._store.acquaintances.among(run.target.bot_id, (one.user_id,))
            t = translator(known.get(one.user_id, run.language))
            await self._outbox.edit(where, one.message_id, settled(t))
        return await self._engine.after_doubt(run, doubt.delivery, verdict, message_id)


def _alike(one: Doubt, other: Doubt) -> bool:
    """Whether nobody could tell the posts of two doubts apart."""
    return (
        one.delivery.id != other.delivery.id
        and one.run.target.chat_id == other.run.target.chat_id
        and one.run.piece_id == other.run.piece_id
        and one.delivery.cursor == other.delivery.cursor
    )
