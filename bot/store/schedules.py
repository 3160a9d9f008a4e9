"""Schedules and their seats. Posting moves the runs of seats through the journal only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import CURRENT, Run, RunState, Target
from bot.plans import Again, Due, Opening, PlanState, Schedule, Seat, SeatState
from bot.store.database import Database, first_row
from bot.store.dues import due_value, joined, schedule_value, seat_value
from bot.store.plan_tables import change, schedule, seat
from bot.store.runs import new_run, state_of_open_post, target_values
from bot.store.tables import run

_LOOK_AT = type_coerce(schedule.c.warn_at, BigInteger)
# Long ago, and each time another instant: who looks just now sees that something has changed.
ANEW = case((_LOOK_AT > 0, 0), else_=func.coalesce(_LOOK_AT, 0) - 1)
# What comes may come earlier than the warnings of these schedules have reckoned with.
_LOOK = update(schedule).where(schedule.c.warn_at.is_not(None)).values({"warn_at": ANEW})
LOOK = _LOOK.where(schedule.c.id == bindparam("of_schedule"))
LOOK_BY_SEAT = _LOOK.where(
    schedule.c.id
    == select(seat.c.schedule_id).where(seat.c.id == bindparam("of_seat")).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what about a schedule."""

    user_id: int
    what: str
    at: datetime


class Schedules:
    """Plans, and the places where they are carried out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, wanted: Schedule, now: datetime) -> Schedule:
        """Keep a new schedule; its `id` is given by the store."""
        values = schedule_columns(wanted) | {"updated_at": now}
        async with self._database.write() as connection:
            found = await connection.execute(insert(schedule).values(values).returning(*schedule.c))
            return schedule_value(found.mappings().one())

    async def change(self, changed: Schedule, by: Change) -> None:
        """Keep a schedule as it is now, and who made it so."""
        values = schedule_columns(changed) | {"updated_at": by.at}
        values["warn_at"] = ANEW if changed.warn else None
        async with self._database.write() as connection:
            of_it = schedule.c.id == changed.id
            await connection.execute(update(schedule).where(of_it).values(values))
            await _log(connection, changed.id, by)

    async def note(self, schedule_id: int, by: Change) -> None:
        """Keep who changed something about a schedule's chats; the schedule stays as it is."""
        async with self._database.write() as connection:
            await _log(connection, schedule_id, by)

    async def changes(self, schedule_id: int) -> tuple[Change, ...]:
        """Who changed what, the newest first."""
        query = select(change).where(change.c.schedule_id == schedule_id)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(change.c.id.desc()))
            return tuple(Change(row.user_id, row.what, row.at) for row in rows)

    async def prune(self, before: datetime) -> None:
        """Forget drafts that nobody has confirmed or brought into a chat since."""
        drafts = and_(schedule.c.state == PlanState.DRAFT, schedule.c.updated_at < before)
        seated = select(seat.c.schedule_id).where(seat.c.schedule_id == schedule.c.id).exists()
        old = select(schedule.c.id).where(drafts, ~seated).scalar_subquery()
        async with self._database.write() as connection:
            await connection.execute(delete(change).where(change.c.schedule_id.in_(old)))
            await connection.execute(delete(schedule).where(schedule.c.id.in_(old)))

    async def get(self, schedule_id: int) -> Schedule | None:
        """The schedule with this number."""
        query = select(schedule).where(schedule.c.id == schedule_id)
        async with self._database.read() as connection:
            row = await first_row(connection, query)
            return schedule_value(row) if row else None

    async def at(self, target: Target) -> tuple[Schedule, ...]:
        """What is planned in a target or was planned there, and is neither a draft nor over."""
        seated = select(seat.c.schedule_id).where(
            _is(seat, target), seat.c.state == SeatState.ACTIVE
        )
        live = schedule.c.state.in_((PlanState.ACTIVE, PlanState.PAUSED))
        here = _is(schedule, target) | schedule.c.id.in_(seated)
        query = select(schedule).where(here, live).order_by(schedule.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple(map(schedule_value, rows))

    async def seats(self, schedule_id: int) -> tuple[Seat, ...]:
        """The seats of a schedule, in the order in which they joined."""
        query = select(seat).where(seat.c.schedule_id == schedule_id).order_by(seat.c.id)
        async with self._database.read() as connection:
            return tuple(map(seat_value, (await connection.execute(query)).mappings()))

    async def seat_runs(self, schedule_id: int) -> tuple[Due, ...]:
        """The active seats of a schedule with their runs."""
        wanted = joined().where(seat.c.schedule_id == schedule_id, seat.c.state == SeatState.ACTIVE)
        return await self._dues(wanted.order_by(seat.c.id))

    async def seated(self, bot_id: int, chat_id: int | None = None) -> tuple[Due, ...]:
        """The active seats in a chat, in all its topics, with their runs; in all chats if None."""
        wanted = joined().where(seat.c.bot_id == bot_id, seat.c.state == SeatState.ACTIVE)
        if chat_id is not None:
            wanted = wanted.where(seat.c.chat_id == chat_id)
        return await self._dues(wanted.order_by(seat.c.id))

    async def of_runs(self, runs: Collection[int]) -> tuple[Due, ...]:
        """All that decides about these runs; without those whose seat has gone on."""
        return await self._dues(joined().where(run.c.id.in_(runs)))

    async def of_seat(self, seat_id: int) -> Due | None:
        """A seat, active or over, with the run that is there."""
        return next(iter(await self._dues(joined().where(seat.c.id == seat_id))), None)

    async def over(self, bot_id: int, now: datetime, limit: int) -> tuple[Due, ...]:
        """Seats whose run has ended: the next text may begin."""
        ended = and_(run.c.bot_id == bot_id, run.c.state == RunState.ENDED, run.c.wake_at <= now)
        return await self._dues(joined().where(ended).order_by(run.c.wake_at).limit(limit))

    async def sit(self, plan: Schedule, opening: Opening, now: datetime) -> Seat | None:
        """Give a chat its own progress; None if it has had it."""
        target = opening.target
        values = {
            **target_values(target),
            "schedule_id": plan.id,
            "item": opening.item,
            "run_id": None,
            "state": SeatState.ACTIVE,
        }
        async with self._database.write() as connection:
            taken = select(seat.c.id).where(seat.c.schedule_id == plan.id, _is(seat, target))
            if (await connection.execute(taken)).first() is not None:
                return None
            made = await connection.execute(insert(seat).values(values).returning(seat.c.id))
            await connection.execute(LOOK, [{"of_schedule": plan.id}])
            await _begin(connection, made.scalar_one(), plan, opening, now)
            found = await connection.execute(
                select(seat).where(seat.c.schedule_id == plan.id, _is(seat, target))
            )
            return seat_value(found.mappings().one())

    async def sit_again(self, plan: Schedule, opening: Opening, now: datetime) -> None:
        """Give a chat back the seat that was taken away, at another place; an active one stays."""
        taken = and_(seat.c.schedule_id == plan.id, _is(seat, opening.target))
        over = update(seat).where(taken, seat.c.state == SeatState.OVER)
        back = over.values({"state": SeatState.ACTIVE}).returning(seat.c.id)
        async with self._database.write() as connection:
            found = (await connection.execute(back)).scalar()
            if found is not None:
                await connection.execute(LOOK, [{"of_schedule": plan.id}])
                await _begin(connection, found, plan, opening, now)

    async def go_on(self, before: Due, opening: Opening, now: datetime) -> None:
        """The next text of a seat begins, in place of a run that has ended."""
        async with self._database.write() as connection:
            if await _leave(connection, before.run):
                await _begin(connection, before.seat.id, before.schedule, opening, now)

    async def leave(self, seats: Iterable[Seat], now: datetime) -> None:
        """Nothing more comes in these seats; what was posted stays."""
        ids = [one.id for one in seats]
        async with self._database.write() as connection:
            over = update(seat).where(seat.c.id.in_(ids)).values({"state": SeatState.OVER})
            await connection.execute(over)
            stopped = {"state": RunState.STOPPED, "wake_at": None, "updated_at": now}
            going = and_(run.c.seat_id.in_(ids), run.c.state.in_(CURRENT))
            await connection.execute(update(run).where(going).values(stopped))
            ended = and_(run.c.seat_id.in_(ids), run.c.state == RunState.ENDED)
            await connection.execute(update(run).where(ended).values({"wake_at": None}))

    async def come_back(self, left: Seat, wake_at: datetime | None) -> bool:
        """A chat that was taken away goes on where it was; whether it had anything left."""
        stopped = and_(run.c.id == left.run_id, run.c.state == RunState.STOPPED)
        over = and_(seat.c.id == left.id, seat.c.state == SeatState.OVER)
        async with self._database.write() as connection:
            row = await first_row(connection, select(run).where(stopped))
            if row is None:
                return False
            taken = update(seat).where(over).values({"state": SeatState.ACTIVE})
            if (await connection.execute(taken)).rowcount == 0:
                return False
            # What was in doubt when the chat was taken away still is, under its fence.
            state = await state_of_open_post(connection, row)
            fence = row["fence"] + 1 if state is RunState.IDLE else row["fence"]
            going = {"state": state, "fence": fence, "wake_at": wake_at, "stands": None}
            await connection.execute(update(run).where(stopped).values(going))
            await connection.execute(LOOK, [{"of_schedule": left.schedule_id}])
            return True

    async def wake(self, dues: Iterable[tuple[Run, datetime | None]]) -> None:
        """Set when these runs are due; what was due before comes too late.

        An idle run gets a new fence for that, as `RunRepository.set_pace` gives it one.
        """
        idle = run.c.state == RunState.IDLE
        fence = case((idle, run.c.fence + 1), else_=run.c.fence)
        async with self._database.write() as connection:
            seats = set()
            for one, wake_at in dues:
                values = {"wake_at": wake_at, "fence": fence}
                await connection.execute(update(run).where(run.c.id == one.id).values(values))
                seats.add(one.seat_id)
            if seats:
                await connection.execute(LOOK_BY_SEAT, [{"of_seat": one} for one in seats])

    async def postpone(self, waits: Iterable[tuple[Run, datetime | None]]) -> None:
        """As `wake`, but leaves alone a run to which something has happened since it was read."""
        async with self._database.write() as connection:
            seats = set()
            for one, wake_at in waits:
                same = and_(run.c.id == one.id, run.c.fence == one.fence)
                values = {"wake_at": wake_at, "fence": one.fence + 1}
                idle = and_(same, run.c.state == RunState.IDLE)
                await connection.execute(update(run).where(idle).values(values))
                seats.add(one.seat_id)
            if seats:
                await connection.execute(LOOK_BY_SEAT, [{"of_seat": one} for one in seats])

    async def move(self, moved: Run, step: int) -> None:
        """Let an idle run go on at another step; a part of a step that was posted stays."""
        idle = and_(run.c.id == moved.id, run.c.state == RunState.IDLE, run.c.fence == moved.fence)
        values = {"step": step, "part": 0, "goal": None, "fence": moved.fence + 1}
        async with self._database.write() as connection:
            await connection.execute(update(run).where(idle).values(values))

    async def _dues(self, query: Select[Any]) -> tuple[Due, ...]:
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple(map(due_value, rows))


async def put_back(connection: AsyncConnection, again: Again, by: Change) -> None:
    """A seat is at an earlier place again, and its schedule goes on."""
    plan, place = again.schedule, again.seat
    # The text to which the seat had gone on meanwhile begins again when its turn comes.
    later = and_(run.c.seat_id == place.id, run.c.id != place.run_id, run.c.state.in_(CURRENT))
    left = {"state": RunState.STOPPED, "wake_at": None}
    await connection.execute(update(run).where(later).values(left))
    there = {"run_id": place.run_id, "item": place.item, "state": place.state}
    await connection.execute(update(seat).where(seat.c.id == place.id).values(there))
    goes = {"state": plan.state, "updated_at": by.at}
    await connection.execute(update(schedule).where(schedule.c.id == plan.id).values(goes))
    await _log(connection, plan.id, by)


async def _log(connection: AsyncConnection, schedule_id: int, by: Change) -> None:
    log = {"schedule_id": schedule_id, "user_id": by.user_id, "what": by.what, "at": by.at}
    await connection.execute(insert(change).values(log))


async def _begin(
    connection: AsyncConnection, seat_id: int, plan: Schedule, opening: Opening, now: datetime
) -> None:
    values = new_run(
        opening.target,
        opening.piece_id,
        language=opening.language or plan.language,
        started_by=plan.planned_by,
        now=now,
    )
    values |= {"seat_id": seat_id, "step": opening.step, "wake_at": opening.wake_at}
    made = await connection.execute(insert(run).values(values).returning(run.c.id))
    there = {"run_id": made.scalar_one(), "item": opening.item}
    await connection.execute(update(seat).where(seat.c.id == seat_id).values(there))


async def _leave(connection: AsyncConnection, before: Run) -> bool:
    """Whether the run was waiting for its seat to go on; it does not any more."""
    waiting = and_(run.c.id == before.id, run.c.state == RunState.ENDED, run.c.wake_at.is_not(None))
    left = await connection.execute(update(run).where(waiting).values({"wake_at": None}))
    return left.rowcount == 1


def schedule_columns(plan: Schedule) -> dict[str, Any]:
    """The columns of a schedule, but for its number and when it was changed."""
    return {
        **target_values(plan.home),
        "planned_by": plan.planned_by,
        "language": plan.language,
        "zone": plan.zone,
        "playlist": msgspec.json.encode(plan.playlist).decode(),
        "key": plan.key,
        "state": plan.state,
        "rule": msgspec.json.encode(plan.rule).decode() if plan.rule else None,
        "portion": plan.portion,
        "start": plan.start,
        "shared": plan.shared,
        "not_before": plan.not_before,
        "contents": plan.contents,
        "warn": plan.warn,
    }


def _is(table: Any, target: Target) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in target_values(target).items()))
