"""The topics of a forum: opened, closed and deleted by its administrators."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.membership import Membership
from bot.sandbox.people import Chat

#: The topic of all that names none; its number is never given to another.
GENERAL = 1
#: For so long the bot's server takes a deleted topic for one, if it has just looked at it.
REMEMBERED = timedelta(seconds=60)


class Topics(Membership):
    """`topics` has those that are there, `closed` those that only administrators write in."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        self.topics: dict[int, set[int]] = {}
        self.closed: set[tuple[int, int]] = set()
        self._remembered: dict[tuple[int, int], datetime] = {}

    def add_topic(self, chat: Chat) -> int:
        """A topic of a forum; its id is what `message_thread_id` names."""
        thread_id = self._next_id(chat)
        if thread_id == GENERAL:
            thread_id = self._next_id(chat)
        self.topics.setdefault(chat.id, set()).add(thread_id)
        return thread_id

    def close_topic(self, chat: Chat, thread_id: int) -> None:
        """An administrator closes it; GENERAL can be closed too."""
        self.closed.add((chat.id, thread_id))
        self._serve(chat, self.admin(chat), self._named(thread_id), forum_topic_closed={})

    def reopen_topic(self, chat: Chat, thread_id: int) -> None:
        """An administrator opens it again."""
        self.closed.discard((chat.id, thread_id))
        self._serve(chat, self.admin(chat), self._named(thread_id), forum_topic_reopened={})

    def delete_topic(self, chat: Chat, thread_id: int, *, remembered: bool = False) -> None:
        """An administrator deletes it with all its messages; the bot is not told.

        With `remembered` the bot's server has just looked at it, and knows it for a minute.
        """
        self.topics[chat.id].discard(thread_id)
        if remembered:
            self._remembered[chat.id, thread_id] = self.clock.now()
        for message in self.messages(chat):
            if message.thread_id == thread_id:
                self._take_out(message, self.admin(chat))

    def remembers(self, chat: Chat, thread_id: int) -> bool:
        """Whether the bot's server still takes a deleted topic for one."""
        since = self._remembered.get((chat.id, thread_id))
        return since is not None and self.clock.now() - since < REMEMBERED

    def _named(self, thread_id: int) -> int | None:
        return None if thread_id == GENERAL else thread_id
