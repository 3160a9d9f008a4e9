"""What schedules make of what is due, and how each chat goes on to its next text."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.model import CURRENT, Run, RunState
from bot.notices import Notices
from bot.plans import FOREVER, Again, Due, Opening, PlanState, Tick
from bot.schedule.lateness import Lateness, judged
from bot.schedule.missed import missed
from bot.schedule.pinning import Pinning
from bot.schedule.reviving import came_back, resumed
from bot.schedule.settled import held_longer
from bot.schedule.ticks import Missed, Skip, Wait, due_after, tick_of
from bot.scripts import Scripts
from bot.store.chats import EVERYWHERE
from bot.store.schedules import Change
from bot.store.store import Store

AT_ONCE = 1_000
JUST_BEFORE = timedelta(seconds=1)
NOBODY = 0
"""Who changes a schedule when it ends by itself."""


class Conductor:
    """Every answer is decided purely, in `ticks`; here is what it needs and what follows."""

    def __init__(
        self, store: Store, scripts: Scripts, notices: Notices, pinning: Pinning, clock: Clock
    ) -> None:
        self._store = store
        self._pinning = pinning
        self._scripts = scripts
        self._notices = notices
        self._clock = clock

    async def ticks(self, due: Collection[Run]) -> Mapping[int, Tick]:
        """What becomes of these runs when they are due; those that wait get another due time."""
        now = self._clock.now()
        held = await self._held_until({run.target.bot_id for run in due})
        found = await self._store.schedules.of_runs([run.id for run in due])
        scripts = await self._scripts.load_all({one.run.piece_id for one in found})
        ticks: dict[int, Tick] = {}
        waits: list[tuple[Run, datetime | None]] = []
        late: list[Due] = []
        posted: dict[int, datetime] = {}
        for one in sorted(found, key=lambda one: (one.run.wake_at or now, one.run.id)):
            chat_id, at = one.run.target.chat_id, max(now, one.run.wake_at or now)
            one = replace(one, posted_at=posted.get(chat_id, one.posted_at))
            match tick_of(one, scripts[one.run.piece_id], held, at):
                case Tick() as tick:
                    ticks[one.run.id] = tick
                    posted[chat_id] = at
                case Wait(until):
                    waits.append((one.run, until))
                case Missed(then):
                    waits.append((one.run, then))
                    late.append(one)
                case Skip(to):
                    await self._skip(one.run, to, len(scripts[one.run.piece_id].steps))
        if waits:
            await self._store.schedules.postpone(waits)
        for one in late:
            await self._notices.tell(one.run, missed(one, scripts[one.run.piece_id]))
        return ticks

    async def _skip(self, run: Run, to: int, count: int) -> None:
        if to < count:
            await self._store.schedules.move(run, to)
        elif run.wake_at is not None:
            # It ended before this very time, which belongs to the next text of the playlist.
            await self._store.runs.end(run, run.wake_at - JUST_BEFORE)

    async def returned(self, run: Run) -> datetime | None:
        """When a run that stood still comes next: now, unless what it missed is too old."""
        found = await self._store.schedules.of_runs([run.id])
        now = self._clock.now()
        for due in found:
            if due.schedule.state is not PlanState.ACTIVE:
                return None
            step = await self._common_step(due)
            if step > run.cursor.step:
                await self._store.schedules.move(run, step)
            stale = due.posted_at is None or judged(due.posted_at, now) is Lateness.MISSED
            resting = due.schedule.rests_until(now) is not None
            if not stale and not resting and step == run.cursor.step:
                return now
            script = await self._scripts.of(run)
            return due_after(due.schedule, due.chat, script, step, now)
        return None

    async def _common_step(self, due: Due) -> int:
        """Where all chats of a schedule shall be, if they shall be at the same fragment."""
        run = due.run
        if not due.schedule.shared or run.cursor.part:
            return run.cursor.step
        others = await self._store.schedules.seat_runs(due.schedule.id)
        steps = (
            one.run.cursor.step
            for one in others
            if one.seat.item == due.seat.item and one.run.state in CURRENT
        )
        return max(steps, default=run.cursor.step)

    def posted(self, run: Run) -> None:
        """A run has gone on: its chat is told what has come."""
        self._pinning.posted(run)

    async def again(self, run: Run, was: RunState, step: int) -> Again | None:
        """How a run goes back before a step of its text; None if nothing of it comes any more.

        A text that was over begins anew where its seat has not gone on, or not posted since.
        """
        due = await self._store.schedules.of_seat(run.seat_id or 0)
        if due is None:
            return None
        seat = came_back(due, run, was)
        changes = await self._store.schedules.changes(due.schedule.id)
        plan = resumed(due.schedule, changes[0].what if changes else "")
        if seat is None or plan is None:
            return None
        now = self._clock.now()
        everywhere = await self._store.chats.get(run.target.bot_id, EVERYWHERE)
        chat = held_longer(due.chat, everywhere)
        wake_at = None
        if plan.state is PlanState.ACTIVE and run.stands is None:
            wake_at = due_after(plan, chat, await self._scripts.of(run), step, now)
        others = await self._store.schedules.seats(plan.id)
        return Again(
            plan,
            seat,
            wake_at,
            chat.zone or plan.zone,
            held=chat.held_until == FOREVER,
            alone=len(others) == 1,
        )

    async def follow(self, bot_id: int) -> None:
        """Let seats whose text has ended go on with the next one, or end."""
        now = self._clock.now()
        for due in await self._store.schedules.over(bot_id, now, AT_ONCE):
            opening = await self._next_text(due, now)
            if opening is not None:
                await self._store.schedules.go_on(due, opening, now)
            else:
                await self._end(due, now)
            if due.schedule.contents:
                self._pinning.posted(due.run)

    async def _next_text(self, due: Due, now: datetime) -> Opening | None:
        """The next text of a playlist that is in the library; None after the last."""
        plan = due.schedule
        for item in range(due.seat.item + 1, due.seat.item + 1 + len(plan.playlist.pieces)):
            piece_id = plan.playlist.piece(item)
            if piece_id is None:
                return None
            scripts = await self._scripts.load_all((piece_id,))
            if piece_id in scripts:
                # After the last post, not after now: what is late then, the next look decides.
                ended = due.run.wake_at or now
                wake_at = due_after(plan, due.chat, scripts[piece_id], 0, ended)
                return Opening(due.seat.target, item, piece_id, 0, wake_at, due.run.language)
        return None

    async def _end(self, due: Due, now: datetime) -> None:
        await self._store.schedules.leave((due.seat,), now)
        if not await self._store.schedules.seat_runs(due.schedule.id):
            ended = replace(due.schedule, state=PlanState.ENDED)
            await self._store.schedules.change(ended, Change(NOBODY, "over", now))

    async def _held_until(self, bots: Collection[int]) -> datetime | None:
        """An operator holds everything until then."""
        held = [(await self._store.chats.get(bot, EVERYWHERE)).held_until for bot in bots]
        return max((one for one in held if one is not None), default=None)
