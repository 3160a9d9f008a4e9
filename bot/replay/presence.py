"""Where the bot is, and whom it knows: what updates tell besides what people ask."""

from bot.delivery.outbox import Outbox
from bot.replay.doubts import Doubts
from bot.replay.reading import Reading
from bot.replay.standing import Standing
from bot.store.store import Store


class Presence:
    """Notes what happens to the bot and around it. Redelivered updates change nothing."""

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        doubts: Doubts,
        reading: Reading,
        standing: Standing,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._doubts = doubts
        self._reading = reading
        self._standing = standing

    def saw(self, chat_id: int, message_id: int) -> None:
        """Somebody's message, or one of the bot's own, is in a chat."""
        self._outbox.numbers.saw(chat_id, message_id)

    def knows(self, chat_id: int, message_id: int) -> None:
        """An earlier process has put this message there."""
        self._outbox.numbers.know(chat_id, message_id)

    def called(self, chat_id: int, title: str) -> None:
        """A group or channel has this title."""
        self._outbox.titles[chat_id] = title

    async def met(self, bot_id: int, user_id: int, language: str) -> None:
        """Somebody wrote in private, so the bot may write to them; maybe it wanted to."""
        if await self._store.acquaintances.met(bot_id, user_id, language):
            self._doubts.somebody_came()

    async def lost(self, bot_id: int, user_id: int) -> None:
        """Somebody has blocked the bot."""
        await self._store.acquaintances.lost(bot_id, user_id)

    async def returned(self, bot_id: int, chat_id: int, cause: str) -> None:
        """The bot may write to a chat again."""
        await self._reading.returned(bot_id, chat_id, cause)

    async def moved(self, bot_id: int, old: int, new: int) -> None:
        """A group has become a supergroup."""
        await self._standing.move(bot_id, old, new)
