"""Notices about a reading: to one person, in private, never into a group or channel.

A bot cannot write first. So they go to whoever planned the reading, else to another admin who has
started the bot, else to an operator who has.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.delivery.outbox import Outbox
from bot.delivery.post import Post, Rich
from bot.i18n import Translator, translator
from bot.model import Busy, Refusal, Refused, Run, Sent, Target, Unknown
from bot.store.store import Store

Words = Callable[[Translator, str], Post]
"""A notice in a language, about a reading in the chat with this title."""


UNSEEN = 0
"""The number of a message of which nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told, and by which message of their private chat."""

    user_id: int
    message_id: int


class Notices:
    """Finds the person, and writes."""

    def __init__(self, store: Store, outbox: Outbox, operators: Collection[int]) -> None:
        self._store = store
        self._outbox = outbox
        self._operators = tuple(operators)

    async def tell(
        self, run: Run, words: Words, *, but: Collection[int] = (), only: int | None = None
    ) -> Told | None:
        """Tell the first who can be told, but for these; None if nobody can."""
        people = (only,) if only is not None else await self._people(run)
        known = await self._store.acquaintances.among(run.target.bot_id, people)
        title = await self._outbox.title(run.target)
        for user_id in people:
            if user_id in but or user_id not in known:
                continue
            post = words(translator(known[user_id]), title)
            outcome = await self._outbox.say(Target(run.target.bot_id, user_id), post)
            match outcome:
                case Sent(message_id=message_id):
                    return Told(user_id, message_id)
                case Unknown():
                    # Perhaps it is there: nobody else is asked meanwhile.
                    return Told(user_id, UNSEEN)
                case Busy():
                    return None
                case Refused(why=Refusal.BLOCKED | Refusal.REMOVED):
                    await self._store.acquaintances.lost(run.target.bot_id, user_id)
        return None

    async def alert(self, bot_id: int, words: Callable[[Translator], Post]) -> None:
        """Tell every operator who has started the bot."""
        known = await self._store.acquaintances.among(bot_id, self._operators)
        for user_id, language in known.items():
            await self._outbox.say(Target(bot_id, user_id), words(translator(language)))

    async def witness(self, bot_id: int) -> Target | None:
        """The private chat of an operator who has started the bot."""
        known = await self._store.acquaintances.among(bot_id, self._operators)
        found = next((one for one in self._operators if one in known), None)
        return None if found is None else Target(bot_id, found)

    async def _people(self, run: Run) -> tuple[int, ...]:
        """Whom a reading concerns, the nearest first. In private that is the reader alone."""
        if run.target.chat_id > 0:
            return (run.target.chat_id,)
        admins = await self._outbox.admins(run.target.chat_id)
        return tuple(dict.fromkeys((run.started_by, *admins, *self._operators)))


def rival(t: Translator) -> Post:
    """A second installation uses the same token."""
    return Post(
        Rich(
            t.gettext(
                "Another installation uses my token. I neither read nor post any more; every "
                "reading keeps its place. Stop one of the two, then start me again."
            )
        )
    )
