"""Where Telegram has brought the posts of channels in the groups that talk about them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, insert, select

from bot.model import Run, Under
from bot.store.database import Database, first_row
from bot.store.plan_tables import forward
from bot.store.tables import DeliveryState, delivery

THERE = (DeliveryState.SENT, DeliveryState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Followed:
    """What a run has put into its own chat last: of which step, under which number, and when.

    `message_id` is None if nobody knows it, `under` where its comments go, as far as that is known.
    """

    step: int
    message_id: int | None
    settled_at: datetime
    under: Under | None


class Forwards:
    """Telegram's automatic forwards: a post of a channel, and the message in its group."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, bot_id: int, channel_id: int, post_id: int, under: Under, now: datetime
    ) -> None:
        """A channel's post is in its group; heard twice is the same as once."""
        key = {"bot_id": bot_id, "channel_id": channel_id, "post_id": post_id}
        same = and_(*(forward.c[name] == value for name, value in key.items()))
        where = {"chat_id": under.chat_id, "message_id": under.message_id}
        async with self._database.write() as connection:
            await connection.execute(delete(forward).where(same))
            await connection.execute(insert(forward).values({**key, **where, "at": now}))

    async def last(self, run: Run) -> Followed | None:
        """The newest post of a run in its own chat; None if it has none."""
        brought = and_(
            forward.c.bot_id == run.target.bot_id,
            forward.c.channel_id == run.target.chat_id,
            forward.c.post_id == delivery.c.message_id,
        )
        query = (
            select(
                delivery.c.step,
                delivery.c.message_id.label("post_id"),
                delivery.c.settled_at,
                forward.c.chat_id,
                forward.c.message_id,
            )
            .select_from(delivery.outerjoin(forward, brought))
            .where(delivery.c.run_id == run.id, delivery.c.chat_id.is_(None))
            .where(delivery.c.state.in_(THERE))
            # A row is reused after a refusal, so its number does not tell which came last.
            .order_by(delivery.c.fence.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            row = await first_row(connection, query)
        if row is None:
            return None
        known = row["chat_id"] is not None
        under = Under(row["chat_id"], row["message_id"]) if known else None
        return Followed(row["step"], row["post_id"], row["settled_at"], under)

    async def prune(self, before: datetime) -> None:
        """Forget what was heard before an instant."""
        async with self._database.write() as connection:
            await connection.execute(delete(forward).where(forward.c.at < before))
