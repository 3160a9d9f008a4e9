"""Claims: the intent to post is on disk before the post goes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Claim, Cursor, Delivery, Denied, RunState
from bot.store.tables import DeliveryState, delivery, run

Key = tuple[int, str, int]
"""(bot_id, cause, part): what a delivery is unique by."""

INSERT = insert(delivery).returning(
    delivery.c.id, delivery.c.bot_id, delivery.c.cause, delivery.c.part
)
TRY_AGAIN = update(delivery).where(delivery.c.id == bindparam("of_delivery"))
MOVE = update(run).where(run.c.id == bindparam("of_run"))


def delivery_value(row: RowMapping | Mapping[str, Any]) -> Delivery:
    """The delivery of a row of `delivery`."""
    cursor = Cursor(row["step"], row["part"])
    return Delivery(row["id"], row["run_id"], row["cause"], cursor, row["fence"])


async def claim(
    connection: AsyncConnection, claims: Sequence[Claim], now: datetime
) -> list[Delivery | Denied]:
    """Write down each claim that holds, in a few statements for all; answers in their order.

    A claim holds if its run is idle under its fence, and its cause has not posted this part yet
    and is not trying to. Of two claims for one run only the first holds.
    """
    if not claims:
        return []
    taken = await _taken(connection, claims)
    runs = await _runs(connection, claims)
    bases = {number: row["base_id"] for number, row in runs.items()}
    held: dict[Key, Claim] = {}
    answers: list[Key | Denied] = []
    for wanted in claims:
        key = _key(wanted)
        stands = runs.get(wanted.run.id)
        denied = Denied.DONE if key in held else _denied(wanted, taken.get(key), stands)
        if denied is None:
            base_id = max(wanted.base_id, bases[wanted.run.id])
            held[key] = replace(wanted, base_id=base_id)
            del runs[wanted.run.id]
        answers.append(denied or key)
    made = await _write_down(connection, held, taken, now) if held else {}
    return [answer if isinstance(answer, Denied) else made[answer] for answer in answers]


def _key(wanted: Claim) -> Key:
    return wanted.run.target.bot_id, wanted.cause, wanted.run.cursor.part


def _denied(wanted: Claim, before: RowMapping | None, stands: RowMapping | None) -> Denied | None:
    if before is not None and before["state"] != DeliveryState.REFUSED:
        return Denied.DONE
    if stands is None or stands["state"] != RunState.IDLE or stands["fence"] != wanted.run.fence:
        return Denied.MOVED
    return None


async def _taken(connection: AsyncConnection, claims: Iterable[Claim]) -> dict[Key, RowMapping]:
    columns = (delivery.c.bot_id, delivery.c.cause, delivery.c.part)
    query = select(delivery.c.id, *columns, delivery.c.state)
    query = query.where(tuple_(*columns).in_({_key(wanted) for wanted in claims}))
    rows = (await connection.execute(query)).mappings()
    return {(row["bot_id"], row["cause"], row["part"]): row for row in rows}


async def _runs(connection: AsyncConnection, claims: Iterable[Claim]) -> dict[int, RowMapping]:
    ids = {wanted.run.id for wanted in claims}
    query = (
        select(run.c.id, run.c.state, run.c.fence, run.c.base_id)
        .where(run.c.id.in_(ids))
        .with_for_update()
    )
    return {row["id"]: row for row in (await connection.execute(query)).mappings()}


async def _write_down(
    connection: AsyncConnection,
    held: dict[Key, Claim],
    taken: dict[Key, RowMapping],
    now: datetime,
) -> dict[Key, Delivery]:
    ids: dict[Key, int] = {key: taken[key]["id"] for key in held if key in taken}
    again = [{"of_delivery": ids[key], **_delivery_row(held[key], now)} for key in ids]
    new = [_delivery_row(wanted, now) for key, wanted in held.items() if key not in ids]
    if again:
        await connection.execute(TRY_AGAIN, again)
    if new:
        for row in await connection.execute(INSERT, new):
            ids[row.bot_id, row.cause, row.part] = row.id
    await connection.execute(MOVE, [_move(wanted, now) for wanted in held.values()])
    return {
        key: Delivery(
            ids[key], wanted.run.id, wanted.cause, wanted.run.cursor, wanted.run.fence + 1
        )
        for key, wanted in held.items()
    }


def _delivery_row(wanted: Claim, now: datetime) -> dict[str, Any]:
    return {
        "bot_id": wanted.run.target.bot_id,
        "run_id": wanted.run.id,
        "cause": wanted.cause,
        "step": wanted.run.cursor.step,
        "part": wanted.run.cursor.part,
        "fence": wanted.run.fence + 1,
        "ends": wanted.ends,
        "state": DeliveryState.SENDING,
        "base_id": wanted.base_id,
        "message_id": None,
        "reason": None,
        "claimed_at": now,
        "settled_at": None,
        "looked_at": None,
    }


def _move(wanted: Claim, now: datetime) -> dict[str, Any]:
    return {
        "of_run": wanted.run.id,
        "step": wanted.after.step,
        "part": wanted.after.part,
        "state": RunState.SENDING,
        "fence": wanted.run.fence + 1,
        "wake_at": wanted.wake_at,
        "updated_at": now,
    }
