"""The time zones that schedules go by, and the rules that each of them had at the last start."""

from collections.abc import Mapping

from sqlalchemy import delete, func, insert, select, union

from bot.plans import Due, SeatState
from bot.store.database import Database
from bot.store.dues import due_value, joined
from bot.store.plan_tables import chat, schedule, seat, zone


class Zones:
    """Zones by name, each with what its rules are known by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def used(self, bot_id: int) -> tuple[str, ...]:
        """The zones of chats and schedules."""
        chosen = select(chat.c.zone).where(chat.c.bot_id == bot_id, chat.c.zone.is_not(None))
        planned = select(schedule.c.zone).where(schedule.c.bot_id == bot_id)
        async with self._database.read() as connection:
            found = (await connection.execute(union(chosen, planned))).scalars()
            return tuple(sorted(found))

    async def known(self) -> dict[str, str]:
        """The rules that were kept."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(zone.c.name, zone.c.rules))
            return {row.name: row.rules for row in rows}

    async def keep(self, rules: Mapping[str, str]) -> None:
        """Keep the rules of these zones, in place of all that was kept."""
        rows = [{"name": name, "rules": of_it} for name, of_it in rules.items()]
        async with self._database.write() as connection:
            await connection.execute(delete(zone))
            if rows:
                await connection.execute(insert(zone), rows)

    async def seated(self, bot_id: int, name: str, after: int, limit: int) -> tuple[Due, ...]:
        """Active seats that go by a zone, with their runs; those with numbers above `after`."""
        here = func.coalesce(chat.c.zone, schedule.c.zone) == name
        active = (seat.c.bot_id == bot_id, seat.c.state == SeatState.ACTIVE, seat.c.id > after)
        query = joined().where(here, *active).order_by(seat.c.id).limit(limit)
        async with self._database.read() as connection:
            return tuple(map(due_value, (await connection.execute(query)).mappings()))
