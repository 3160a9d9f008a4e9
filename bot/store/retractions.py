"""Posts that are taken back: which is the last of a chat, and what is still to be deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import CURRENT, Run, RunState, Target
from bot.plans import Again
from bot.store.database import Database, first_row
from bot.store.runs import run_value, target_values
from bot.store.schedules import Change, put_back
from bot.store.tables import OPEN, DeliveryState, delivery, retraction, run

POSTED = (DeliveryState.SENT, DeliveryState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Posted:
    """The last step that was posted in a chat or topic: its last part, sent at `at`.

    `is_open`: nobody knows yet whether it has arrived. `message_id` is None where nobody knows it.
    `elsewhere`: it is a comment in another chat, where that number counts.
    """

    run: Run
    step: int
    delivery_id: int
    at: datetime
    is_open: bool
    message_id: int | None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Retraction:
    """Somebody takes step `step` of a run back; the run was in state `was`.

    Until it is done some of it may still be in the chat. `at` is when it was asked for, then when
    it was done. `answer_id` is the message of the bot that said so in the chat.
    """

    id: int
    run: Run
    step: int
    user_id: int
    was: RunState
    done: bool
    at: datetime
    answer_id: int | None


class Retractions:
    """Begins and ends taking back. A run goes back only once its post is gone from the chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(self, target: Target) -> Posted | None:
        """What was posted last in a chat or topic, and has not been taken back."""
        # A row is reused after a refusal, so its number does not tell which came last.
        there = and_(_in(target), delivery.c.state.in_((*POSTED, *OPEN)))
        columns = [column.label(f"delivery_{column.name}") for column in delivery.c]
        query = select(*run.c, *columns).join(delivery, delivery.c.run_id == run.c.id).where(there)
        latest = query.order_by(delivery.c.claimed_at.desc(), delivery.c.id.desc()).limit(1)
        async with self._database.read() as connection:
            row = await first_row(connection, latest)
        if row is None:
            return None
        return Posted(
            run_value(row),
            row["delivery_step"],
            row["delivery_id"],
            row["delivery_claimed_at"],
            row["delivery_state"] in OPEN,
            row["delivery_message_id"],
            row["delivery_chat_id"] is not None,
        )

    async def run_of(self, delivery_id: int) -> Run | None:
        """The run that has posted this."""
        query = select(*run.c).join(delivery, delivery.c.run_id == run.c.id)
        async with self._database.read() as connection:
            row = await first_row(connection, query.where(delivery.c.id == delivery_id))
            return run_value(row) if row else None

    async def messages(self, of: Run, step: int) -> tuple[tuple[Target, int | None], ...]:
        """The messages of a posted step, its last part first; None where no number is known."""
        of_step = and_(
            delivery.c.run_id == of.id, delivery.c.step == step, delivery.c.state.in_(POSTED)
        )
        query = select(delivery.c.chat_id, delivery.c.message_id).where(of_step)
        async with self._database.read() as connection:
            ordered = query.order_by(delivery.c.part.desc(), delivery.c.claimed_at.desc())
            rows = await connection.execute(ordered)
            return tuple((of.place(row.chat_id), row.message_id) for row in rows)

    async def of_cause(self, bot_id: int, cause: str) -> Retraction | None:
        """What this very order has begun."""
        same = and_(retraction.c.bot_id == bot_id, retraction.c.cause == cause)
        return await self._first(_retractions().where(same))

    async def last(self, target: Target) -> Retraction | None:
        """What was taken back last in a chat or topic."""
        done = and_(_in(target), retraction.c.done)
        return await self._first(_retractions().where(done).order_by(retraction.c.id.desc()))

    async def open(self, bot_id: int) -> tuple[Retraction, ...]:
        """What was begun and is not done."""
        begun = and_(retraction.c.bot_id == bot_id, ~retraction.c.done)
        async with self._database.read() as connection:
            rows = (await connection.execute(_retractions().where(begun))).mappings()
            return tuple(map(_retraction, rows))

    async def begin(self, posted: Posted, cause: str, user_id: int, now: datetime) -> Retraction:
        """Write down what is to be deleted; until that is done the run posts nothing."""
        values = {
            "bot_id": posted.run.target.bot_id,
            "cause": cause,
            "run_id": posted.run.id,
            "step": posted.step,
            "user_id": user_id,
            "was": posted.run.state,
            "done": False,
            "at": now,
            "answer_id": None,
        }
        async with self._database.write() as connection:
            await connection.execute(insert(retraction).values(values))
            if posted.run.state is not RunState.STOPPED:
                state = await _halted(connection, posted.run)
                halted = {"state": state, "fence": run.c.fence + 1}
                of_it = run.c.id == posted.run.id
                await connection.execute(update(run).where(of_it).values(halted))
            same = and_(retraction.c.bot_id == values["bot_id"], retraction.c.cause == cause)
            found = await connection.execute(_retractions().where(same))
            return _retraction(found.mappings().one())

    async def finish(
        self, begun: Retraction, again: Again | None, wake_at: datetime | None, now: datetime
    ) -> Run:
        """The messages are gone: the run stands before the step again, due at `wake_at`.

        Its causes may post the step anew. A planned run takes its seat again as `again` says; it
        is stopped if its schedule has nothing to come.
        """
        of_run = run.c.id == begun.run.id
        async with self._database.write() as connection:
            row = (await connection.execute(select(run).where(of_run))).mappings().one()
            values = _back(row, begun.step, wake_at)
            if row["seat_id"] is not None and again is None:
                values |= {"state": RunState.STOPPED, "wake_at": None}
            await connection.execute(update(run).where(of_run).values(values))
            of_step = and_(delivery.c.run_id == begun.run.id, delivery.c.step == begun.step)
            gone = and_(of_step, delivery.c.state.in_(POSTED))
            undone = {"state": DeliveryState.UNDONE}
            await connection.execute(update(delivery).where(gone).values(undone))
            if again is not None:
                await put_back(connection, again, Change(begun.user_id, "undone", now))
            of_it = retraction.c.id == begun.id
            done = {"done": True, "at": now}
            await connection.execute(update(retraction).where(of_it).values(done))
            return run_value((await connection.execute(select(run).where(of_run))).mappings().one())

    async def give_up(self, begun: Retraction) -> None:
        """It stays in the chat: the run goes on as it would have, and the order is forgotten."""
        was = {"state": begun.was}
        halted = run.c.state == RunState.RETRACTING
        if begun.was is RunState.ENDED:
            halted = halted | (run.c.state == RunState.STOPPED)
        async with self._database.write() as connection:
            of_run = and_(run.c.id == begun.run.id, halted)
            await connection.execute(update(run).where(of_run).values(was))
            await connection.execute(delete(retraction).where(retraction.c.id == begun.id))

    async def answered(self, done: Retraction, message_id: int) -> None:
        """People were told by this message in the chat."""
        async with self._database.write() as connection:
            of_it = retraction.c.id == done.id
            told = {"answer_id": message_id}
            await connection.execute(update(retraction).where(of_it).values(told))

    async def _first(self, query: Select[Any]) -> Retraction | None:
        async with self._database.read() as connection:
            row = await first_row(connection, query.limit(1))
            return _retraction(row) if row else None


def _in(target: Target) -> ColumnElement[bool]:
    return and_(*(run.c[name] == value for name, value in target_values(target).items()))


def _retractions() -> Select[Any]:
    own: Iterable[Any] = (column.label(f"retraction_{column.name}") for column in retraction.c)
    return select(*run.c, *own).join(retraction, retraction.c.run_id == run.c.id)


def _retraction(row: RowMapping) -> Retraction:
    return Retraction(
        id=row["retraction_id"],
        run=run_value(row),
        step=row["retraction_step"],
        user_id=row["retraction_user_id"],
        was=RunState(row["retraction_was"]),
        done=row["retraction_done"],
        at=row["retraction_at"],
        answer_id=row["retraction_answer_id"],
    )


async def _halted(connection: AsyncConnection, halting: Run) -> RunState:
    """Retracting; stopped, where what was read here has ended and something else goes on."""
    if halting.seat_id is not None:
        return RunState.RETRACTING
    others = and_(
        _in(halting.target),
        run.c.seat_id.is_(None),
        run.c.id != halting.id,
        run.c.state.in_(CURRENT),
    )
    going = await first_row(connection, select(run.c.id).where(others))
    return RunState.RETRACTING if going is None else RunState.STOPPED


def _back(row: RowMapping, step: int, wake_at: datetime | None) -> dict[str, Any]:
    """The columns of a run that stands before a step again."""
    retracting = row["state"] == RunState.RETRACTING
    if step < 0:
        # Its fragment is gone from the text: what comes next comes all the same.
        step = row["step"]
    return {
        "step": step,
        "part": 0,
        # What comes at a time begins anew.
        "goal": None if row["goal"] is None else step,
        "fence": row["fence"] + 1,
        "state": RunState.IDLE if retracting else row["state"],
        "wake_at": wake_at if retracting else row["wake_at"],
    }
