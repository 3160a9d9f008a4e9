"""What each chat is told of its schedule in one message: what has come, and that message."""

from dataclasses import dataclass

from sqlalchemy import func, select, union, update

from bot.plans import Due, SeatState
from bot.store.database import Database, first_row
from bot.store.dues import due_value, joined
from bot.store.plan_tables import HAS_CONTENTS, WITH_CONTENTS, schedule, seat
from bot.store.tables import DeliveryState, delivery, run

TAKEN_AWAY = 0
"""The number of a message that somebody has deleted: it is not sent again."""


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """The first message of a step of one text of a seat; each round of a playlist has its run."""

    run_id: int
    piece_id: int
    step: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Board:
    """A seat with the message that tells of it, known by `digest`, and what has been posted."""

    due: Due
    message_id: int | None
    digest: str | None
    posted: tuple[FirstMessage, ...]


class Boards:
    """The seats whose chats have such a message, or shall have one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, seat_id: int) -> Board | None:
        """What a seat has; its posts in the order in which they came."""
        here = joined().where(seat.c.id == seat_id)
        message_id = func.min(delivery.c.message_id).label("message_id")
        posts = (
            select(run.c.id, run.c.piece_id, delivery.c.step, message_id)
            .select_from(run.join(delivery, delivery.c.run_id == run.c.id))
            .where(run.c.seat_id == seat_id)
            .where(delivery.c.state == DeliveryState.SENT, delivery.c.message_id.is_not(None))
            # What went elsewhere has no place below the address of this chat.
            .where(delivery.c.chat_id.is_(None))
            # Below 0 are fragments that the text has no more.
            .where(delivery.c.step >= 0)
            .group_by(run.c.id, run.c.piece_id, delivery.c.step)
            .order_by(run.c.id, delivery.c.step)
        )
        async with self._database.read() as connection:
            row = await first_row(connection, here)
            if row is None:
                return None
            found = (await connection.execute(posts)).all()
        posted = tuple(FirstMessage(*one) for one in found)
        return Board(due_value(row), row["seat_contents_id"], row["seat_contents_digest"], posted)

    async def keep(self, seat_id: int, message_id: int | None, digest: str | None) -> None:
        """Keep which message tells of a seat now, and its words."""
        values = {"contents_id": message_id, "contents_digest": digest}
        async with self._database.write() as connection:
            await connection.execute(update(seat).where(seat.c.id == seat_id).values(values))

    async def seats(self, bot_id: int, schedule_id: int | None = None) -> tuple[int, ...]:
        """The seats, of one schedule or of all, that have such a message or shall have one."""
        # Each of the two has a small index of its own, which needs this very condition.
        having = select(seat.c.id).where(seat.c.bot_id == bot_id, HAS_CONTENTS)
        wanting = (
            select(seat.c.id)
            .join(schedule, schedule.c.id == seat.c.schedule_id)
            .where(schedule.c.bot_id == bot_id, WITH_CONTENTS)
            .where(seat.c.state == SeatState.ACTIVE)
        )
        if schedule_id is not None:
            having, wanting = (
                one.where(seat.c.schedule_id == schedule_id) for one in (having, wanting)
            )
        async with self._database.read() as connection:
            found = (await connection.execute(union(having, wanting))).scalars()
            return tuple(sorted(found))
