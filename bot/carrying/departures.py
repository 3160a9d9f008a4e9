"""What can leave for another installation, and how it leaves: it goes on here all the same."""

from dataclasses import dataclass

from bot.carrying.codec import CarryError
from bot.carrying.form import READING, SCHEDULE, VERSION, Carried, Settled, Text
from bot.carrying.packing import planned_of, reading_of
from bot.carrying.places import Landmarks
from bot.clock import Clock
from bot.delivery.render import title_of
from bot.model import Run, RunState, Target
from bot.plans import PlanState, Schedule
from bot.schedule.course import name_of
from bot.scripts import Scripts
from bot.store.kept import Kept
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Departure:
    """What can be exported: its text, the first of its chats, how many more, and how far it is.

    `schedule`: `number` is that of a schedule. `step` counts from 0.
    """

    number: int
    schedule: bool
    title: str
    target: Target
    others: int
    step: int
    steps: int


class Departures:
    """Lists and packs readings and schedules. Every method raises StoreError."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._scripts = Scripts(store)
        self._clock = clock

    async def list(self) -> tuple[Departure, ...]:
        """What can be exported; a schedule that comes nowhere any more is left out."""
        readings = await self._store.carrying.readings()
        found = [await self._departure(run.id, run) for run in readings]
        for plan in await self._store.carrying.plans():
            seats = await self._store.schedules.seat_runs(plan.id)
            if seats:
                found.append(await self._departure(plan.id, seats[0].run, len(seats) - 1))
        return tuple(found)

    async def reading(self, number: int) -> Carried:
        """The reading with this number, as it stands; CarryError if there is none to go on with."""
        kept = await self._store.carrying.reading(number)
        if kept is None:
            raise CarryError(f"there is no reading {number}; `feuilleton export` lists them.")
        if kept.run.seat_id is not None:
            raise CarryError(
                f"reading {number} belongs to a schedule; `feuilleton export` lists these."
            )
        if kept.run.state is RunState.ENDED:
            raise CarryError(f"reading {number} is over; `feuilleton export` lists what goes on.")
        return await self._packed(None, (kept,))

    async def schedule(self, number: int) -> Carried:
        """The schedule with this number, with all its chats; CarryError if it does not go on."""
        plan = await self._store.schedules.get(number)
        if plan is None:
            raise CarryError(f"there is no schedule-{number}; `feuilleton export` lists them.")
        if plan.state not in (PlanState.ACTIVE, PlanState.PAUSED):
            why = "is not confirmed yet" if plan.state is PlanState.DRAFT else "is over"
            raise CarryError(f"schedule-{number} {why}; `feuilleton export` lists what goes on.")
        return await self._packed(plan, await self._store.carrying.seats(number))

    async def _departure(self, number: int, run: Run, others: int | None = None) -> Departure:
        script = await self._scripts.of(run)
        return Departure(
            number,
            others is not None,
            title_of(script.piece),
            run.target,
            others or 0,
            run.cursor.step,
            len(script.steps),
        )

    async def _packed(self, plan: Schedule | None, kept: tuple[Kept, ...]) -> Carried:
        read = {one.run.piece_id for one in kept}
        scripts = await self._scripts.load_all(read.union(plan.playlist.pieces if plan else ()))
        editions = await self._store.pieces.editions(scripts)
        targets = {one.run.target for one in kept} | ({plan.home} if plan else set())
        marks = {number: Landmarks(scripts[number].piece) for number in read}
        bot_id = min(targets).bot_id
        settled = await self._store.chats.among(bot_id, {one.chat_id for one in targets})
        slugs = {number: script.piece.slug for number, script in scripts.items()}
        return Carried(
            feuilleton=SCHEDULE if plan else READING,
            version=VERSION,
            exported_at=self._clock.now(),
            bot=bot_id,
            texts=tuple(
                Text(slugs[number], name_of(scripts[number].piece), editions[number])
                for number in sorted(scripts)
            ),
            chats=tuple(Settled(chat, settled[chat]) for chat in sorted(settled)),
            schedule=planned_of(plan, slugs) if plan else None,
            readings=tuple(
                reading_of(one, slugs[one.run.piece_id], marks[one.run.piece_id]) for one in kept
            ),
        )
