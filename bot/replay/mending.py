"""A text was corrected after some of it was posted: whoever drives it may have the posts edited."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.delivery.post import Post
from bot.delivery.render import title_of
from bot.errors import FeuilletonError
from bot.i18n import Translator
from bot.model import Busy, Cursor, Outcome, Refused, Run, RunState, Sent, Unknown
from bot.notices import Notices, Words
from bot.replay.engine import Engine
from bot.replay.mended import notice, place, result
from bot.replay.orders import Order, digest
from bot.scripts import Scripts
from bot.store.outdated import Outdated, Wanted
from bot.store.store import Store

log = structlog.get_logger(__name__)

LOOK_EVERY = timedelta(minutes=10)
"""Another process may import what replaces a text while the bot runs."""
REST = timedelta(seconds=10)
NOT_MODIFIED = "not modified"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Posts of one text in one schedule, or in one reading; the other is 0."""

    schedule: int
    run: int
    piece: int

    @property
    def numbers(self) -> tuple[int, int, int]:
        """As buttons carry it."""
        return self.schedule, self.run, self.piece


class Mending:
    """Tells once, and edits when told to. What is to be edited stands in the store."""

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
        self._look_at = clock.now()
        self._task: asyncio.Task[None] | None = None
        self._untold: set[Key] = set()

    def next_at(self) -> datetime | None:
        """When the store is looked at again; None while that is being done."""
        return None if self._busy() else self._look_at

    async def tick(self, bot_id: int) -> None:
        """Begin to tell and to edit what the store has, once the time for it has come."""
        if self._look_at > self._clock.now() or self._busy():
            return
        self._look_at = self._clock.now() + LOOK_EVERY
        if await self._store.outdated.any(bot_id):
            self._task = asyncio.create_task(self._look(bot_id))

    async def correct(self, bot_id: int, key: Key) -> bool:
        """Have these posts edited; False if there are none any more."""
        posts = await self.posts(bot_id, key)
        await self._store.outdated.want(posts, Wanted.CORRECT)
        self._again(timedelta())
        return bool(posts)

    async def leave(self, bot_id: int, key: Key) -> bool:
        """Let these posts stay as they are; False if there are none any more."""
        posts = await self.posts(bot_id, key)
        await self._store.outdated.forget(posts)
        return bool(posts)

    async def posts(self, bot_id: int, key: Key) -> tuple[Outdated, ...]:
        """Those of which nobody has said yet what is to become of them."""
        undecided = (Wanted.NEW, Wanted.ASKED)
        posts = await self._store.outdated.all(bot_id)
        return tuple(one for one in posts if key_of(one) == key and one.wanted in undecided)

    async def close(self) -> None:
        """Edit no more; what is left is gone on with after the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def _again(self, wait: timedelta) -> None:
        self._look_at = self._clock.now() + wait
        self._engine.on_due(self._look_at)

    async def _look(self, bot_id: int) -> None:
        try:
            groups: dict[Key, list[Outdated]] = {}
            for one in await self._store.outdated.all(bot_id):
                groups.setdefault(key_of(one), []).append(one)
            for key in sorted(groups):
                posts = groups[key]
                if any(one.wanted is Wanted.CORRECT for one in posts):
                    await self._correct_all(posts)
                elif key not in self._untold and any(one.wanted is Wanted.NEW for one in posts):
                    await self._tell(key, posts)
        except (FeuilletonError, LookupError) as error:
            log.error("posts of a corrected text were not looked at", reason=str(error))
            self._again(REST)
        except Exception:
            log.exception("posts of a corrected text were not looked at")
            self._again(LOOK_EVERY)
        finally:
            self._engine.on_due()

    async def _tell(self, key: Key, posts: Sequence[Outdated]) -> None:
        """Say how many posts could be corrected, to one person; nothing if there are none."""
        fitting = [one for one in posts if await self._fits(one)]
        # Corrected twice, it may be as it was.
        same = [one for one in fitting if digest(await self._post(one)) == one.digest]
        known = {one.delivery_id for one in same}
        able = [one for one in fitting if one.delivery_id not in known]
        if not able:
            await self._store.outdated.forget(posts)
            return
        await self._store.outdated.forget(same)
        run, title = able[0].run, await self._title(able[0].run)

        def words(t: Translator, chat: str) -> Post:
            return notice(title, where(able, chat, t), fragments(able), key.numbers, t)

        if await self._notices.tell(run, words) is not None:
            open_ = (one for one in posts if one.delivery_id not in known)
            await self._store.outdated.want(open_, Wanted.ASKED)
        else:
            # Asked again by the next process, not every ten minutes.
            self._untold.add(key)

    async def _correct_all(self, posts: Sequence[Outdated]) -> None:
        """Edit one after the other; at the end say how many could be."""
        for one in posts:
            if one.wanted is not Wanted.CORRECT:
                continue
            outcome = await self._correct(one)
            if isinstance(outcome, Busy | Unknown):
                wait = outcome.retry_after if isinstance(outcome, Busy) else 0.0
                self._again(max(REST, timedelta(seconds=wait)))
                return
            await self._store.outdated.want([one], outcome)
        ended = await self._store.outdated.all(posts[0].run.target.bot_id)
        of_it = [one for one in ended if key_of(one) == key_of(posts[0])]
        await self._notices.tell(posts[0].run, await self._said(of_it))
        done = [one for one in of_it if one.wanted in (Wanted.DONE, Wanted.STAYS)]
        await self._store.outdated.forget(done)

    async def _said(self, posts: Sequence[Outdated]) -> Words:
        done = [one for one in posts if one.wanted is Wanted.DONE]
        stayed = [one for one in posts if one.wanted is Wanted.STAYS]
        title = await self._title(posts[0].run)

        def words(t: Translator, chat: str) -> Post:
            at = where(done or stayed, chat, t)
            return result(title, at, fragments(done), fragments(stayed), t)

        return words

    async def _correct(self, one: Outdated) -> Wanted | Busy | Unknown:
        """Edit one message in its chat's turn; says what has become of it."""
        async with self._engine.turn(one.run.target):
            # Its chat may have gone on meanwhile, and the buttons with it.
            run = await self._store.runs.get(one.run.id)
            if run is None or one.message_id is None or not await self._fits(one):
                return Wanted.STAYS
            post = await self._post(replace(one, run=run))
            due = self._clock.now()
            where = run.place(one.chat_id)
            outcome = await self._outbox.edit(where, one.message_id, post, due)
            return ended(outcome)

    async def _fits(self, one: Outdated) -> bool:
        """Whether its fragment still takes as many messages as it has in the chat."""
        script = await self._scripts.of(one.run)
        if not 0 <= one.step < len(script.steps) or one.message_id is None:
            return False
        parts = script.parts(one.step, veiled=one.run.target.chat_id < 0)
        return len(parts) == await self._store.outdated.parts(one.run.id, one.step)

    async def _post(self, one: Outdated) -> Post:
        """The message with its words as they are now, and the buttons that it has."""
        script, run = await self._scripts.of(one.run), one.run
        before = replace(run, cursor=Cursor(one.step, one.part))
        _, post = await self._engine.composer.post(script, before, Order(one.cause), one.first)
        last = one.step + 1 == len(script.steps)
        if run.seat_id is None and not last and not is_newest(run, one.step):
            # Only the newest message of a reading can be tapped to go on.
            return replace(post, keyboard=())
        return post

    async def _title(self, run: Run) -> str:
        return title_of((await self._scripts.of(run)).piece)


def key_of(one: Outdated) -> Key:
    """One schedule is told of once, in however many chats it comes."""
    if one.schedule_id is not None:
        return Key(one.schedule_id, 0, one.run.piece_id)
    return Key(0, one.run.id, one.run.piece_id)


def is_newest(run: Run, step: int) -> bool:
    """Whether the message of a step has the buttons by which a reading goes on."""
    return run.state is RunState.IDLE and run.cursor == Cursor(step + 1)


def ended(outcome: Outcome) -> Wanted | Busy | Unknown:
    """What has become of a message that was edited; it may have been before."""
    match outcome:
        case Sent():
            return Wanted.DONE
        case Refused(reason=reason):
            return Wanted.DONE if NOT_MODIFIED in reason.lower() else Wanted.STAYS
        case Busy() | Unknown():
            return outcome


def fragments(posts: Sequence[Outdated]) -> int:
    """How many fragments they are, each counted in every chat."""
    return len({(one.run.id, one.step) for one in posts})


def where(posts: Sequence[Outdated], chat: str, t: Translator) -> str:
    """In which chat, or in how many."""
    targets = {one.run.target for one in posts}
    private = all(target.chat_id > 0 for target in targets)
    return place(private, len(targets), chat, t)
