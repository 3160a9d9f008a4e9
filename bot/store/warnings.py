"""Warnings: which schedules are to be looked at for them, and of what they were last."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, update

from bot.plans import Schedule
from bot.store.database import Database
from bot.store.dues import schedule_value
from bot.store.plan_tables import schedule


@dataclass(frozen=True, slots=True)
class Watch:
    """A schedule that somebody wants to be warned of, looked at since `warn_at`.

    `warned_of` is when that came of which the last warning told.
    """

    schedule: Schedule
    warned_of: datetime | None
    warn_at: datetime


class Warnings:
    """Schedules without warnings cost nothing here: they are in no index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def next_at(self, bot_id: int) -> datetime | None:
        """When the next schedule is to be looked at."""
        watched = _watched(bot_id)
        first = select(schedule.c.warn_at).where(watched).order_by(schedule.c.warn_at).limit(1)

        def question(connection: Connection) -> datetime | None:
            return connection.scalar(first)

        return await self._database.ask(question)

    async def due(self, bot_id: int, now: datetime, limit: int) -> tuple[Watch, ...]:
        """The schedules to look at now, the longest overdue first."""
        wanted = and_(_watched(bot_id), schedule.c.warn_at <= now)
        query = select(schedule).where(wanted).order_by(schedule.c.warn_at).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings()
            return tuple(
                Watch(schedule_value(row), row["warned_of"], row["warn_at"]) for row in rows
            )

    async def keep(self, seen: Watch, warned_of: datetime | None, warn_at: datetime | None) -> bool:
        """Keep of what is warned, and when to look again, unless something has changed meanwhile.

        Whether it was kept: only then may somebody be told.
        """
        same = and_(schedule.c.id == seen.schedule.id, schedule.c.warn_at == seen.warn_at)
        values = {"warned_of": warned_of, "warn_at": warn_at}
        async with self._database.write() as connection:
            kept = await connection.execute(update(schedule).where(same).values(values))
            return kept.rowcount == 1


def _watched(bot_id: int) -> ColumnElement[bool]:
    return and_(schedule.c.bot_id == bot_id, schedule.c.warn_at.is_not(None))
