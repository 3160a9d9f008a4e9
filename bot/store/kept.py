"""All that is kept about a run: what it has to take along to go on elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from bot.model import Cursor, Run
from bot.plans import Seat
from bot.store.dues import seat_value
from bot.store.plan_tables import seat
from bot.store.runs import run_value
from bot.store.tables import OPEN, delivery, run


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post of which nobody knows whether it arrived; see `Claim` for what it was made of."""

    cursor: Cursor
    ends: bool
    base_id: int
    digest: str | None
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A run with all that is kept about it: its seat if it is planned, its post in doubt.

    `changed_at` is when it posted last, or was stopped, or its text replaced.
    """

    run: Run
    started_at: datetime
    changed_at: datetime
    seat: Seat | None = None
    post: OpenPost | None = None


def kept_of(connection: Connection, wanted: ColumnElement[bool]) -> tuple[Kept, ...]:
    """The runs of this condition, which may be about their seats, in the order of these."""
    of_seat = [column.label(f"of_seat_{column.name}") for column in seat.c]
    joined = run.outerjoin(seat, seat.c.run_id == run.c.id)
    query = select(*run.c, *of_seat).select_from(joined).where(wanted)
    rows = connection.execute(query.order_by(seat.c.id, run.c.id)).mappings().all()
    of_runs = select(delivery).select_from(joined.join(delivery, delivery.c.run_id == run.c.id))
    posts = connection.execute(of_runs.where(wanted, delivery.c.state.in_(OPEN))).mappings()
    by_run = {row["run_id"]: _open_post(row) for row in posts}
    return tuple(
        Kept(
            run_value(row),
            row["created_at"],
            row["updated_at"],
            _seat_of(row),
            by_run.get(row["id"]),
        )
        for row in rows
    )


def _seat_of(row: RowMapping) -> Seat | None:
    if row["of_seat_id"] is None:
        return None
    return seat_value({column.name: row[f"of_seat_{column.name}"] for column in seat.c})


def _open_post(row: RowMapping) -> OpenPost:
    cursor = Cursor(row["step"], row["part"])
    return OpenPost(cursor, row["ends"], row["base_id"], row["digest"], row["claimed_at"])
