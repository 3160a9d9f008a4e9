"""A bot that lives in this process and may die at any moment, as kill -9 ends it.

Once dead it does nothing more: no word reaches the server, nothing is written down. The next life
finds what was on disk. The engine, the store and the sender are the real ones.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self, cast

from telegram.ext import ExtBot

from bot.clock import SystemClock
from bot.delivery.governor import Governor
from bot.delivery.outbox import Outbox
from bot.delivery.post import Post
from bot.delivery.telegram import TelegramOutbox
from bot.delivery.windows import UNLIMITED
from bot.model import Claim, Delivery, Denied, Outcome, Settlement, Target
from bot.notices import Notices
from bot.replay.doubts import Doubts, Rules
from bot.replay.engine import Engine
from bot.replay.questions import Questions
from bot.replay.reading import Reading
from bot.replay.standing import Standing
from bot.replay.ticker import Ticker
from bot.scripts import Scripts
from bot.store.store import Store
from bot.store.writer import Writer

SETTLE = 60.0
POINTS = ("due", "claimed", "sent", "settled")
"""Between a due time and the end of its post; at `due` nothing is written down yet."""


Slot = AbstractAsyncContextManager[None]


class Killed(BaseException):
    """kill -9."""


class Hours:
    """Time that passes when told; the seconds that the event loop counts pass besides."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds + SystemClock().monotonic()


@dataclass(slots=True)
class Death:
    """Comes at the `after`-th time that a point is reached (for `chat`, or for any if that is 0).

    Never without a point.
    """

    point: str = ""
    after: int = 1
    chat: int = 0
    is_dead: bool = False

    def meet(self, point: str, chat: int = 0) -> None:
        """Go on, or die, or be dead."""
        if point == self.point and self.chat in (0, chat) and not self.is_dead:
            self.after -= 1
            self.is_dead = self.after == 0
        if self.is_dead:
            raise Killed


class _Outbox:
    """The outbox of somebody who may be dead."""

    def __init__(self, outbox: TelegramOutbox, death: Death) -> None:
        self._outbox = outbox
        self._death = death
        self.numbers = outbox.numbers
        self.titles = outbox.titles

    def slot(self, target: Target, due: datetime | None = None) -> Slot:
        self._death.meet("due", target.chat_id)
        return self._outbox.slot(target, due)

    async def send(self, target: Target, post: Post) -> Outcome:
        self._death.meet("anything else")
        outcome = await self._outbox.send(target, post)
        self._death.meet("sent", target.chat_id)
        return outcome

    def __getattr__(self, name: str) -> Any:
        self._death.meet("anything else")
        return getattr(self._outbox, name)


class _Writer:
    """The writer of somebody who may be dead."""

    def __init__(self, writer: Writer, death: Death) -> None:
        self._writer = writer
        self._death = death
        self._chats: dict[int, int] = {}

    async def claim(self, wanted: Claim) -> Delivery | Denied:
        self._death.meet("anything else")
        answer = await self._writer.claim(wanted)
        self._chats[wanted.run.id] = wanted.run.target.chat_id
        self._death.meet("claimed", wanted.run.target.chat_id)
        return answer

    async def settle(self, settlement: Settlement) -> None:
        self._death.meet("anything else")
        await self._writer.settle(settlement)
        self._death.meet("settled", self._chats[settlement.delivery.run_id])

    async def close(self) -> None:
        await self._writer.close()


class Life:
    """One start of the bot."""

    def __init__(
        self,
        bot: ExtBot[None],
        url: str,
        hours: Hours,
        operators: Iterable[int] = (),
    ) -> None:
        self._bot, self._url, self.hours = bot, url, hours
        self._operators = tuple(operators)

    async def start(self, death: Death) -> Self:
        """Open everything, as a process does."""
        asyncio.get_running_loop().set_exception_handler(_bury)
        self.death = death
        opened = await Store.open(self._url, self.hours, busy_timeout=1.0)
        self.store = replace(opened, writer=cast("Writer", _Writer(opened.writer, death)))
        governor = Governor(self.hours.monotonic, UNLIMITED)
        outbox = cast("Outbox", _Outbox(TelegramOutbox(self._bot, governor), death))
        scripts = Scripts(self.store)
        notices = Notices(self.store, outbox, self._operators)
        standing = Standing(self.store, notices, self.hours)
        self.engine = Engine(self.store, outbox, scripts, standing, self.hours)
        self.ticker = Ticker(self.engine, self.store, scripts, standing, self.hours)
        rules = Rules(SETTLE, "ask")
        questions = Questions(self.store, outbox, scripts, notices, self.hours)
        self.doubts = Doubts(self.store, outbox, self.engine, notices, questions, self.hours, rules)
        self.reading = Reading(self.store, self.engine, self.doubts, scripts, self.hours)
        self.outbox = outbox
        self.numbers = outbox.numbers
        for post in await self.store.waits.sent(self._bot.id):
            self.numbers.know(post.chat_id, post.message_id or 0)
        return self

    async def hear(self, heard: Iterable[tuple[int, int]]) -> None:
        """Learn from updates which messages people have written."""
        for chat_id, number in heard:
            self.numbers.saw(chat_id, number)
            if chat_id > 0:
                await self.store.acquaintances.met(self._bot.id, chat_id, "en")

    async def recover(self) -> None:
        """What a start does before the first update."""
        try:
            await self.engine.recover(self._bot.id)
        except Killed:
            return

    async def pass_time(self, seconds: float) -> None:
        """Let time go by, and do what is due then."""
        self.hours.seconds += seconds
        try:
            await self.ticker.tick(self._bot.id)
            await self.doubts.tick(self._bot.id)
        except Killed:
            pass
        for finish in (self.ticker.finish, self.doubts.finish):
            while not await _ended(finish):
                continue

    async def end(self) -> None:
        """Leave the database to the next life."""
        await self.store.close()


def _bury(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Several tasks of a life die at once; nobody asks each of them how it ended."""
    if not isinstance(context.get("exception"), Killed):
        loop.default_exception_handler(context)


async def _ended(finish: Callable[[], Awaitable[None]]) -> bool:
    """Wait for the tasks of a life; False if one of them died, and others may still do so."""
    try:
        await finish()
    except Killed:
        return False
    return True
