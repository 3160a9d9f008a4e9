"""What each chat has settled for itself: zone, language, quiet hours, distance, hold."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import time
from typing import Any

from sqlalchemy import RowMapping, and_, delete, insert, select

from bot.plans import Chat, Window
from bot.store.database import AT_ONCE, Database, first_row
from bot.store.plan_tables import chat

EVERYWHERE = 0
"""The chat that stands for all of them, where an operator holds everything."""


def chat_value(row: RowMapping) -> Chat:
    """The settings in a row that has the columns of `chat`, all None where there is no row."""
    return Chat(
        row["zone"],
        row["language"],
        _window(row["quiet"]),
        row["distance"] or 0.0,
        row["held_until"],
    )


class Chats:
    """Settings by chat; topics share those of their group."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, bot_id: int, chat_id: int) -> Chat:
        """The settings of a chat, usual ones if it has settled nothing."""
        here = and_(chat.c.bot_id == bot_id, chat.c.chat_id == chat_id)
        async with self._database.read() as connection:
            row = await first_row(connection, select(chat).where(here))
            return chat_value(row) if row else Chat()

    async def among(self, bot_id: int, chat_ids: Iterable[int]) -> dict[int, Chat]:
        """The settings of those of these chats that have settled something."""
        ids = tuple(chat_ids)
        found: dict[int, Chat] = {}
        async with self._database.read() as connection:
            for start in range(0, len(ids), AT_ONCE):
                some = chat.c.chat_id.in_(ids[start : start + AT_ONCE])
                query = select(chat).where(chat.c.bot_id == bot_id, some)
                rows = (await connection.execute(query)).mappings()
                found |= {row["chat_id"]: chat_value(row) for row in rows}
        return found

    async def keep(self, bot_id: int, chat_id: int, settled: Chat) -> None:
        """Keep all settings of a chat."""
        here = and_(chat.c.bot_id == bot_id, chat.c.chat_id == chat_id)
        values = chat_columns(bot_id, chat_id, settled)
        async with self._database.write() as connection:
            await connection.execute(delete(chat).where(here))
            await connection.execute(insert(chat).values(values))


def chat_columns(bot_id: int, chat_id: int, settled: Chat) -> dict[str, Any]:
    """The columns of a chat that has settled something."""
    quiet = settled.quiet
    hours = quiet and f"{quiet.start:%H:%M}-{quiet.end:%H:%M}"
    return asdict(settled) | {"bot_id": bot_id, "chat_id": chat_id, "quiet": hours}


def _window(text: str | None) -> Window | None:
    if text is None:
        return None
    start, end = map(time.fromisoformat, text.split("-"))
    return Window(start, end)
