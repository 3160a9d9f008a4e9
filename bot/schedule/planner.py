"""What people do with schedules: draft, confirm, look, pause, skip, edit, delete."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.delivery.render import Script, title_of
from bot.model import RunState, Target
from bot.plans import FOREVER, Chat, Due, Opening, PlanState, Playlist, Schedule
from bot.rules import TOGETHER, Rule
from bot.schedule.ticks import due_after, span_after
from bot.scripts import Scripts
from bot.store.chats import EVERYWHERE
from bot.store.schedules import Change
from bot.store.store import Store

KEY_BITS = 40
NAMED = 20
"""How many titles of a playlist are looked up."""
COURSE = 60
"""How many posts a rehearsal lists; a message has no room for many more."""
SHOWN = 3
"""How many of the next posts people see before they confirm."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to plan; a wish without a rule is asked for it."""

    target: Target
    user_id: int
    language: str
    playlist: Playlist
    rule: Rule | None = None
    portion: int = TOGETHER
    start: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule as people see it: the text it is at, its chats, and what comes next.

    `zone` is the name of the one in which it is told, `held_until` the end of a hold. `titles` are
    those of all its texts that are in the library. `known`: the bot may write in private to whoever
    planned it. `seat` is that of the chat of which all this is told, `places` are the titles of its
    chats, as far as somebody has looked them up.
    """

    schedule: Schedule
    script: Script | None
    seats: tuple[Due, ...]
    zone: str
    next: tuple["Upcoming", ...] = ()
    held_until: datetime | None = None
    titles: tuple[str, ...] = ()
    known: bool = True
    seat: Due | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A tick to come: when, and its first step."""

    at: datetime
    step: int


class Planner:
    """Schedules as people plan and change them. What was changed by whom is kept."""

    def __init__(
        self, store: Store, scripts: Scripts, clock: Clock, zone: str, on_due: Callable[..., None]
    ) -> None:
        self._store = store
        self._scripts = scripts
        self._clock = clock
        self._zone = zone
        self._on_due = on_due

    async def zone(self, target: Target) -> str:
        """The name of a chat's time zone."""
        chat = await self._store.chats.get(target.bot_id, target.chat_id)
        return chat.zone or self._zone

    async def draft(self, wish: Wish) -> Planned:
        """Keep what somebody wants, until they confirm it."""
        drawn = Schedule(
            id=0,
            home=wish.target,
            planned_by=wish.user_id,
            language=wish.language,
            zone=await self.zone(wish.target),
            playlist=wish.playlist,
            key=secrets.randbits(KEY_BITS),
            rule=wish.rule,
            portion=wish.portion,
            start=wish.start,
        )
        return await self._planned(await self._store.schedules.add(drawn, self._clock.now()))

    async def choose(self, schedule_id: int, user_id: int, piece_id: int) -> Planned | None:
        """Of the texts of a draft keep one."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or piece_id not in plan.playlist.pieces:
            return None
        return await self._changed(replace(plan, playlist=Playlist((piece_id,))), user_id, "text")

    async def confirm(self, schedule_id: int, user_id: int) -> Planned | None:
        """Let a draft begin; None if it is none any more, or has no rule yet.

        It comes in the chats that were chosen for it, else where it was planned.
        """
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is not PlanState.DRAFT or plan.rule is None:
            return None
        active = replace(plan, state=PlanState.ACTIVE)
        if not await self._store.schedules.seat_runs(plan.id):
            await self._seat(active, active.home, self._clock.now())
        return await self._changed(active, user_id, "confirmed")

    async def here(self, target: Target) -> tuple[Planned, ...]:
        """What is planned in a chat or topic, or was planned there for others."""
        found = await self._store.schedules.at(target)
        return tuple([await self._planned(plan, target) for plan in found])

    async def get(self, schedule_id: int, target: Target | None = None) -> Planned | None:
        """One schedule, as it is now, and as it is in this chat if it comes there."""
        plan = await self._store.schedules.get(schedule_id)
        return None if plan is None else await self._planned(plan, target)

    async def course(self, planned: Planned) -> tuple[Upcoming, ...]:
        """Every post of the text that a schedule is at, as far as anybody would read."""
        plan, script = planned.schedule, planned.script
        if script is None or not planned.next:
            return ()
        seat, first = planned.seat, planned.next[0]
        chat = seat.chat if seat else await self._store.chats.get(*_key(plan.home))
        where = seat.seat.target if seat else plan.home
        return upcoming(plan, chat, where, script, first.step, first.at, COURSE)

    async def set_rule(self, schedule_id: int, user_id: int, rule: Rule) -> Planned | None:
        """Another rule; every chat keeps its place."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        return await self._changed(replace(plan, rule=rule), user_id, "rule")

    async def pause(self, schedule_id: int, user_id: int) -> Planned | None:
        """Let a schedule rest until somebody resumes it."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is not PlanState.ACTIVE:
            return None
        return await self._changed(replace(plan, state=PlanState.PAUSED), user_id, "paused")

    async def resume(self, schedule_id: int, user_id: int) -> Planned | None:
        """Let a resting schedule go on, at its next due time."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        resumed = replace(plan, state=PlanState.ACTIVE, not_before=None)
        return await self._changed(resumed, user_id, "resumed")

    async def skip(self, schedule_id: int, user_id: int, seen: int) -> Planned | None:
        """Leave out what would come next, in every chat, as long as the one told of is at `seen`.

        A second tap on the same button finds it further on, and skips nothing.
        """
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state in (PlanState.DRAFT, PlanState.ENDED):
            return None
        before = await self._planned(plan)
        if before.seat is None or seen not in await self._places(before.seat):
            return before
        for due in before.seats:
            if due.run.state is RunState.IDLE:
                script = await self._scripts.of(due.run)
                _, goal = span_after(plan, due.seat.target, script, due.run.cursor.step)
                await self._store.schedules.move(due.run, goal)
        change = Change(user_id, "skipped", self._clock.now())
        await self._store.schedules.change(plan, change)
        return await self._planned(plan)

    async def delete(self, schedule_id: int, user_id: int) -> Planned | None:
        """Nothing of it comes any more; what was posted stays."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        now = self._clock.now()
        ended = replace(plan, state=PlanState.ENDED)
        await self._store.schedules.change(ended, Change(user_id, "deleted", now))
        await self._store.schedules.leave(await self._store.schedules.seats(plan.id), now)
        return await self._planned(ended)

    async def _places(self, due: Due) -> tuple[int, int]:
        """The step at which a chat stands, and that which it posts next."""
        step, script = due.run.cursor.step, await self._scripts.of(due.run)
        return step, span_after(due.schedule, due.seat.target, script, step)[0]

    async def _seat(self, plan: Schedule, target: Target, now: datetime) -> None:
        piece_id = plan.playlist.piece(0)
        if piece_id is None:
            return
        script = await self._scripts.load(piece_id)
        chat = await self._store.chats.get(target.bot_id, target.chat_id)
        wake_at = due_after(plan, chat, script, plan.start, now)
        opening = Opening(target, 0, piece_id, plan.start, wake_at)
        await self._store.schedules.sit(plan, opening, now)

    async def _changed(self, plan: Schedule, user_id: int, what: str) -> Planned:
        """Keep a change, and set anew when each chat's next post is due."""
        now = self._clock.now()
        await self._store.schedules.change(plan, Change(user_id, what, now))
        wakes = []
        for due in await self._store.schedules.seat_runs(plan.id):
            if due.run.state is not RunState.ENDED:
                wakes.append((due.run, await self._next(due, now)))
        await self._store.schedules.wake(wakes)
        self._on_due()
        return await self._planned(plan)

    async def _next(self, due: Due, now: datetime) -> datetime | None:
        if due.schedule.state is not PlanState.ACTIVE:
            return None
        script = await self._scripts.of(due.run)
        return due_after(due.schedule, due.chat, script, due.run.cursor.step, now)

    async def _planned(self, plan: Schedule, target: Target | None = None) -> Planned:
        seats = await self._store.schedules.seat_runs(plan.id)
        by_target = {one.seat.target: one for one in seats}
        shown = by_target.get(target or plan.home) or by_target.get(plan.home)
        # What one chat's trouble keeps back says nothing of when the others come.
        shown = shown or min(seats, key=lambda one: one.run.stands is not None, default=None)
        if shown is not None:
            step, chat, target = shown.run.cursor.step, shown.chat, shown.seat.target
        else:
            step, target = plan.start, plan.home
            chat = await self._store.chats.get(*_key(target))
        zone, held = chat.zone or plan.zone, await self._held(target, chat)
        try:
            script = await self._scripts.load(
                shown.run.piece_id if shown else plan.playlist.piece(0) or 0
            )
        except LookupError:
            return Planned(plan, None, seats, zone, held_until=held, seat=shown)
        at = shown.run.wake_at if shown else None
        if shown is None or plan.state is PlanState.DRAFT:
            at = due_after(plan, chat, script, step, self._clock.now())
        if held == FOREVER:
            at = None
        return Planned(
            plan,
            script,
            seats,
            zone,
            upcoming(plan, chat, target, script, step, at),
            held,
            await self._titles(plan),
            bool(await self._store.acquaintances.among(plan.home.bot_id, (plan.planned_by,))),
            shown,
        )

    async def _titles(self, plan: Schedule) -> tuple[str, ...]:
        found = await self._scripts.load_all(plan.playlist.pieces[:NAMED])
        return tuple(
            title_of(found[piece].piece) for piece in plan.playlist.pieces if piece in found
        )

    async def _held(self, target: Target, chat: Chat) -> datetime | None:
        """Until when nothing comes in a chat, there or everywhere; None if nothing is held."""
        everywhere = await self._store.chats.get(target.bot_id, EVERYWHERE)
        now = self._clock.now()
        until = max(chat.held_until or now, everywhere.held_until or now)
        return until if until > now else None


def _key(target: Target) -> tuple[int, int]:
    """By which the settings of a chat are kept."""
    return target.bot_id, target.chat_id


def upcoming(
    plan: Schedule,
    chat: Chat,
    where: Target,
    script: Script,
    step: int,
    at: datetime | None,
    limit: int = SHOWN,
) -> tuple[Upcoming, ...]:
    """The next ticks of a text that stands there at a step which is due at `at`."""
    found: list[Upcoming] = []
    while at is not None and len(found) < limit:
        first, step = span_after(plan, where, script, step)
        if first == len(script.steps):
            break
        found.append(Upcoming(at, first))
        at = due_after(plan, chat, script, step, at)
    return tuple(found)
