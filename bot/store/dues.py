"""Planned runs with all that decides about them, in one row each."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import RowMapping, Select, and_, func, select

from bot.model import Target
from bot.plans import Due, PlanState, Playlist, Schedule, Seat, SeatState
from bot.rules import Rule
from bot.store.chats import chat_value
from bot.store.plan_tables import chat, schedule, seat
from bot.store.runs import run_value
from bot.store.tables import run


def schedule_value(row: RowMapping) -> Schedule:
    """The schedule of a row of `schedule`."""
    return Schedule(
        id=row["id"],
        home=Target(row["bot_id"], row["chat_id"], row["topic_id"]),
        planned_by=row["planned_by"],
        language=row["language"],
        zone=row["zone"],
        playlist=msgspec.json.decode(row["playlist"], type=Playlist),
        key=row["key"],
        state=PlanState(row["state"]),
        rule=msgspec.json.decode(row["rule"], type=Rule) if row["rule"] else None,
        portion=row["portion"],
        start=row["start"],
        shared=row["shared"],
        not_before=row["not_before"],
        contents=row["contents"],
        warn=row["warn"],
    )


def seat_value(row: Mapping[str, Any] | RowMapping) -> Seat:
    """The seat of a row of `seat`."""
    target = Target(row["bot_id"], row["chat_id"], row["topic_id"])
    state = SeatState(row["state"])
    return Seat(row["id"], row["schedule_id"], target, row["item"], row["run_id"], state)


def joined() -> Select[Any]:
    """Runs that their seats are at, each with its seat, schedule and chat under prefixed names."""
    tables = (("run", run), ("seat", seat), ("schedule", schedule), ("chat", chat))
    columns = [
        column.label(f"{name}_{column.name}") for name, table in tables for column in table.c
    ]
    here = and_(chat.c.bot_id == run.c.bot_id, chat.c.chat_id == run.c.chat_id)
    other = run.alias()
    # A planned run has a goal as soon as it has posted.
    posted_at = (
        select(func.max(other.c.updated_at))
        .where(other.c.bot_id == run.c.bot_id, other.c.chat_id == run.c.chat_id)
        .where(other.c.goal.is_not(None))
        .scalar_subquery()
        .label("posted_at")
    )
    return select(*columns, posted_at).select_from(
        run.join(seat, seat.c.run_id == run.c.id)
        .join(schedule, schedule.c.id == seat.c.schedule_id)
        .outerjoin(chat, here)
    )


def due_value(row: RowMapping) -> Due:
    """The value of a row of `joined`."""

    def part(name: str) -> Any:
        start = f"{name}_"
        return {key.removeprefix(start): row[key] for key in row if key.startswith(start)}

    return Due(
        run_value(part("run")),
        seat_value(part("seat")),
        schedule_value(part("schedule")),
        chat_value(part("chat")),
        row["posted_at"],
    )
