"""Taking the last post of a chat back: its messages go first, then the reading goes back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.delivery.render import title_of
from bot.errors import FeuilletonError
from bot.model import Busy, Refused, Run, RunState, Target, Unknown
from bot.notices import Notices, Words
from bot.plans import Again
from bot.replay.engine import Engine
from bot.scripts import Scripts
from bot.store.retractions import Posted, Retraction
from bot.store.store import Store

log = structlog.get_logger(__name__)

FRESH = timedelta(hours=48)
"""What is older nobody takes back by mistake: a person is asked first."""
TRIES = 3
GONE = ("message to delete not found", "message_id_invalid")
REST = timedelta(seconds=10)
"""After which a chat that could not be reached is tried again."""


class Ending(StrEnum):
    """How an order to take something back ended."""

    DONE = "done"
    NOTHING = "nothing"
    """Nothing was posted here, or all of it was taken back."""
    ASKED = "asked"
    """It was posted long ago: a person has to say."""
    STAYS = "stays"
    """Telegram does not let the bot delete it: the reading stays where it is."""
    SAME = "same"
    """Somebody else has just taken it back."""
    CROSSED = "crossed"
    """It came while somebody wrote that they want the one before away."""
    PASSED = "passed"
    """A button about a post that is not the last one any more."""
    OPEN = "open"
    """It is being sent, or nobody knows yet whether it has arrived."""
    TOLD = "told"
    """It was done, and the chat knows."""
    LATER = "later"
    """Telegram cannot be reached: it goes on as soon as it can."""


class Why(StrEnum):
    """What keeps a message in its chat."""

    OLD = "old"
    FORBIDDEN = "forbidden"
    UNSEEN = "unseen"
    """Nobody knows its number."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants the last post of a chat or topic away.

    `number` is that of the message in which they say so, 0 for a tap, written at `said_at`. `post`
    is the delivery that they were asked about; `by_hand`: they have deleted it themselves.
    """

    target: Target
    cause: str
    user_id: int
    number: int = 0
    said_at: datetime | None = None
    post: int | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """How it ended, for which step of which run, as that stands now.

    `title` is that of the text. Of a planned run `again` says how it comes again. `delivery_id` and
    `at` are of the post. `left` of `parts` messages are still in the chat, `why` says why.
    `order` is what was begun.
    """

    ending: Ending
    run: Run | None = None
    step: int = 0
    title: str = ""
    again: Again | None = None
    delivery_id: int = 0
    at: datetime | None = None
    why: Why | None = None
    parts: int = 0
    left: int = 0
    order: Retraction | None = None


@dataclass(frozen=True, slots=True)
class _Deleted:
    """What became of the messages of a step: so many of `parts` are left, because of `why`."""

    parts: int
    left: int
    why: Why | None = None


class Undoing:
    """One at a time in a target. What is to be deleted is written down before anything goes."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        engine: Engine,
        scripts: Scripts,
        notices: Notices,
        clock: Clock,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._engine = engine
        self._scripts = scripts
        self._notices = notices
        self._clock = clock
        self._retry_at: datetime | None = None
        self.on_done: Callable[[Undone], Awaitable[None]] | None = None
        """Called with what is done later than it was asked for; `app` sets it."""

    async def take_back(self, wish: Wish) -> Undone:
        """Delete the last post of a chat, and let the reading stand before it again."""
        async with self._engine.turn(wish.target):
            begun = await self._store.retractions.of_cause(wish.target.bot_id, wish.cause)
            if begun is not None:
                return await self._carry_on(begun, by_hand=wish.by_hand)
            last = await self._store.retractions.last(wish.target)
            if last is not None and is_same(last, wish):
                return await self._told(Undone(Ending.SAME, last.run, last.step))
            posted = await self._store.retractions.newest(wish.target)
            ending = objection(posted, wish, self._clock.now())
            if ending is not None or posted is None:
                return await self._told(_about(ending or Ending.NOTHING, posted))
            begun = await self._store.retractions.begin(
                posted, wish.cause, wish.user_id, self._clock.now()
            )
            return await self._carry_on(begun, by_hand=wish.by_hand)

    async def run_of(self, delivery_id: int) -> Run | None:
        """The run of a post that somebody was asked about."""
        return await self._store.retractions.run_of(delivery_id)

    async def answered(self, undone: Undone, message_id: int) -> None:
        """The chat was told by this message: who writes after it means the post before."""
        if undone.ending is Ending.DONE and undone.order is not None:
            await self._store.retractions.answered(undone.order, message_id)

    async def tell(self, undone: Undone, words: Words) -> bool:
        """Tell in private who drives it: readers need not know. Whether that is possible."""
        return undone.run is not None and await self._notices.tell(undone.run, words) is not None

    def next_at(self) -> datetime | None:
        """When something that could not be deleted is tried again."""
        return self._retry_at

    async def resume(self, bot_id: int) -> None:
        """Go on with what was begun, here or by a process that has ended."""
        self._retry_at = None
        for begun in await self._store.retractions.open(bot_id):
            try:
                async with self._engine.turn(begun.run.target):
                    undone = await self._carry_on(begun)
                if self.on_done is not None and undone.ending is not Ending.LATER:
                    await self.on_done(undone)
            except (FeuilletonError, LookupError) as error:
                self._rest()
                log.error("a post was not taken back", run=begun.run.id, reason=str(error))

    async def tick(self, bot_id: int) -> None:
        """Go on with what could not be deleted, once its time has come."""
        if self._retry_at is not None and self._retry_at <= self._clock.now():
            await self.resume(bot_id)

    async def _carry_on(self, begun: Retraction, *, by_hand: bool = False) -> Undone:
        if begun.done and begun.answer_id is not None:
            return Undone(Ending.TOLD)
        if begun.done:
            # The same update once more: how it stands now.
            run = begun.run
            again = await self._again(run, run.state, begun.step)
            return await self._told(Undone(Ending.DONE, run, begun.step, again=again, order=begun))
        messages = await self._store.retractions.messages(begun.run, begun.step)
        gone = _Deleted(len(messages), 0)
        if not by_hand:
            found = await self._delete(messages)
            if found is None:
                self._rest()
                return await self._told(Undone(Ending.LATER, begun.run, begun.step))
            gone = found
        if gone.left:
            await self._store.retractions.give_up(begun)
            return await self._stays(begun, gone)
        return await self._finish(begun)

    async def _finish(self, begun: Retraction) -> Undone:
        now = self._clock.now()
        step = begun.step if begun.step >= 0 else begun.run.cursor.step
        again = await self._again(begun.run, begun.was, step)
        due = again.wake_at if again else self._due(begun)
        run = await self._store.retractions.finish(begun, again, due, now)
        log.info("a post was taken back", run=run.id, fragment=begun.step + 1, by=begun.user_id)
        self._engine.on_due()
        if run.seat_id is not None and self._engine.plans is not None:
            self._engine.plans.posted(run)
        return await self._told(Undone(Ending.DONE, run, begun.step, again=again, order=begun))

    async def _stays(self, begun: Retraction, gone: _Deleted) -> Undone:
        posted = await self._store.retractions.newest(begun.run.target)
        about = _about(Ending.STAYS, posted)
        return await self._told(
            Undone(
                about.ending,
                about.run,
                about.step,
                delivery_id=about.delivery_id,
                at=about.at,
                why=gone.why,
                parts=gone.parts,
                left=gone.left,
                order=begun,
            )
        )

    async def _delete(self, messages: tuple[tuple[Target, int | None], ...]) -> _Deleted | None:
        """Delete the messages, the last first; None if Telegram does not say what became of one."""
        for index, (where, number) in enumerate(messages):
            left = len(messages) - index
            if number is None:
                return _Deleted(len(messages), left, Why.UNSEEN)
            for _ in range(TRIES):
                outcome = await self._outbox.delete(where, number)
                if not isinstance(outcome, Unknown):
                    break
            match outcome:
                case Busy() | Unknown():
                    return None
                case Refused() if (why := why_not(outcome)) is not None:
                    return _Deleted(len(messages), left, why)
        return _Deleted(len(messages), 0)

    async def _again(self, run: Run, was: RunState, step: int) -> Again | None:
        if run.seat_id is None or self._engine.plans is None:
            return None
        return await self._engine.plans.again(run, was, step)

    def _due(self, begun: Retraction) -> datetime | None:
        """When a reading that goes by itself posts the step again; not at once."""
        run = begun.run
        goes = run.wake_at is not None or begun.was is RunState.ENDED
        if run.pace is None or not goes or run.stands is not None:
            return None
        return self._clock.now() + timedelta(seconds=run.pace)

    async def _told(self, undone: Undone) -> Undone:
        """With the title of the text."""
        if undone.run is None:
            return undone
        return replace(undone, title=title_of((await self._scripts.of(undone.run)).piece))

    def _rest(self) -> None:
        self._retry_at = self._clock.now() + REST
        self._engine.on_due(self._retry_at)


def objection(posted: Posted | None, wish: Wish, now: datetime) -> Ending | None:
    """Why the last post of a chat is not taken back at once; None if it is."""
    if posted is None:
        return Ending.NOTHING if wish.post is None else Ending.PASSED
    if posted.is_open:
        return Ending.OPEN
    if wish.post is not None:
        return None if wish.post == posted.delivery_id else Ending.PASSED
    if wish.number and _is_above(posted, wish):
        return Ending.CROSSED
    return Ending.ASKED if now - posted.at > FRESH else None


def _is_above(posted: Posted, wish: Wish) -> bool:
    """Whether the post came after the message in which somebody wants it away."""
    if posted.elsewhere:
        # Numbers of two chats tell nothing of each other.
        return wish.said_at is not None and wish.said_at < posted.at
    return posted.message_id is not None and posted.message_id > wish.number


def is_same(last: Retraction, wish: Wish) -> bool:
    """Whether somebody wrote before they could see that it was taken back already."""
    if not wish.number:
        return False
    if last.answer_id is not None:
        return wish.number < last.answer_id
    # The answer went elsewhere. Telegram's dates have no fractions of a second.
    return wish.said_at is not None and wish.said_at <= last.at


def why_not(refused: Refused) -> Why | None:
    """What keeps a message in its chat; None if it is gone already."""
    reason = refused.reason.lower()
    if any(words in reason for words in GONE):
        return None
    return Why.OLD if "for everyone" in reason else Why.FORBIDDEN


def _about(ending: Ending, posted: Posted | None) -> Undone:
    if posted is None:
        return Undone(ending)
    return Undone(ending, posted.run, posted.step, delivery_id=posted.delivery_id, at=posted.at)
