"""Keeps, in each chat that wants one, a pinned message that tells what has come there."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import structlog

from bot.clock import Clock
from bot.delivery.controls import from_start
from bot.delivery.outbox import Outbox
from bot.delivery.post import Post
from bot.delivery.render import title_of
from bot.errors import FeuilletonError
from bot.i18n import translator
from bot.model import Refused, Run, Sent
from bot.plans import Due, PlanState
from bot.schedule.contents import contents
from bot.scripts import Scripts
from bot.store.boards import TAKEN_AWAY, Board, FirstMessage
from bot.store.schedules import Change
from bot.store.store import Store

log = structlog.get_logger(__name__)

LANES = 32
"""Fragments go first: of a broadcast's chats only so many wait for a turn beside them."""


class Pinning:
    """Tells what has come after everything that changes it; nobody waits for that."""

    def __init__(
        self, store: Store, outbox: Outbox, scripts: Scripts, clock: Clock, username: str
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._scripts = scripts
        self._clock = clock
        self._username = username
        self._waiting: tuple[dict[int, None], ...] = tuple({} for _ in range(LANES))
        self._workers: dict[int, asyncio.Task[None]] = {}

    async def show(self, schedule_id: int, user_id: int, *, wanted: bool) -> None:
        """From now on every chat of a schedule has such a message, or none has."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return
        by = Change(user_id, "contents" if wanted else "no contents", self._clock.now())
        await self._store.schedules.change(replace(plan, contents=wanted), by)
        await self.changed(plan.home.bot_id, schedule_id)

    async def changed(self, bot_id: int, schedule_id: int | None = None) -> None:
        """Something about a schedule is different, or, without one, may be about all."""
        for seat_id in await self._store.boards.seats(bot_id, schedule_id):
            self._tell(seat_id)

    def posted(self, run: Run) -> None:
        """A planned run has gone on."""
        if run.seat_id is not None:
            self._tell(run.seat_id)

    async def close(self) -> None:
        """Tell no more: the next start tells what is left."""
        for task in self._workers.values():
            task.cancel()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)

    def _tell(self, seat_id: int) -> None:
        # A seat has one lane, so that it is never told twice at a time.
        lane = seat_id % LANES
        self._waiting[lane][seat_id] = None
        if lane not in self._workers:
            self._workers[lane] = asyncio.create_task(self._work(lane))

    async def _work(self, lane: int) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                seat_id = next(iter(waiting))
                del waiting[seat_id]
                await self._told(seat_id)
        finally:
            del self._workers[lane]

    async def _told(self, seat_id: int) -> None:
        try:
            board = await self._store.boards.get(seat_id)
            if board is not None and board.message_id != TAKEN_AWAY:
                await self._settle(board)
        except (FeuilletonError, LookupError) as error:
            log.warning("the contents were not told", seat=seat_id, reason=str(error))

    async def _settle(self, board: Board) -> None:
        due, number = board.due, board.message_id
        if not (due.schedule.contents and wants(due)):
            if number is not None:
                await self._outbox.delete(due.seat.target, number)
                await self._store.boards.keep(due.seat.id, None, None)
            return
        post = await self._post(board)
        digest = _digest(post)
        if number is None:
            await self._send(due, post, digest)
        elif digest != board.digest:
            await self._edit(due, number, post, digest)

    async def _send(self, due: Due, post: Post, digest: str) -> None:
        # A process that ends just here leaves a message behind that is told nothing more: that is
        # no fragment, and to look for it would cost more than it is worth.
        sent = await self._outbox.say(due.seat.target, post)
        if isinstance(sent, Sent):
            await self._store.boards.keep(due.seat.id, sent.message_id, digest)
            if due.seat.target.chat_id < 0:
                await self._outbox.pin(due.seat.target, sent.message_id)

    async def _edit(self, due: Due, number: int, post: Post, digest: str) -> None:
        done = await self._outbox.edit(due.seat.target, number, post, self._clock.now())
        match done:
            case Sent():
                await self._store.boards.keep(due.seat.id, number, digest)
            case Refused(reason=reason) if "not found" in reason:
                # Whoever deleted it does not want another one.
                await self._store.boards.keep(due.seat.id, TAKEN_AWAY, None)
            case _:
                log.warning("the contents were not told", seat=due.seat.id, outcome=str(done))

    async def _post(self, board: Board) -> Post:
        due, t = board.due, translator(board.due.run.language)
        script = await self._scripts.of(due.run)
        here = [one for one in board.posted if one.run_id == due.run.id]
        earlier = await self._earlier(due, board.posted)
        address = await self._outbox.address(due.seat.target) if board.posted else None
        in_group = due.seat.target.chat_id < 0
        keyboard = from_start(due.run.id, self._username, t) if in_group else ()
        return contents(due, script, here, earlier, address, keyboard, t, self._clock.now())

    async def _earlier(
        self, due: Due, posted: Sequence[FirstMessage]
    ) -> list[tuple[str, FirstMessage]]:
        """The texts before this one that are still in the library, each with its first post."""
        first: dict[int, FirstMessage] = {}
        for one in posted:
            if one.run_id != due.run.id:
                first.setdefault(one.run_id, one)
        scripts = await self._scripts.load_all({one.piece_id for one in first.values()})
        return [
            (title_of(scripts[one.piece_id].piece), one)
            for one in first.values()
            if one.piece_id in scripts
        ]


def wants(due: Due) -> bool:
    """Whether a seat is told in such a message; a late reader beside the others is not."""
    return due.seat.target.chat_id < 0 or due.seat.target == due.schedule.home


def _digest(post: Post) -> str:
    return sha256(repr(post.body).encode(errors="surrogatepass")).hexdigest()[:16]
