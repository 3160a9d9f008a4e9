"""Updates that were answered, so that one delivered again is not answered again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, insert, select

from bot.store.database import Database
from bot.store.tables import handled_update


class Updates:
    """Remembers handled updates by bot and number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def handled(self, bot_id: int, update_id: int) -> bool:
        """Whether `mark` was called for this update."""
        async with self._database.read() as connection:
            return (await connection.execute(_marked(bot_id, update_id))).first() is not None

    async def mark(self, bot_id: int, update_id: int, now: datetime) -> None:
        """Remember an update; marking it twice is the same as once."""
        async with self._database.write() as connection:
            if (await connection.execute(_marked(bot_id, update_id))).first() is None:
                values = {"bot_id": bot_id, "update_id": update_id, "at": now}
                await connection.execute(insert(handled_update).values(values))

    async def prune(self, before: datetime) -> None:
        """Forget updates marked before an instant; Telegram keeps updates for a day only."""
        async with self._database.write() as connection:
            await connection.execute(delete(handled_update).where(handled_update.c.at < before))


def _marked(bot_id: int, update_id: int) -> Select[Any]:
    same = and_(handled_update.c.bot_id == bot_id, handled_update.c.update_id == update_id)
    return select(handled_update.c.update_id).where(same)
