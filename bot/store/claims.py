"""Claims: the intent to post is on disk before the post goes out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from bot.model import Claim, Cursor, Delivery, Denied, RunState
from bot.store.prepared import Prepared
from bot.store.tables import FREE, DeliveryState, delivery, run

Key = tuple[int, str, int]
"""(bot_id, cause, part): what a delivery is unique by."""

# Each by itself: for tuples of three SQLite reads through the whole journal.
TAKEN = select(
    delivery.c.id, delivery.c.bot_id, delivery.c.cause, delivery.c.part, delivery.c.state
).where(
    delivery.c.bot_id.in_(bindparam("bots", expanding=True)),
    delivery.c.cause.in_(bindparam("causes", expanding=True)),
    delivery.c.part.in_(bindparam("parts", expanding=True)),
)
RUNS = (
    select(run.c.id, run.c.state, run.c.fence, run.c.base_id)
    .where(run.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update()
)
COLUMNS = tuple(column.name for column in delivery.c if not column.primary_key)
INSERT = Prepared(insert(delivery), COLUMNS)
TRY_AGAIN = Prepared(
    update(delivery).where(delivery.c.id == bindparam("of_delivery")), (*COLUMNS, "of_delivery")
)
MOVE = Prepared(
    update(run).where(run.c.id == bindparam("of_run")),
    ("step", "part", "state", "fence", "wake_at", "goal", "updated_at", "of_run"),
)


def delivery_value(row: RowMapping | Mapping[str, Any]) -> Delivery:
    """The delivery of a row of `delivery`."""
    cursor = Cursor(row["step"], row["part"])
    return Delivery(row["id"], row["run_id"], row["cause"], cursor, row["fence"])


def claim(
    connection: Connection, claims: Sequence[Claim], now: datetime
) -> list[Delivery | Denied]:
    """Write down each claim that holds, in a few statements for all; answers in their order.

    A claim holds if its run is idle under its fence, and its cause has not posted this part yet
    and is not trying to. Of two claims for one run only the first holds.
    """
    if not claims:
        return []
    taken = _taken(connection, map(_key, claims))
    runs = _runs(connection, claims)
    bases = {number: row["base_id"] for number, row in runs.items()}
    held: dict[Key, Claim] = {}
    answers: list[Key | Denied] = []
    for wanted in claims:
        key = _key(wanted)
        stands = runs.get(wanted.run.id)
        denied = Denied.DONE if key in held else _denied(wanted, taken.get(key), stands)
        if denied is None:
            held[key] = wanted
            del runs[wanted.run.id]
        answers.append(denied or key)
    made = _write_down(connection, held, taken, bases, now) if held else {}
    return [answer if isinstance(answer, Denied) else made[answer] for answer in answers]


def _key(wanted: Claim) -> Key:
    return wanted.run.target.bot_id, wanted.cause, wanted.run.cursor.part


def _denied(wanted: Claim, before: RowMapping | None, stands: RowMapping | None) -> Denied | None:
    if before is not None and before["state"] not in FREE:
        return Denied.DONE
    if stands is None or stands["state"] != RunState.IDLE or stands["fence"] != wanted.run.fence:
        return Denied.MOVED
    return None


def _taken(connection: Connection, keys: Iterable[Key]) -> dict[Key, RowMapping]:
    """The deliveries with these keys, and perhaps some more."""
    bots, causes, parts = map(set, zip(*keys, strict=True))
    rows = connection.execute(TAKEN, {"bots": bots, "causes": causes, "parts": parts})
    return {(row["bot_id"], row["cause"], row["part"]): row for row in rows.mappings().all()}


def _runs(connection: Connection, claims: Iterable[Claim]) -> dict[int, RowMapping]:
    rows = connection.execute(RUNS, {"ids": {wanted.run.id for wanted in claims}})
    return {row["id"]: row for row in rows.mappings().all()}


def _write_down(
    connection: Connection,
    held: dict[Key, Claim],
    taken: dict[Key, RowMapping],
    bases: dict[int, int],
    now: datetime,
) -> dict[Key, Delivery]:
    rows = {key: _delivery_row(one, bases[one.run.id], now) for key, one in held.items()}
    again = [{"of_delivery": taken[key]["id"], **rows[key]} for key in rows if key in taken]
    new = [row for key, row in rows.items() if key not in taken]
    TRY_AGAIN.run(connection, again)
    INSERT.run(connection, new)
    MOVE.run(connection, [_move(wanted, now) for wanted in held.values()])
    written = _taken(connection, held)
    return {
        key: Delivery(
            written[key]["id"], wanted.run.id, wanted.cause, wanted.run.cursor, wanted.run.fence + 1
        )
        for key, wanted in held.items()
    }


def _delivery_row(wanted: Claim, base_id: int, now: datetime) -> dict[str, Any]:
    return {
        "bot_id": wanted.run.target.bot_id,
        "run_id": wanted.run.id,
        "cause": wanted.cause,
        "step": wanted.run.cursor.step,
        "part": wanted.run.cursor.part,
        "fence": wanted.run.fence + 1,
        "ends": wanted.ends,
        "state": DeliveryState.SENDING,
        "base_id": max(wanted.base_id, base_id),
        "heard": wanted.base_id > 0,
        "digest": wanted.digest,
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
        "goal": wanted.goal,
        "updated_at": now,
    }
