"""Posts whose words are others in the library by now, until they are corrected or left."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    Update,
    and_,
    case,
    delete,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import CURRENT, Run
from bot.store.database import AT_ONCE, Database, first_row
from bot.store.plan_tables import seat
from bot.store.runs import run_value
from bot.store.tables import DeliveryState, delivery, outdated, retraction, run
from content.becoming import Become

RECENT = timedelta(hours=48)
"""What was read to its end before that is nobody's business any more, unless it was planned."""


class Wanted(StrEnum):
    """What is to become of an outdated post; asked: somebody has been told and has to say."""

    NEW = "new"
    ASKED = "asked"
    CORRECT = "correct"
    DONE = "done"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Outdated:
    """A message with words of an earlier edition: part `part` of step `step`, below 0 if gone.

    `chat_id` is where it is, if not in the run's own chat. `schedule_id` is that of what was
    planned. `first`: the run began with this step.
    """

    delivery_id: int
    run: Run
    schedule_id: int | None
    step: int
    part: int
    message_id: int | None
    chat_id: int | None
    digest: str | None
    cause: str
    wanted: Wanted
    first: bool


class OutdatedRepository:
    """Finds what has to be told or corrected; imports add to it as they replace a text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def any(self, bot_id: int) -> bool:
        """Whether there is something to tell or to do."""
        open_ = outdated.c.wanted.in_((Wanted.NEW, Wanted.CORRECT))
        query = select(outdated.c.delivery_id).where(outdated.c.bot_id == bot_id, open_)
        async with self._database.read() as connection:
            return await first_row(connection, query.limit(1)) is not None

    async def all(self, bot_id: int) -> tuple[Outdated, ...]:
        """Every outdated post, by run and place."""
        other = delivery.alias()
        began = (
            select(other.c.step)
            .where(other.c.run_id == run.c.id)
            .order_by(other.c.claimed_at, other.c.id)
            .limit(1)
            .scalar_subquery()
            .label("began")
        )
        posts = (
            select(
                *run.c,
                seat.c.schedule_id,
                delivery.c.id.label("delivery_id"),
                delivery.c.step.label("delivery_step"),
                delivery.c.part.label("delivery_part"),
                delivery.c.message_id,
                delivery.c.chat_id.label("delivery_chat_id"),
                delivery.c.digest,
                delivery.c.cause,
                outdated.c.wanted,
                began,
            )
            .select_from(outdated)
            .join(delivery, delivery.c.id == outdated.c.delivery_id)
            .join(run, run.c.id == delivery.c.run_id)
            .outerjoin(seat, seat.c.id == run.c.seat_id)
            .where(outdated.c.bot_id == bot_id, delivery.c.state == DeliveryState.SENT)
            .order_by(run.c.id, delivery.c.step, delivery.c.part)
        )
        async with self._database.read() as connection:
            return tuple(map(_value, (await connection.execute(posts)).mappings()))

    async def parts(self, run_id: int, step: int) -> int:
        """How many messages of a step are in the chat."""
        of_step = and_(delivery.c.run_id == run_id, delivery.c.step == step)
        sent = and_(of_step, delivery.c.state == DeliveryState.SENT)
        async with self._database.read() as connection:
            found = await connection.execute(select(delivery.c.part).where(sent).distinct())
            return len(found.all())

    async def want(self, posts: Iterable[Outdated], wanted: Wanted) -> None:
        """Keep what is to become of these posts."""
        async with self._database.write() as connection:
            for some in _some([one.delivery_id for one in posts]):
                of_them = outdated.c.delivery_id.in_(some)
                await connection.execute(update(outdated).where(of_them).values(wanted=wanted))

    async def forget(self, posts: Iterable[Outdated]) -> None:
        """They are corrected, or stay as they are."""
        async with self._database.write() as connection:
            for some in _some([one.delivery_id for one in posts]):
                of_them = outdated.c.delivery_id.in_(some)
                await connection.execute(delete(outdated).where(of_them))


def _value(row: RowMapping) -> Outdated:
    return Outdated(
        delivery_id=row["delivery_id"],
        run=run_value(row),
        schedule_id=row["schedule_id"],
        step=row["delivery_step"],
        part=row["delivery_part"],
        message_id=row["message_id"],
        chat_id=row["delivery_chat_id"],
        digest=row["digest"],
        cause=row["cause"],
        wanted=Wanted(row["wanted"]),
        first=row["began"] == row["delivery_step"],
    )


async def outdate(
    connection: AsyncConnection, piece_id: int, became: Sequence[Become], now: datetime
) -> None:
    """A text is replaced: its posts keep to their fragments, and those that changed are noted."""
    runs = select(run.c.id).where(run.c.piece_id == piece_id)
    posted = and_(
        delivery.c.run_id.in_(runs),
        delivery.c.state.in_((DeliveryState.SENT, DeliveryState.SKIPPED)),
    )
    if moves := tuple(_moves(became)):
        await connection.execute(_moved(delivery, moves).where(posted))
        undoing = and_(retraction.c.run_id.in_(runs), ~retraction.c.done)
        await connection.execute(_moved(retraction, moves).where(undoing))
    if all(one.step is None for one in became):
        # Another text altogether: there is nothing that could be corrected.
        return
    changed = [_now(step, one) for step, one in enumerate(became) if not one.same]
    for some in _some(changed):
        await _note(connection, and_(posted, delivery.c.step.in_(some)), now)


async def _note(connection: AsyncConnection, posts: ColumnElement[bool], now: datetime) -> None:
    concerns = or_(
        run.c.seat_id.is_not(None), run.c.state.in_(CURRENT), delivery.c.claimed_at > now - RECENT
    )
    ids = select(delivery.c.id).join(run, run.c.id == delivery.c.run_id).where(posts, concerns)
    await connection.execute(delete(outdated).where(outdated.c.delivery_id.in_(ids)))
    rows = ids.with_only_columns(delivery.c.id, delivery.c.bot_id, literal(Wanted.NEW.value))
    columns = ["delivery_id", "bot_id", "wanted"]
    await connection.execute(insert(outdated).from_select(columns, rows))


GONE = None
Move = tuple[int, int, int | None]
"""From one step to another, both included, by how many; None if they are gone."""


def _moves(became: Collection[Become]) -> Iterator[Move]:
    """Neighbours that move alike, together; what stays is left out."""
    start = 0
    by: int | None = 0
    offsets = [GONE if one.step is None else one.step - step for step, one in enumerate(became)]
    for step, offset in enumerate([*offsets, 0]):
        if step == len(offsets) or offset != by:
            if step > start and by != 0:
                yield start, step - 1, by
            start, by = step, offset


def _moved(table: Table, moves: Collection[Move]) -> Update:
    """Move the steps of a table, all at once, since they take each other's places."""
    step = table.c.step
    # Below 0 nothing is posted, and parts of one step stay together.
    to = [(step.between(a, b), -1 - step if by is GONE else step + by) for a, b, by in moves]
    there = or_(*(range_ for range_, _ in to))
    return update(table).where(there).values(step=case(*to))


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many as a statement takes."""
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))


def _now(step: int, became: Become) -> int:
    return -1 - step if became.step is None else became.step
