"""Every post to come of a schedule in one chat: all its texts, through all rounds."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.render import Script, shortened
from bot.model import Target
from bot.plans import Chat, Schedule
from bot.schedule.overview import Planned, upcoming
from bot.schedule.ticks import due_after
from bot.scripts import Scripts
from bot.store.store import Store
from content.model import Piece

MOST = 2_000
"""Posts of a course that is told whole; some schedules have no end."""


@dataclass(frozen=True, slots=True)
class ToCome:
    """A post to come, at an instant (aware UTC): the steps `first` to `last` (from 1) of a text.

    `item` is the place of the text in the playlist, through all rounds.
    """

    at: datetime
    item: int
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Course:
    """What comes in one chat, in order; `is_whole` False: there is more than MOST posts."""

    posts: tuple[ToCome, ...]
    is_whole: bool = True


def name_of(piece: Piece) -> str:
    """The title of a text, or its slug: a file that leaves has none of its words."""
    return shortened(piece.title) if piece.title else piece.slug


class Courses:
    """Tells all that is planned, before it comes."""

    def __init__(self, store: Store, scripts: Scripts) -> None:
        self._store = store
        self._scripts = scripts

    async def of(self, planned: Planned) -> Course:
        """What comes in the chat of which a schedule tells; nothing while it is paused or held."""
        plan, seat = planned.schedule, planned.seat
        where = seat.seat.target if seat else plan.home
        chat = seat.chat if seat else await self._store.chats.get(where.bot_id, where.chat_id)
        at, step = (planned.next[0].at, planned.next[0].step) if planned.next else (None, 0)
        item = seat.seat.item if seat else 0
        posts: list[ToCome] = []
        # A text may be gone, or have nothing that may be posted there: others come after it.
        empty = 0
        while at is not None and empty < len(plan.playlist.pieces):
            script = await self._script(plan.playlist.piece(item))
            found: tuple[ToCome, ...] = ()
            if script is not None:
                if posts:
                    at, step = due_after(plan, chat, script, 0, posts[-1].at), 0
                room = MOST + 1 - len(posts)
                # Thousands of dates take a second.
                found = await asyncio.to_thread(
                    through, plan, chat, where, script, item, step, at, room
                )
            posts += found
            if len(posts) > MOST:
                return Course(tuple(posts[:MOST]), is_whole=False)
            empty = 0 if found else empty + 1
            item += 1
        return Course(tuple(posts))

    async def _script(self, piece_id: int | None) -> Script | None:
        if piece_id is None:
            return None
        return (await self._scripts.load_all((piece_id,))).get(piece_id)


def through(
    plan: Schedule,
    chat: Chat,
    where: Target,
    script: Script,
    item: int,
    step: int,
    at: datetime | None,
    limit: int,
) -> tuple[ToCome, ...]:
    """The posts of one text that stands at a step, which is due at `at`; no more than `limit`."""
    title = name_of(script.piece)
    return tuple(
        ToCome(one.at, item, title, one.step + 1, one.end)
        for one in upcoming(plan, chat, where, script, step, at, limit)
    )
