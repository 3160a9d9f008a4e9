"""The world of the sandbox: people write and tap, the bot sends and edits. No HTTP in here."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.clock import Clock
from bot.sandbox import shapes, texts
from bot.sandbox.commands import CommandLists
from bot.sandbox.entities import Entity
from bot.sandbox.history import History
from bot.sandbox.messages import Answer, CallbackQuery, Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.updates import Updates

Found = TypeVar("Found")


class World(History):
    """Two people, a private chat each, a group; people write and tap, the bot sends and edits."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        # A bot remembers the ids it has handled: those of a later sandbox must be others, so they
        # begin at the microsecond; no sandbox makes updates faster than these pass.
        self.updates = Updates(first_id=int(clock.now().timestamp() * 1_000_000))
        self.commands = CommandLists()
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook_url = ""
        self.topics: dict[int, set[int]] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.camille = self.add_person("Camille", "camille_lit", "fr")
        self.alex = self.add_person("Alex", "alex_reads", "en")
        self.group = self.add_group("Reading circle", admins=[self.camille], members=[self.alex])

    def add_topic(self, chat: Chat) -> int:
        """A topic of a forum; its id is what `message_thread_id` names."""
        thread_id = self._next_id(chat)
        self.topics.setdefault(chat.id, set()).add(thread_id)
        return thread_id

    def block(self, person: Person) -> None:
        """From now on the bot may not write to this person."""
        self.blocked.add(person.id)
        self._bot_membership(person, "member", "kicked")

    def unblock(self, person: Person) -> None:
        """The bot may write again."""
        self.blocked.discard(person.id)
        self._bot_membership(person, "kicked", "member")

    def _bot_membership(self, person: Person, old: str, new: str) -> None:
        date = int(self.clock.now().timestamp())
        chat = self.private(person)
        change = shapes.membership(chat, person, self.bot, old, new, date)
        self.updates.add("my_chat_member", change)
        self.changed.ring()

    def description(self, field: str, language: str) -> str:
        """What the bot says about itself in this language, else in none in particular."""
        return self.descriptions.get((field, language)) or self.descriptions.get((field, ""), "")

    # What people do

    def say(
        self,
        person: Person,
        chat: Chat,
        text: str,
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Write as this person; the bot gets an update. ValueError if Telegram's apps could not.

        The bot has privacy mode off: in groups it sees every message, not only commands.
        """
        status = self.status(chat, person)
        if status in ("left", "kicked"):
            place = chat.title or "this chat"
            raise ValueError(f"{person.first_name} is not a member of {place}")
        if chat.is_channel and status == "member":
            raise ValueError(f"{person.first_name} is no administrator of {chat.title}")
        plain, entities = texts.said(text)
        replied = reply_to.message_id if isinstance(reply_to, Message) else reply_to
        self.opened.add(chat.id)
        self.blocked.discard(chat.id)
        message = self._add(chat, person, plain, entities, reply_to=replied, thread_id=thread_id)
        self._record(Kind.SAID, message, person, plain)
        kind = "channel_post" if chat.is_channel else "message"
        self.updates.add(kind, self.shape(message))
        return message

    def tap(self, person: Person, message: Message, button: str) -> CallbackQuery:
        """Press an inline button, named by its label or its callback data."""
        current = self.message(message.chat, message.message_id)
        if current is None:
            raise LookupError(f"message {message.message_id} is not in the chat any more")
        pressed = current.button(button)
        if pressed.action != "callback_data":
            raise LookupError(
                f"the button {pressed.text!r} opens something; it tells the bot nothing"
            )
        number = str(4_000_000_000_001 + len(self.queries))
        query = CallbackQuery(number, person, current, pressed.value, self.clock.now())
        self.queries[query.id] = query
        self._record(Kind.TAPPED, current, person, pressed.text)
        self.updates.add("callback_query", shapes.callback_query(query, self._replied(current)))
        return query

    def repeat_update(self, update_id: int) -> None:
        """Deliver an update a second time under the same id."""
        self.updates.repeat(update_id)

    def swap_updates(self) -> None:
        """Deliver the two newest updates in the wrong order; call it before the bot has them."""
        self.updates.swap()

    # What the bot does; the rules of the Bot API stand in bot.sandbox.methods

    def post(self, chat: Chat, text: str, entities: tuple[Entity, ...], **fields: Any) -> Message:
        """Put a message of the bot into a chat; `fields` are those of Message."""
        message = self._add(chat, self.bot, text, entities, **fields)
        self._record(Kind.SENT, message, self.bot, text)
        return message

    def edit(self, message: Message, **fields: Any) -> Message:
        """Change a message of the bot, as `dataclasses.replace` does."""
        changed = replace(message, edited=self.clock.now(), **fields)
        if changed.text != message.text:
            changed = replace(changed, rewritten=True)
        self._messages[changed.chat.id][changed.message_id] = changed
        self._record(Kind.EDITED, changed, self.bot, changed.text)
        return changed

    def delete(self, message: Message) -> None:
        """Take a message out of its chat."""
        del self._messages[message.chat.id][message.message_id]
        self._record(Kind.DELETED, message, self.bot, message.text)

    def answer(self, query: CallbackQuery, answer: Answer) -> None:
        """Answer a tap."""
        query.answer = answer
        self._record(Kind.ANSWERED, query.message, self.bot, answer.text)

    # The deadline is a parameter since the message of the error is what a failed test shows.
    async def wait(
        self,
        predicate: Callable[["World"], Found],
        timeout: float = 60,  # noqa: ASYNC109
    ) -> Found:
        """Return what the predicate says once it says yes; it is asked after each change.

        TimeoutError, with the end of the transcript, after so many seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        version = self.changed.version
        while not (found := predicate(self)):
            if not await self.changed.wait_past(version, max(0.0, deadline - loop.time())):
                raise TimeoutError(f"not within {timeout} s; the transcript ends:\n{self.dump()}")
            version = self.changed.version
        return found
