"""What Telegram's limits ask of the next process: who was told to wait, what was sent just now."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, delete, func, insert, select

from bot.store.database import Database
from bot.store.tables import delivery, run, wait

# More than the bot may send in a minute, and with paid posts a part of it: no index is by time.
NEWEST = 2_000


class Post(NamedTuple):
    """A post that went out to a chat, and its number there if it is known."""

    chat_id: int
    message_id: int | None
    at: datetime


class Waits:
    """Kept, since a bot that starts again must not begin with what it was told to leave."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, bot_id: int, chat_id: int, until: datetime) -> None:
        """A chat (0 for all of them) was told to wait until then."""
        values = {"bot_id": bot_id, "chat_id": chat_id, "until": until}
        same = and_(wait.c.bot_id == bot_id, wait.c.chat_id == chat_id)
        async with self._database.write() as connection:
            await connection.execute(delete(wait).where(same))
            await connection.execute(insert(wait).values(values))

    async def take(self, bot_id: int, now: datetime) -> tuple[tuple[int, timedelta], ...]:
        """The chats that have to wait, and how long; what is over is forgotten."""
        async with self._database.write() as connection:
            await connection.execute(delete(wait).where(wait.c.until <= now))
            rows = await connection.execute(select(wait).where(wait.c.bot_id == bot_id))
            return tuple((row.chat_id, row.until - now) for row in rows)

    async def sent(self, bot_id: int) -> tuple[Post, ...]:
        """The newest posts, sent or not, the oldest of them first."""
        newest = (
            select(delivery)
            .where(delivery.c.bot_id == bot_id)
            .order_by(delivery.c.id.desc())
            .limit(NEWEST)
            .subquery()
        )
        query = (
            select(
                func.coalesce(newest.c.chat_id, run.c.chat_id).label("chat_id"),
                newest.c.message_id,
                newest.c.claimed_at,
            )
            .join(run, run.c.id == newest.c.run_id)
            .order_by(newest.c.id)
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query)
            return tuple(Post(row.chat_id, row.message_id, row.claimed_at) for row in rows)
