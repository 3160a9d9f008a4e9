"""Where a channel's readers talk: what others said about a text goes there, under its post."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery.outbox import Outbox, Sight
from bot.delivery.render import Script
from bot.model import Run, Target, Under
from bot.store.forwards import Followed
from bot.store.store import Store

PATIENCE = timedelta(seconds=5)
"""So long after a post, and when first asked, Telegram may still tell where it brought it."""


class Discussion:
    """Hears where Telegram brings the posts of channels, and finds the one that a comment follows.

    A group that does not let the bot write refuses by itself; whoever posts sees to that.
    """

    def __init__(self, store: Store, outbox: Outbox, clock: Clock) -> None:
        self._store = store
        self._outbox = outbox
        self._clock = clock
        self._waiting: dict[tuple[int, int | None], asyncio.Event] = {}
        self._first: datetime | None = None

    async def heard(self, bot_id: int, channel_id: int, post_id: int, under: Under) -> None:
        """Telegram has brought a channel's post into the group that talks about it."""
        await self._store.forwards.keep(bot_id, channel_id, post_id, under, self._clock.now())
        if told := self._waiting.get((channel_id, post_id)):
            told.set()

    async def under(self, run: Run, script: Script) -> Under | None:
        """Where the part at the run's cursor goes as a comment; None: into the run's own chat.

        Waits a moment for what Telegram has not told yet.
        """
        if run.seat_id is None or not script.is_of_others(run.cursor.step):
            return None
        post = await self._store.forwards.last(run)
        if post is None or (run.cursor.part and post.step == run.cursor.step):
            # What has begun in the channel ends there.
            return None
        group = await self._outbox.discussion(run.target)
        if group is None or post.message_id is None:
            return None
        if post.under is None:
            post = await self._told(run, post, group)
        return post.under if post.under and post.under.chat_id == group else None

    async def _told(self, run: Run, post: Followed, group: int) -> Followed:
        """The post, once Telegram has told where it is in the group, if it does so in time."""
        if await self._outbox.sight(Target(run.target.bot_id, group)) is not Sight.ALL:
            # Nothing is heard from a group that shows the bot only what is meant for it.
            return post
        self._first = self._first or self._clock.now()
        left = max(post.settled_at, self._first) + PATIENCE - self._clock.now()
        key = run.target.chat_id, post.message_id
        told = self._waiting.setdefault(key, asyncio.Event())
        try:
            found = await self._store.forwards.last(run)
            if found is not None and found.under is None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(left.total_seconds()):
                        await told.wait()
                found = await self._store.forwards.last(run)
        finally:
            self._waiting.pop(key, None)
        return found or post
