"""A reading or schedule from another installation comes in, or nothing of it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, select

from bot.model import CURRENT, Run
from bot.plans import Chat, PlanState, Schedule
from bot.store.chats import chat_columns
from bot.store.database import AT_ONCE
from bot.store.kept import Kept, OpenPost, kept_of
from bot.store.plan_tables import change, chat, schedule, seat
from bot.store.runs import target_values
from bot.store.schedules import schedule_columns
from bot.store.tables import DeliveryState, delivery, run

CARRIED = "carried"
NOBODY = 0
"""Who changes a schedule by bringing it here."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes in from elsewhere, under its numbers there; settings are by chat."""

    bot_id: int
    plan: Schedule | None
    kept: tuple[Kept, ...]
    chats: Mapping[int, Chat]


class Denial(StrEnum):
    """Why nothing came in."""

    KNOWN = "known"
    OCCUPIED = "occupied"
    """Something else is being read in that chat."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The number of the schedule, or of the run, as it is here."""

    number: int


def bring(
    connection: Connection,
    coming: Coming,
    may_return: Callable[[tuple[Kept, ...]], bool],
    now: datetime,
) -> Brought | Denial:
    """In the caller's transaction; see `Carrying.bring`."""
    plan = coming.plan
    known = _same_plans(connection, plan) if plan else _same_runs(connection, coming.kept[0])
    if known is None or (known and not may_return(known)):
        return Denial.KNOWN
    if plan is None and _is_occupied(connection, coming.kept[0].run):
        return Denial.OCCUPIED
    coming = _numbered(connection, coming)
    for chat_id, settled in coming.chats.items():
        _settle(connection, coming.bot_id, chat_id, settled)
    if coming.plan is not None:
        _insert_plan(connection, coming.plan, now)
    for one in coming.kept:
        _insert_kept(connection, one, now)
    return Brought(coming.plan.id if coming.plan else coming.kept[0].run.id)


def _same_plans(connection: Connection, plan: Schedule) -> tuple[Kept, ...] | None:
    """The seats of schedules here that are this one and are over; None if one goes on."""
    same = and_(schedule.c.bot_id == plan.home.bot_id, schedule.c.key == plan.key)
    found = connection.execute(select(schedule.c.id, schedule.c.state).where(same)).all()
    if any(row.state != PlanState.ENDED for row in found):
        return None
    return kept_of(connection, seat.c.schedule_id.in_([row.id for row in found]))


def _same_runs(connection: Connection, coming: Kept) -> tuple[Kept, ...] | None:
    """The runs here that are this one and do not go on; None if one does.

    A group may have another number by now: what was begun by whom at what instant tells.
    """
    one = coming.run
    found = kept_of(
        connection,
        and_(
            run.c.bot_id == one.target.bot_id,
            run.c.piece_id == one.piece_id,
            run.c.started_by == one.started_by,
            run.c.created_at == coming.started_at,
            run.c.seat_id.is_(None),
        ),
    )
    return None if any(known.run.state in CURRENT for known in found) else found


def _is_occupied(connection: Connection, one: Run) -> bool:
    here = and_(*(run.c[name] == value for name, value in target_values(one.target).items()))
    current = and_(here, run.c.seat_id.is_(None), run.c.state.in_(CURRENT))
    return one.state in CURRENT and connection.scalar(select(run.c.id).where(current)) is not None


def _numbered(connection: Connection, coming: Coming) -> Coming:
    """With the numbers from elsewhere, or all with new ones: a button never means another."""
    runs = [one.run.id for one in coming.kept]
    seats = [one.seat.id for one in coming.kept if one.seat]
    plans = [coming.plan.id] if coming.plan else []
    wanted: tuple[tuple[Table, list[int]], ...] = ((run, runs), (seat, seats), (schedule, plans))
    if not any(_taken(connection, table, ids) for table, ids in wanted):
        return coming
    last_run, last_seat, last_plan = (_last(connection, table, ids) for table, ids in wanted)
    plan = coming.plan and replace(coming.plan, id=last_plan + 1)
    kept = []
    for number, one in enumerate(coming.kept, start=1):
        seated = one.seat
        if seated is not None and plan is not None:
            seated = replace(
                seated, id=last_seat + number, schedule_id=plan.id, run_id=last_run + number
            )
        moved = replace(one.run, id=last_run + number, seat_id=seated.id if seated else None)
        kept.append(replace(one, run=moved, seat=seated))
    return replace(coming, plan=plan, kept=tuple(kept))


def _taken(connection: Connection, table: Table, ids: list[int]) -> bool:
    for start in range(0, len(ids), AT_ONCE):
        some = table.c.id.in_(ids[start : start + AT_ONCE])
        if connection.scalar(select(table.c.id).where(some).limit(1)) is not None:
            return True
    return False


def _last(connection: Connection, table: Table, ids: list[int]) -> int:
    return max(connection.scalar(select(func.max(table.c.id))) or 0, *ids, 0)


def _settle(connection: Connection, bot_id: int, chat_id: int, settled: Chat) -> None:
    here = and_(chat.c.bot_id == bot_id, chat.c.chat_id == chat_id)
    if connection.scalar(select(chat.c.chat_id).where(here)) is None:
        connection.execute(insert(chat).values(chat_columns(bot_id, chat_id, settled)))


def _insert_plan(connection: Connection, plan: Schedule, now: datetime) -> None:
    values = schedule_columns(plan) | {"id": plan.id, "updated_at": now}
    # Looked at for warnings at once.
    values["warn_at"] = now if plan.warn else None
    connection.execute(insert(schedule).values(values))
    log = {"schedule_id": plan.id, "user_id": NOBODY, "what": CARRIED, "at": now}
    connection.execute(insert(change).values(log))


def _insert_kept(connection: Connection, one: Kept, now: datetime) -> None:
    moved, seated = one.run, one.seat
    if seated is not None:
        values = {
            **target_values(seated.target),
            "id": seated.id,
            "schedule_id": seated.schedule_id,
            "item": seated.item,
            "run_id": moved.id,
            "state": seated.state,
        }
        connection.execute(insert(seat).values(values))
    connection.execute(insert(run).values(_run_columns(one)))
    if one.post is not None:
        connection.execute(insert(delivery).values(_post_columns(moved, one.post, now)))


def _run_columns(one: Kept) -> dict[str, Any]:
    moved = one.run
    return {
        **target_values(moved.target),
        "id": moved.id,
        "piece_id": moved.piece_id,
        "step": moved.cursor.step,
        "part": moved.cursor.part,
        "state": moved.state,
        "fence": moved.fence,
        "language": moved.language,
        "started_by": moved.started_by,
        "pace": moved.pace,
        "wake_at": moved.wake_at,
        "stands": moved.stands,
        "base_id": 0,
        "seat_id": moved.seat_id,
        "goal": moved.goal,
        "follows": None,
        "created_at": one.started_at,
        "updated_at": one.changed_at,
    }


def _post_columns(moved: Run, post: OpenPost, now: datetime) -> dict[str, Any]:
    """A post in doubt; what the bot said elsewhere after it nobody here knows: not `heard`."""
    return {
        "bot_id": moved.target.bot_id,
        "run_id": moved.id,
        "cause": f"{CARRIED}:{moved.id}:{post.cursor.step}",
        "step": post.cursor.step,
        "part": post.cursor.part,
        "fence": moved.fence,
        "ends": post.ends,
        "state": DeliveryState.UNKNOWN,
        "base_id": post.base_id,
        "heard": False,
        "digest": post.digest,
        "message_id": None,
        "reason": "it was in doubt where this was exported",
        "claimed_at": post.claimed_at,
        "settled_at": now,
        "looked_at": None,
    }
