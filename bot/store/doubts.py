"""Posts in doubt: which have to be looked up, and who was asked about them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, Select, and_, delete, insert, select, update

from bot.model import Delivery, Run, RunState
from bot.store.claims import delivery_value
from bot.store.database import Database, first_row
from bot.store.runs import run_value
from bot.store.tables import OPEN, DeliveryState, delivery, question, run


@dataclass(frozen=True, slots=True)
class Doubt:
    """A post that may be in its chat or not, sent at `claimed_at`, after message `base_id`.

    `heard`: the process that sent it knew that message itself. `digest` is of the words.
    `looked_at`: the chat was looked at then, and could not tell.
    """

    run: Run
    delivery: Delivery
    base_id: int
    heard: bool
    digest: str | None
    claimed_at: datetime
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody was asked in private about a post in doubt, and perhaps reminded."""

    user_id: int
    message_id: int
    asked_at: datetime
    reminded: bool


class Doubts:
    """Finds posts in doubt and keeps what was asked; `Journal.resolve` settles them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self, bot_id: int) -> tuple[Doubt, ...]:
        """All doubts of runs that nobody has stopped, the oldest first."""
        query = _doubts().where(delivery.c.bot_id == bot_id).order_by(delivery.c.id)
        async with self._database.read() as connection:
            return tuple(map(_doubt, (await connection.execute(query)).mappings()))

    async def of(self, run_id: int) -> Doubt | None:
        """The doubt of a run, if its last post is in doubt."""
        query = _doubts().where(delivery.c.run_id == run_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
            return _doubt(row) if row else None

    async def looked(self, doubt: Doubt, now: datetime) -> None:
        """The chat could not tell."""
        change = update(delivery).where(delivery.c.id == doubt.delivery.id)
        async with self._database.write() as connection:
            await connection.execute(change.values({"looked_at": now}))

    async def give_up(self, bot_id: int, before: datetime, under_way: Collection[int]) -> int:
        """Posts claimed before then that nobody settled are in doubt; how many those were.

        But for those of the runs `under_way`.
        """
        late = and_(
            delivery.c.state.in_(OPEN),
            delivery.c.state == DeliveryState.SENDING,
            delivery.c.bot_id == bot_id,
            delivery.c.claimed_at < before,
            delivery.c.run_id.not_in(under_way),
        )
        unknown = {"state": DeliveryState.UNKNOWN, "reason": "nobody settled it"}
        async with self._database.read() as connection:
            if await first_row(connection, select(delivery.c.id).where(late)) is None:
                return 0
        async with self._database.write() as connection:
            found = await connection.execute(
                update(delivery).where(late).values(unknown).returning(delivery.c.run_id)
            )
            runs = [row.run_id for row in found]
            sending = and_(run.c.id.in_(runs), run.c.state == RunState.SENDING)
            await connection.execute(update(run).where(sending).values({"state": RunState.UNKNOWN}))
            return len(runs)

    async def oldest_sending(self, bot_id: int, under_way: Collection[int]) -> datetime | None:
        """When the oldest unsettled post was claimed, but for those of the runs `under_way`."""
        sending = and_(
            delivery.c.state.in_(OPEN),
            delivery.c.state == DeliveryState.SENDING,
            delivery.c.bot_id == bot_id,
            delivery.c.run_id.not_in(under_way),
        )
        query = select(delivery.c.claimed_at).where(sending).order_by(delivery.c.claimed_at)
        async with self._database.read() as connection:
            row = await first_row(connection, query.limit(1))
            return row["claimed_at"] if row else None

    async def questions(self, doubt: Doubt) -> tuple[Question, ...]:
        """Who was asked about it, in order."""
        query = select(question).where(question.c.delivery_id == doubt.delivery.id)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(question.c.asked_at))
            return tuple(
                Question(row.user_id, row.message_id, row.asked_at, row.reminded) for row in rows
            )

    async def asked(self, doubt: Doubt, one: Question) -> None:
        """Keep a question; a newer one to the same person takes its place."""
        key = {"delivery_id": doubt.delivery.id, "user_id": one.user_id}
        same = and_(*(question.c[name] == value for name, value in key.items()))
        values = {
            **key,
            "message_id": one.message_id,
            "asked_at": one.asked_at,
            "reminded": one.reminded,
        }
        async with self._database.write() as connection:
            await connection.execute(delete(question).where(same))
            await connection.execute(insert(question).values(values))


def _doubts() -> Select[tuple[object, ...]]:
    of_delivery = [column.label(f"delivery_{column.name}") for column in delivery.c]
    query: Select[tuple[object, ...]] = select(*run.c, *of_delivery).join(
        delivery, delivery.c.run_id == run.c.id
    )
    # The open posts have a small index of their own, which needs this very condition.
    query = query.where(delivery.c.state.in_(OPEN), delivery.c.state == DeliveryState.UNKNOWN)
    return query.where(run.c.state == RunState.UNKNOWN)


def _doubt(row: RowMapping) -> Doubt:
    of_delivery = {column.name: row[f"delivery_{column.name}"] for column in delivery.c}
    return Doubt(
        run=run_value(row),
        delivery=delivery_value(of_delivery),
        base_id=of_delivery["base_id"],
        heard=of_delivery["heard"],
        digest=of_delivery["digest"],
        claimed_at=of_delivery["claimed_at"],
        looked_at=of_delivery["looked_at"],
    )
