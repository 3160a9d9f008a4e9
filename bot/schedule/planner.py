"""What people do with schedules: draft, confirm, look, pause, skip, edit, delete."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.model import RunState, Target
from bot.plans import Due, PlanState, Playlist, Schedule
from bot.rules import TOGETHER, Once, Rule
from bot.schedule.overview import Overview, Planned, Upcoming
from bot.schedule.pinning import Pinning
from bot.schedule.quiet import moved
from bot.schedule.seating import Seating
from bot.schedule.ticks import due_after, span_after, zone_of
from bot.scripts import Scripts
from bot.store.schedules import Change
from bot.store.store import Store

KEY_BITS = 40


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


class Planner:
    """Schedules as people plan and change them. What was changed by whom is kept."""

    def __init__(
        self,
        store: Store,
        scripts: Scripts,
        pinning: Pinning,
        clock: Clock,
        zone: str,
        on_due: Callable[..., None],
    ) -> None:
        self._store = store
        self._pinning = pinning
        self._scripts = scripts
        self._clock = clock
        self._zone = zone
        self._on_due = on_due
        self._overview = Overview(store, scripts, clock)
        self._seating = Seating(store, scripts, clock)

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
        return await self._overview.of(await self._store.schedules.add(drawn, self._clock.now()))

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
            await self._seating.open(active, active.home, 0, active.start, active.language)
        return await self._changed(active, user_id, "confirmed")

    async def here(self, target: Target) -> tuple[Planned, ...]:
        """What is planned in a chat or topic, or was planned there for others."""
        found = await self._store.schedules.at(target)
        return tuple([await self._overview.of(plan, target) for plan in found])

    async def get(self, schedule_id: int, target: Target | None = None) -> Planned | None:
        """One schedule, as it is now, and as it is in this chat if it comes there."""
        plan = await self._store.schedules.get(schedule_id)
        return None if plan is None else await self._overview.of(plan, target)

    async def course(self, planned: Planned) -> tuple[Upcoming, ...]:
        """Every post of the text that a schedule is at, as far as anybody would read."""
        return await self._overview.course(planned)

    async def set_rule(self, schedule_id: int, user_id: int, rule: Rule) -> Planned | None:
        """Another rule; every chat keeps its place."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        return await self._changed(replace(plan, rule=rule), user_id, "rule")

    async def warn(self, schedule_id: int, user_id: int, seconds: int) -> Planned | None:
        """Warn whoever planned it so long before something comes; 0 is never."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        changed, change = replace(plan, warn=seconds), Change(user_id, "warn", self._clock.now())
        await self._store.schedules.change(changed, change)
        self._on_due()
        return await self._overview.of(changed)

    async def pause(self, schedule_id: int, user_id: int) -> Planned | None:
        """Let a schedule rest until somebody resumes it."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is not PlanState.ACTIVE:
            return None
        paused = replace(plan, state=PlanState.PAUSED, not_before=None)
        return await self._changed(paused, user_id, "paused")

    async def pause_until(self, schedule_id: int, user_id: int, until: datetime) -> Planned | None:
        """Let a schedule rest; at its first due time from then on it goes on by itself."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state not in (PlanState.ACTIVE, PlanState.PAUSED):
            return None
        resting = replace(plan, state=PlanState.ACTIVE, not_before=until)
        return await self._changed(resting, user_id, "paused until", rested=True)

    async def resume(self, schedule_id: int, user_id: int) -> Planned | None:
        """Let a resting schedule go on, at its next due time."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state not in (PlanState.ACTIVE, PlanState.PAUSED):
            return None
        if plan.state is PlanState.ACTIVE and plan.rests_until(self._clock.now()) is None:
            # What goes on anyway keeps its times.
            return await self._overview.of(plan)
        resumed = replace(plan, state=PlanState.ACTIVE, not_before=None)
        return await self._changed(resumed, user_id, "resumed", rested=True)

    async def skip(self, schedule_id: int, user_id: int, seen: int) -> Planned | None:
        """Leave out what would come next, in every chat, as long as the one told of is at `seen`.

        A second tap on the same button finds it further on, and skips nothing.
        """
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state in (PlanState.DRAFT, PlanState.ENDED):
            return None
        before = await self._overview.of(plan)
        if before.seat is None or seen not in await self._places(before.seat):
            return before
        for due in before.seats:
            if due.run.state is RunState.IDLE:
                script = await self._scripts.of(due.run)
                _, goal = span_after(plan, due.seat.target, script, due.run.cursor.step)
                await self._store.schedules.move(due.run, goal)
        change = Change(user_id, "skipped", self._clock.now())
        await self._store.schedules.change(plan, change)
        await self._told(plan)
        return await self._overview.of(plan)

    async def delete(self, schedule_id: int, user_id: int) -> Planned | None:
        """Nothing of it comes any more; what was posted stays."""
        plan = await self._store.schedules.get(schedule_id)
        if plan is None or plan.state is PlanState.ENDED:
            return None
        now = self._clock.now()
        ended = replace(plan, state=PlanState.ENDED)
        await self._store.schedules.change(ended, Change(user_id, "deleted", now))
        await self._store.schedules.leave(await self._store.schedules.seats(plan.id), now)
        await self._told(plan)
        return await self._overview.of(ended)

    async def _places(self, due: Due) -> tuple[int, int]:
        """The step at which a chat stands, and that which it posts next."""
        step, script = due.run.cursor.step, await self._scripts.of(due.run)
        return step, span_after(due.schedule, due.seat.target, script, step)[0]

    async def _changed(
        self, plan: Schedule, user_id: int, what: str, *, rested: bool = False
    ) -> Planned:
        """Keep a change, and set anew when each chat's next post is due.

        `rested`: it has a pause behind it, or before it, in which a single date may be lost.
        """
        now = self._clock.now()
        await self._store.schedules.change(plan, Change(user_id, what, now))
        wakes = []
        for due in await self._store.schedules.seat_runs(plan.id):
            if due.run.state is not RunState.ENDED:
                wakes.append((due.run, await self._next(due, now, rested)))
        await self._store.schedules.wake(wakes)
        self._on_due()
        await self._told(plan)
        return await self._overview.of(plan)

    async def _told(self, plan: Schedule) -> None:
        if plan.contents:
            await self._pinning.changed(plan.home.bot_id, plan.id)

    async def _next(self, due: Due, now: datetime, rested: bool) -> datetime | None:
        plan, chat = due.schedule, due.chat
        if plan.state is not PlanState.ACTIVE:
            return None
        script = await self._scripts.of(due.run)
        found = due_after(plan, chat, script, due.run.cursor.step, now)
        if found is None and rested and plan.rule and isinstance(plan.rule.timing, Once):
            # What comes once comes after the pause that had its date.
            return moved(max(now, plan.not_before or now), zone_of(plan, chat), chat.quiet)
        return found
