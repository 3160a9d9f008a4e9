"""Schedules as people see them: the text they are at, their chats, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.render import Script, title_of
from bot.model import Target
from bot.plans import FOREVER, Chat, Due, PlanState, Schedule, Window
from bot.schedule.ticks import due_after, span_after
from bot.scripts import Scripts
from bot.store.chats import EVERYWHERE
from bot.store.store import Store

NAMED = 20
"""How many titles of a playlist are looked up."""
COURSE = 60
"""How many posts a rehearsal lists; a message has no room for many more."""
SHOWN = 3
"""How many of the next posts people see before they confirm."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A tick to come: when, its first step, and the step before which it ends."""

    at: datetime
    step: int
    end: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule as people see it: the text it is at, its chats, and what comes next.

    `zone` is the name of the one in which it is told, `held_until` the end of a hold, `rests_until`
    that of a pause. `titles` are
    those of all its texts that are in the library. `known`: the bot may write in private to whoever
    planned it. `seat` is that of the chat of which all this is told, `places` are the titles of its
    chats, as far as somebody has looked them up. `quiet` are the quiet hours of that chat.
    """

    schedule: Schedule
    script: Script | None
    seats: tuple[Due, ...]
    zone: str
    next: tuple[Upcoming, ...] = ()
    held_until: datetime | None = None
    titles: tuple[str, ...] = ()
    known: bool = True
    seat: Due | None = None
    places: tuple[str, ...] = ()
    rests_until: datetime | None = None
    quiet: Window | None = None


class Overview:
    """Looks at schedules, and changes nothing."""

    def __init__(self, store: Store, scripts: Scripts, clock: Clock) -> None:
        self._store = store
        self._scripts = scripts
        self._clock = clock

    async def of(self, plan: Schedule, target: Target | None = None) -> Planned:
        """A schedule as it is in this chat if it comes there, else where it was planned."""
        seats = await self._store.schedules.seat_runs(plan.id)
        by_target = {one.seat.target: one for one in seats}
        shown = by_target.get(target or plan.home) or by_target.get(plan.home)
        # What one chat's trouble keeps back says nothing of when the others come.
        shown = shown or min(seats, key=lambda one: one.run.stands is not None, default=None)
        if shown is not None:
            step, chat, target = shown.run.cursor.step, shown.chat, shown.seat.target
        else:
            step, target = plan.start, plan.home
            chat = await self._store.chats.get(target.bot_id, target.chat_id)
        zone, held = chat.zone or plan.zone, await self._held(target, chat)
        rests = plan.rests_until(self._clock.now())
        try:
            script = await self._scripts.load(
                shown.run.piece_id if shown else plan.playlist.piece(0) or 0
            )
        except LookupError:
            return Planned(plan, None, seats, zone, held_until=held, seat=shown, rests_until=rests)
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
            rests_until=rests,
            quiet=chat.quiet,
        )

    async def course(self, planned: Planned) -> tuple[Upcoming, ...]:
        """Every post of the text that a schedule is at, as far as anybody would read."""
        plan, script = planned.schedule, planned.script
        if script is None or not planned.next:
            return ()
        seat, first = planned.seat, planned.next[0]
        where = seat.seat.target if seat else plan.home
        chat = seat.chat if seat else await self._store.chats.get(where.bot_id, where.chat_id)
        return upcoming(plan, chat, where, script, first.step, first.at, COURSE)

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
        found.append(Upcoming(at, first, step))
        at = due_after(plan, chat, script, step, at)
    return tuple(found)
