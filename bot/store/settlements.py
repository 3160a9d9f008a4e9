"""Settlements: how each post ended, and where that leaves its run."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    Select,
    bindparam,
    select,
    update,
)

from bot.model import Busy, Outcome, Refusal, Refused, RunState, Sent, Settlement, Unknown
from bot.store.prepared import Prepared
from bot.store.tables import DeliveryState, delivery, run

COLUMNS = ("step", "part", "state", "fence", "wake_at", "base_id", "stands", "goal")
SETTLE = Prepared(
    update(delivery).where(delivery.c.id == bindparam("of_delivery")),
    ("message_id", "reason", "settled_at", "state", "of_delivery"),
)
MOVE = Prepared(
    update(run).where(run.c.id == bindparam("of_run")), (*COLUMNS, "updated_at", "of_run")
)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
POSTS = (
    select(
        *(delivery.c[name] for name in ("id", "run_id", "step", "part", "fence", "ends", "state"))
    )
    .where(delivery.c.id.in_(IDS))
    .with_for_update()
)
RUNS = (
    select(run.c.id, run.c.seat_id, *(run.c[name] for name in COLUMNS))
    .where(run.c.id.in_(IDS))
    .with_for_update()
)
Values = dict[str, Any]


def settle(connection: Connection, settlements: Sequence[Settlement]) -> None:
    """Record each outcome once, in a few statements for all.

    What comes too late is dropped: a post that was settled, or freed and claimed again since.
    """
    if not settlements:
        return
    posts = _rows(connection, POSTS, {one.delivery.id for one in settlements})
    runs = _rows(connection, RUNS, {one.delivery.run_id for one in settlements})
    settled: list[Values] = []
    moved: list[Values] = []
    for one in settlements:
        post = posts.pop(one.delivery.id, None)
        if post is None or post["state"] != DeliveryState.SENDING:
            continue
        reader = runs[post["run_id"]]
        if not one.delivery.fence == post["fence"] == reader["fence"]:
            continue
        settled.append(settled_post(post, one.outcome, one.at))
        moved.append(moved_run(reader, post, one.outcome, one.at))
    SETTLE.run(connection, settled)
    MOVE.run(connection, moved)


def _rows(
    connection: Connection, query: Select[Any], ids: Collection[int]
) -> dict[int, RowMapping]:
    return {row["id"]: row for row in connection.execute(query, {"ids": ids}).mappings().all()}


def settled_post(post: RowMapping, outcome: Outcome, at: datetime) -> Values:
    """The parameters of SETTLE."""
    values = {"of_delivery": post["id"], "message_id": None, "reason": None, "settled_at": at}
    match outcome:
        case Sent(message_id=message_id):
            return {**values, "state": DeliveryState.SENT, "message_id": message_id}
        case Refused(reason=reason) | Busy(reason=reason):
            return {**values, "state": DeliveryState.REFUSED, "reason": reason}
        case Unknown(reason=reason):
            return {**values, "state": DeliveryState.UNKNOWN, "reason": reason}


def moved_run(reader: RowMapping, post: RowMapping, outcome: Outcome, at: datetime) -> Values:
    """The parameters of MOVE: on if it arrived, back if it did not, still if nobody knows."""
    match outcome:
        case Sent(message_id=message_id):
            return arrived(reader, post, at) | {"base_id": message_id, "stands": None}
        case Refused(why=Refusal.UNAUTHORIZED):
            # No fault of this chat: it is due as soon as the bot may post again.
            return _due_again(reader, post, at, at)
        case Refused():
            return missing(reader, post, at)
        case Busy(retry_after=seconds):
            return _due_again(reader, post, at, at + timedelta(seconds=seconds))
        case Unknown():
            return _values(reader, at, state=_unless_stopped(reader, RunState.UNKNOWN))


def _due_again(reader: RowMapping, post: RowMapping, at: datetime, again: datetime) -> Values:
    """Back, and due again if it came by itself, or will: a last time may have no other after it."""
    values = missing(reader, post, at)
    by_itself = post["cause"].startswith("tick:") and values["state"] == RunState.IDLE
    return values | {"wake_at": again} if by_itself or values["wake_at"] is not None else values


def arrived(reader: RowMapping, post: RowMapping, at: datetime) -> Values:
    """The cursor stays where the claim put it; after the last part the run has ended.

    A planned one is due at once then: its seat goes on with the next text.
    """
    if post["ends"]:
        due = None if reader["seat_id"] is None else at
        return _values(reader, at, state=RunState.ENDED, wake_at=due)
    return _values(reader, at, state=_unless_stopped(reader, RunState.IDLE))


def missing(reader: RowMapping, post: RowMapping, at: datetime) -> Values:
    """The cursor goes back, under a new fence, so that the same cause may try again."""
    state, step, part = _unless_stopped(reader, RunState.IDLE), post["step"], post["part"]
    # What comes at a time begins anew: nothing of it is there, or the chat let no more in.
    goal = reader["goal"] if part or reader["goal"] is None else step
    fence = reader["fence"] + 1
    return _values(reader, at, step=step, part=part, state=state, fence=fence, goal=goal)


def _unless_stopped(reader: RowMapping, state: RunState) -> RunState:
    # Stopped while its post was under way: it keeps its right place, and stays stopped.
    return RunState.STOPPED if reader["state"] == RunState.STOPPED else state


def _values(reader: RowMapping, at: datetime, **changes: Any) -> Values:
    kept = {name: reader[name] for name in COLUMNS}
    return {"of_run": reader["id"], **kept, "updated_at": at, **changes}
