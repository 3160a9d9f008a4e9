"""Whom the bot may write to: who has started it, and has not blocked it since."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, delete, insert, select

from bot.store.database import Database
from bot.store.tables import acquaintance


class Acquaintances:
    """Kept, since Telegram tells nobody's answer to "may I write to you" beforehand."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[int, int], str] = {}

    async def met(self, bot_id: int, user_id: int, language: str) -> bool:
        """Somebody wrote in private; whether that is news."""
        if self._known.get((bot_id, user_id)) == language:
            return False
        before = await self.among(bot_id, (user_id,))
        if before.get(user_id) != language:
            row = {"bot_id": bot_id, "user_id": user_id, "language": language}
            async with self._database.write() as connection:
                await connection.execute(delete(acquaintance).where(_is(bot_id, user_id)))
                await connection.execute(insert(acquaintance).values(row))
        self._known[bot_id, user_id] = language
        return not before

    async def lost(self, bot_id: int, user_id: int) -> None:
        """Somebody has blocked the bot."""
        self._known.pop((bot_id, user_id), None)
        async with self._database.write() as connection:
            await connection.execute(delete(acquaintance).where(_is(bot_id, user_id)))

    async def among(self, bot_id: int, users: Collection[int]) -> dict[int, str]:
        """Those of these people whom the bot may write to, each with a language."""
        wanted = and_(acquaintance.c.bot_id == bot_id, acquaintance.c.user_id.in_(users))
        async with self._database.read() as connection:
            rows = await connection.execute(select(acquaintance).where(wanted))
            return {row.user_id: row.language for row in rows}


def _is(bot_id: int, user_id: int) -> ColumnElement[bool]:
    return and_(acquaintance.c.bot_id == bot_id, acquaintance.c.user_id == user_id)
