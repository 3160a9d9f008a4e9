"""Runs: where each reading stands, one current run a target."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import CURRENT, Cursor, Refusal, Run, RunState, Target
from bot.store.database import Database, first_row
from bot.store.moving import move_plans
from bot.store.tables import OPEN, DeliveryState, delivery, retraction, run, wait

BY_TIME = (run.c.wake_at, run.c.id)


COLUMNS = (
    *("id", "bot_id", "chat_id", "topic_id", "piece_id", "step", "part", "state", "fence"),
    *("language", "started_by", "pace", "wake_at", "stands", "seat_id", "goal", "follows"),
)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
THESE = select(*(run.c[name] for name in COLUMNS)).where(run.c.id.in_(IDS)).order_by(*BY_TIME)


def run_value(row: RowMapping) -> Run:
    """The run of a row of `run`."""
    return _run([row[name] for name in COLUMNS])


def _run(values: Sequence[Any]) -> Run:
    """The run of these columns; by their places, since a second may have thousands of them."""
    number, bot, chat, topic, piece, step, part, state, fence, *of_text = values
    language, started_by, pace, wake_at, stands, seat, goal, follows = of_text
    return Run(
        id=number,
        target=Target(bot, chat, topic),
        piece_id=piece,
        cursor=Cursor(step, part),
        state=RunState(state),
        fence=fence,
        language=language,
        started_by=started_by,
        pace=pace,
        wake_at=wake_at,
        stands=Refusal(stands) if stands else None,
        seat_id=seat,
        goal=goal,
        follows=follows,
    )


def new_run(
    target: Target, piece_id: int, *, language: str, started_by: int, now: datetime
) -> dict[str, Any]:
    """The columns of a run that stands at the beginning, by hand."""
    return {
        **target_values(target),
        "piece_id": piece_id,
        "step": 0,
        "part": 0,
        "state": RunState.IDLE,
        "fence": 1,
        "language": language,
        "started_by": started_by,
        "pace": None,
        "wake_at": None,
        "stands": None,
        "base_id": 0,
        "seat_id": None,
        "goal": None,
        "follows": None,
        "created_at": now,
        "updated_at": now,
    }


class RunRepository:
    """Starts, stops, resumes and finds runs. Posting moves them through the journal only.

    What goes on in a target is what somebody started there; planned runs belong to their seats.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def current(self, target: Target) -> Run | None:
        """The run that goes on in this target, if one does."""
        return await self._one(_of(target).where(run.c.state.in_(CURRENT)))

    async def latest(self, target: Target) -> Run | None:
        """The run started last in this target, whatever became of it."""
        return await self._one(_of(target).order_by(run.c.id.desc()).limit(1))

    async def get(self, run_id: int) -> Run | None:
        """The run with this number."""
        return await self._one(select(run).where(run.c.id == run_id))

    async def stopped(self, target: Target, piece_id: int) -> Run | None:
        """The run of this piece that was last at work here, if somebody stopped it."""
        newest = _of(target).where(run.c.piece_id == piece_id)
        last = await self._one(newest.order_by(run.c.updated_at.desc(), run.c.id.desc()).limit(1))
        return last if last is not None and last.state is RunState.STOPPED else None

    async def start(
        self,
        target: Target,
        piece_id: int,
        cursor: Cursor,
        *,
        language: str,
        started_by: int,
        now: datetime,
        pace: float | None = None,
        wake_at: datetime | None = None,
        follows: int | None = None,
    ) -> Run:
        """Start a run and stop the current one of the target, in one transaction."""
        values = {
            **new_run(target, piece_id, language=language, started_by=started_by, now=now),
            "step": cursor.step,
            "part": cursor.part,
            "pace": pace,
            "wake_at": wake_at,
            "follows": follows,
        }
        async with self._database.write() as connection:
            await _stop(connection, _by_hand(target), now)
            row = await connection.execute(insert(run).values(values).returning(*run.c))
            return run_value(row.mappings().one())

    async def stop(self, current: Run, now: datetime) -> Run:
        """Stop a run, keeping its place; one that is not current stays as it is.

        A post under way settles all the same: the fence stays until the run is resumed.
        """
        async with self._database.write() as connection:
            await _stop(connection, run.c.id == current.id, now)
            return run_value(await _row_of(connection, current))

    async def end(self, current: Run, now: datetime) -> Run:
        """End an idle run whose text has nothing more, since it became shorter."""
        # A planned run that has ended is due at once: its seat goes on with the next text.
        due = None if current.seat_id is None else now
        values = {"state": RunState.ENDED, "wake_at": due, "updated_at": now}
        async with self._database.write() as connection:
            idle = and_(run.c.id == current.id, run.c.state == RunState.IDLE)
            await connection.execute(update(run).where(idle).values(values))
            return run_value(await _row_of(connection, current))

    async def unfollow(self, alone: Run) -> None:
        """Let a run go on without regard to the one that it has followed."""
        async with self._database.write() as connection:
            of_it = run.c.id == alone.id
            await connection.execute(update(run).where(of_it).values({"follows": None}))

    async def resume(self, stopped: Run, now: datetime) -> Run:
        """Let a stopped run go on, and stop the current one of its target; paced, it is due now.

        It comes back in doubt if its last post still is. One that is not stopped stays as it is.
        """
        async with self._database.write() as connection:
            row = await _row_of(connection, stopped)
            if row["state"] != RunState.STOPPED:
                return run_value(row)
            await _stop(connection, _by_hand(stopped.target), now)
            state = await state_of_open_post(connection, row)
            values = {
                "state": state,
                "fence": row["fence"] + 1 if state is RunState.IDLE else row["fence"],
                "wake_at": None if row["pace"] is None else now,
                "stands": None,
                "updated_at": now,
            }
            await connection.execute(update(run).where(run.c.id == stopped.id).values(values))
            return run_value(await _row_of(connection, stopped))

    async def stand(self, halted: Run, why: Refusal, now: datetime) -> Run:
        """Telegram takes nothing here: an idle run posts no more by itself until it is let go."""
        values = {"stands": why, "wake_at": None, "updated_at": now}
        async with self._database.write() as connection:
            idle = and_(run.c.id == halted.id, run.c.state == RunState.IDLE)
            await connection.execute(update(run).where(idle).values(values))
            return run_value(await _row_of(connection, halted))

    async def here(self, bot_id: int, chat_id: int) -> tuple[Run, ...]:
        """The runs that go on in a chat, or stand still there, in all its topics."""
        of_chat = and_(run.c.bot_id == bot_id, run.c.chat_id == chat_id)
        query = select(run).where(of_chat, run.c.state.in_(CURRENT)).order_by(run.c.id)
        return await self._all(query)

    async def move(self, bot_id: int, old: int, new: int, now: datetime) -> None:
        """A group has another id: all that is kept about it follows, in one transaction."""
        of_old = and_(run.c.bot_id == bot_id, run.c.chat_id == old)
        there = select(run.c.topic_id).where(
            run.c.bot_id == bot_id,
            run.c.chat_id == new,
            run.c.state.in_(CURRENT),
            run.c.seat_id.is_(None),
        )
        async with self._database.write() as connection:
            # What was begun under the new id meanwhile goes on; the other keeps its place.
            by_hand = and_(of_old, run.c.seat_id.is_(None), run.c.topic_id.in_(there))
            await _stop(connection, by_hand, now)
            # Its messages count anew, so nobody knows where to look for what is in doubt.
            is_open = and_(
                delivery.c.state.in_(OPEN), delivery.c.run_id.in_(select(run.c.id).where(of_old))
            )
            await connection.execute(update(delivery).where(is_open).values({"base_id": 0}))
            # Numbers of the old chat mean other messages in the new one.
            sent = delivery.c.run_id.in_(select(run.c.id).where(of_old))
            await connection.execute(update(delivery).where(sent).values({"message_id": None}))
            moved = {"chat_id": new, "base_id": 0}
            await connection.execute(update(run).where(of_old).values(moved))
            await connection.execute(
                delete(wait).where(wait.c.bot_id == bot_id, wait.c.chat_id == old)
            )
            await move_plans(connection, bot_id, old, new)

    async def set_pace(self, changed: Run, pace: float | None, wake_at: datetime | None) -> Run:
        """Change how often a run posts (seconds, None by hand) and when it does next.

        An idle run gets a new fence, so that a step which was due before this comes too late.
        """
        idle = run.c.state == RunState.IDLE
        fence = case((idle, run.c.fence + 1), else_=run.c.fence)
        values = {"pace": pace, "wake_at": wake_at, "fence": fence, "stands": None}
        async with self._database.write() as connection:
            await connection.execute(update(run).where(run.c.id == changed.id).values(values))
            return run_value(await _row_of(connection, changed))

    async def due(
        self, bot_id: int, now: datetime, limit: int, begun: Collection[int] = ()
    ) -> tuple[Run, ...]:
        """Idle runs whose time has come, the longest overdue first, without those begun."""
        # A number costs a tenth of a run: thousands may have begun and wait for their turn.
        ids = select(run.c.id).where(_waits(bot_id), run.c.wake_at <= now).order_by(*BY_TIME)
        known = frozenset(begun)

        def question(connection: Connection) -> tuple[Run, ...]:
            found = connection.scalars(ids.limit(limit + len(known))).all()
            wanted = list(islice((one for one in found if one not in known), limit))
            if not wanted:
                return ()
            return tuple(map(_run, connection.execute(THESE, {"ids": wanted}).all()))

        return await self._database.ask(question)

    async def next_wake(self, bot_id: int, begun: Collection[int] = ()) -> datetime | None:
        """When the next run is due that has not begun, idle, or ended in its seat.

        In the past if one is overdue.
        """
        state = run.c.state.in_((RunState.IDLE, RunState.ENDED))
        waits = run.c.bot_id == bot_id, state, run.c.wake_at.is_not(None)
        ids = select(run.c.id).where(*waits).order_by(*BY_TIME)
        known = frozenset(begun)

        def question(connection: Connection) -> datetime | None:
            found = connection.scalars(ids.limit(1 + len(known))).all()
            first = next((one for one in found if one not in known), None)
            return connection.scalar(select(run.c.wake_at).where(run.c.id == first))

        return await self._database.ask(question)

    async def unfinished(self, bot_id: int) -> tuple[tuple[Run, str], ...]:
        """Idle runs in the middle of a step, each with the cause that posted the part before."""
        # A row is reused after a refusal, so its number does not tell which came last.
        cause = (
            select(delivery.c.cause)
            .where(delivery.c.run_id == run.c.id, delivery.c.part == run.c.part - 1)
            .where(delivery.c.state.in_((DeliveryState.SENT, DeliveryState.SKIPPED)))
            .order_by(delivery.c.settled_at.desc(), delivery.c.id.desc())
            .limit(1)
            .scalar_subquery()
            .label("cause")
        )
        query = select(run, cause).where(_waits(bot_id), run.c.part > 0).order_by(run.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple((run_value(row), row["cause"]) for row in rows if row["cause"])

    async def _one(self, query: Select[Any]) -> Run | None:
        async with self._database.read() as connection:
            row = await first_row(connection, query)
            return run_value(row) if row else None

    async def _all(self, query: Select[Any]) -> tuple[Run, ...]:
        async with self._database.read() as connection:
            return tuple(map(run_value, (await connection.execute(query)).mappings()))


def target_values(target: Target) -> dict[str, int]:
    """The columns that say where."""
    return {"bot_id": target.bot_id, "chat_id": target.chat_id, "topic_id": target.topic_id}


def _is(target: Target) -> ColumnElement[bool]:
    return and_(*(run.c[name] == value for name, value in target_values(target).items()))


def _by_hand(target: Target) -> ColumnElement[bool]:
    """What somebody started in a target."""
    return and_(_is(target), run.c.seat_id.is_(None))


def _waits(bot_id: int) -> ColumnElement[bool]:
    return and_(run.c.bot_id == bot_id, run.c.state == RunState.IDLE)


def _of(target: Target) -> Select[Any]:
    return select(run).where(_by_hand(target))


async def _row_of(connection: AsyncConnection, one: Run) -> RowMapping:
    found = await connection.execute(select(run).where(run.c.id == one.id))
    return found.mappings().one()


async def _stop(connection: AsyncConnection, wanted: ColumnElement[bool], now: datetime) -> None:
    values = {"state": RunState.STOPPED, "wake_at": None, "updated_at": now}
    current = and_(wanted, run.c.state.in_(CURRENT))
    await connection.execute(update(run).where(current).values(values))


async def state_of_open_post(connection: AsyncConnection, row: RowMapping) -> RunState:
    """The state of a run that goes on: that of its last post, if nobody has settled it."""
    undoing = and_(retraction.c.run_id == row["id"], ~retraction.c.done)
    if await first_row(connection, select(retraction.c.id).where(undoing)) is not None:
        return RunState.RETRACTING
    query = select(delivery.c.state).where(
        delivery.c.run_id == row["id"], delivery.c.state.in_(OPEN)
    )
    state = (await connection.execute(query)).scalar()
    return RunState(state) if state else RunState.IDLE
