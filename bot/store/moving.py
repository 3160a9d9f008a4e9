"""A group that gets another id: its schedules, seats and settings follow."""

from sqlalchemy import ColumnElement, Table, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.plans import SeatState
from bot.store.plan_tables import chat, schedule, seat


async def move_plans(connection: AsyncConnection, bot_id: int, old: int, new: int) -> None:
    """What is there under the new id already wins; the caller's transaction holds all."""
    moved = {"chat_id": new}
    there = and_(seat.c.bot_id == bot_id, seat.c.chat_id == new)
    twice = seat.c.schedule_id.in_(select(seat.c.schedule_id).where(there))
    over = update(seat).where(_of(seat, bot_id, old), twice).values({"state": SeatState.OVER})
    await connection.execute(over)
    # The message that tells what has come has another number there, which nobody knows.
    anew = moved | {"contents_id": None, "contents_digest": None}
    await connection.execute(update(seat).where(_of(seat, bot_id, old), ~twice).values(anew))
    await connection.execute(update(schedule).where(_of(schedule, bot_id, old)).values(moved))
    settled = await connection.execute(select(chat.c.chat_id).where(_of(chat, bot_id, new)))
    if settled.first() is not None:
        await connection.execute(delete(chat).where(_of(chat, bot_id, old)))
    await connection.execute(update(chat).where(_of(chat, bot_id, old)).values(moved))


def _of(table: Table, bot_id: int, chat_id: int) -> ColumnElement[bool]:
    return and_(table.c.bot_id == bot_id, table.c.chat_id == chat_id)
