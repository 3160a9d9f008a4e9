"""The journal of posts: what a cause has posted, what is in doubt, and who says so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Delivery, Run, RunState, Verdict
from bot.store.claims import delivery_value
from bot.store.database import Database, first_row
from bot.store.runs import run_value
from bot.store.settlements import arrived, missing
from bot.store.tables import OPEN, DeliveryState, delivery, run

SETTLED = {
    Verdict.ARRIVED: DeliveryState.SENT,
    Verdict.MISSING: DeliveryState.REFUSED,
    Verdict.SKIPPED: DeliveryState.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a run's history; `settled_at` is None while nobody knows."""

    delivery: Delivery
    state: DeliveryState
    message_id: int | None
    reason: str | None
    claimed_at: datetime
    settled_at: datetime | None


class Journal:
    """Reads the journal and settles doubts. Posts are claimed and settled through `Writer`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def resolve(
        self,
        run_id: int,
        fence: int,
        verdict: Verdict,
        now: datetime,
        message_id: int | None = None,
    ) -> Run | None:
        """Settle the post in doubt; the run after it. `message_id` is where it was found.

        Arrived counts as sent; missing puts the cursor back and frees the cause. None if there is
        no doubt under this fence: it was answered already.
        """
        async with self._database.write() as connection:
            reader = await first_row(connection, select(run).where(run.c.id == run_id))
            post = await _doubt(connection, run_id)
            if reader is None or post is None or reader["state"] != RunState.UNKNOWN:
                return None
            if not fence == reader["fence"] == post["fence"]:
                return None
            back = verdict is Verdict.MISSING
            values = missing(reader, post, now) if back else arrived(reader, post, now)
            if back and reader["seat_id"] is not None:
                # It is sent at once, and with it comes what was to come then, no more.
                values["goal"] = reader["goal"]
            elif back and reader["wake_at"] is not None:
                # If the bot ends before it is sent, it is due.
                values["wake_at"] = now
            if message_id is not None and post["chat_id"] is None:
                values["base_id"] = message_id
            ruling = {"state": SETTLED[verdict], "settled_at": now, "message_id": message_id}
            change = update(delivery).where(delivery.c.id == post["id"]).values(ruling)
            await connection.execute(change)
            del values["of_run"]
            moved = update(run).where(run.c.id == run_id).values(values).returning(*run.c)
            return run_value((await connection.execute(moved)).mappings().one())

    async def interrupt(self, bot_id: int, now: datetime) -> tuple[Run, ...]:
        """At a start: what was being sent when the last process ended is in doubt; those runs.

        A run that was stopped meanwhile stays stopped, and comes back in doubt when resumed.
        """
        was_sending = and_(delivery.c.bot_id == bot_id, delivery.c.state == DeliveryState.SENDING)
        cut_off = {
            "state": DeliveryState.UNKNOWN,
            "reason": "the process ended while it was sending",
            "settled_at": now,
        }
        runs = and_(run.c.bot_id == bot_id, run.c.state == RunState.SENDING)
        doubtful = {"state": RunState.UNKNOWN, "updated_at": now}
        async with self._database.write() as connection:
            # The open posts have a small index of their own, which needs this very condition.
            among = update(delivery).where(delivery.c.state.in_(OPEN), was_sending)
            await connection.execute(among.values(cut_off))
            query = update(run).where(runs).values(doubtful).returning(*run.c)
            rows = (await connection.execute(query)).mappings()
            return tuple(sorted(map(run_value, rows), key=lambda one: one.id))

    async def run_of(self, bot_id: int, cause: str) -> int | None:
        """The run that a cause posted in, or tried to."""
        wanted = and_(delivery.c.bot_id == bot_id, delivery.c.cause == cause)
        async with self._database.read() as connection:
            return (await connection.execute(select(delivery.c.run_id).where(wanted))).scalar()

    async def history(self, run_id: int) -> tuple[Entry, ...]:
        """Every post of a run, in the order of their first claims."""
        query = select(delivery).where(delivery.c.run_id == run_id).order_by(delivery.c.id)
        async with self._database.read() as connection:
            return tuple(map(_entry, (await connection.execute(query)).mappings()))


def _entry(row: RowMapping) -> Entry:
    return Entry(
        delivery=delivery_value(row),
        state=DeliveryState(row["state"]),
        message_id=row["message_id"],
        reason=row["reason"],
        claimed_at=row["claimed_at"],
        settled_at=row["settled_at"],
    )


async def _doubt(connection: AsyncConnection, run_id: int) -> RowMapping | None:
    is_open = and_(delivery.c.run_id == run_id, delivery.c.state.in_(OPEN))
    in_doubt = and_(is_open, delivery.c.state == DeliveryState.UNKNOWN)
    return await first_row(connection, select(delivery).where(in_doubt))
