"""The chats, who is in them, and all that happened there. No HTTP in here."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from bot.clock import Clock
from bot.sandbox import shapes, texts
from bot.sandbox.bell import Bell
from bot.sandbox.commands import CommandLists
from bot.sandbox.entities import Entity
from bot.sandbox.messages import Answer, CallbackQuery, Event, Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.updates import Updates

#: How much of the transcript a failed wait shows.
TAIL = 30

Found = TypeVar("Found")


class World:
    """Two people, a private chat each, a group; people write and tap, the bot sends and edits."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        self.clock = clock
        self.bot = Person(bot_id, "Feuilleton", "feuilleton_sandbox_bot", is_bot=True)
        # A bot remembers the ids it has handled: those of a later sandbox must be others, so they
        # begin at the microsecond; no sandbox makes updates faster than these pass.
        self.updates = Updates(first_id=int(clock.now().timestamp() * 1_000_000))
        self.commands = CommandLists()
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook_url = ""
        self.changed = Bell()
        self.people: dict[int, Person] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.members: dict[int, dict[int, str]] = {}
        self.topics: dict[int, set[int]] = {}
        self.opened: set[int] = set()
        self.blocked: set[int] = set()
        self.queries: dict[str, CallbackQuery] = {}
        self._messages: dict[int, dict[int, Message]] = {}
        self._last_ids: dict[int, int] = {}
        self._events: list[Event] = []
        self._of_chat: dict[int, list[Event]] = {}
        self.camille = self.add_person("Camille", "camille_lit", "fr")
        self.alex = self.add_person("Alex", "alex_reads", "en")
        self.group = self.add_group("Reading circle", admins=[self.camille], members=[self.alex])

    # Who is there

    def add_person(self, first_name: str, username: str, language_code: str = "en") -> Person:
        """Somebody new, whose private chat with the bot opens with their first message."""
        person = Person(700_000_000 + len(self.people), first_name, username, language_code)
        self.people[person.id] = person
        self._add_chat(Chat(person.id, "private", person=person))
        return person

    def add_group(
        self,
        title: str,
        admins: Iterable[Person] = (),
        members: Iterable[Person] = (),
        *,
        kind: str = "supergroup",
        is_forum: bool = False,
    ) -> Chat:
        """A group with the bot as a plain member; the first admin is its creator."""
        number = 1_000_000_001 + len(self.chats)
        chat = Chat(-number if kind == "group" else -1_000_000_000_000 - number, kind, title)
        chat = replace(chat, is_forum=is_forum)
        self._add_chat(chat)
        self.opened.add(chat.id)
        for place, person in enumerate(admins):
            self.members[chat.id][person.id] = "administrator" if place else "creator"
        for person in (*members, self.bot):
            self.members[chat.id][person.id] = "member"
        return chat

    def _add_chat(self, chat: Chat) -> None:
        self.chats[chat.id] = chat
        self.members[chat.id] = {}
        self._messages[chat.id] = {}

    def add_topic(self, chat: Chat) -> int:
        """A topic of a forum; its id is what `message_thread_id` names."""
        thread_id = self._next_id(chat)
        self.topics.setdefault(chat.id, set()).add(thread_id)
        return thread_id

    def private(self, person: Person) -> Chat:
        """The person's chat with the bot."""
        return self.chats[person.id]

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

    def status(self, chat: Chat, person: Person) -> str:
        """The person's place in a chat: creator, administrator, member, left or kicked."""
        if chat.is_private:
            return "member" if person in (chat.person, self.bot) else "left"
        return self.members[chat.id].get(person.id, "left")

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
        if self.status(chat, person) in ("left", "kicked"):
            place = chat.title or "this chat"
            raise ValueError(f"{person.first_name} is not a member of {place}")
        plain, entities = texts.said(text)
        replied = reply_to.message_id if isinstance(reply_to, Message) else reply_to
        self.opened.add(chat.id)
        self.blocked.discard(chat.id)
        message = self._add(chat, person, plain, entities, reply_to=replied, thread_id=thread_id)
        self._record(Kind.SAID, message, person, plain)
        self.updates.add("message", self.shape(message))
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

    # Looking

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """The message as it stands now, None if it is not there."""
        return self._messages[chat.id].get(message_id)

    def messages(self, chat: Chat) -> tuple[Message, ...]:
        """All current messages of a chat, of both sides, in order."""
        return tuple(self._messages[chat.id].values())

    def transcript(self, chat: Chat | None = None) -> tuple[Event, ...]:
        """Every event in order, of one chat or of all."""
        return tuple(self._events if chat is None else self._of_chat.get(chat.id, ()))

    def shape(self, message: Message) -> shapes.Json:
        """The JSON of a message, with the one it replies to."""
        return shapes.message(message, self._replied(message))

    def dump(self) -> str:
        """The end of the transcript, a line an event."""
        lines = [str(event) for event in self._events[-TAIL:]]
        return "\n".join(lines) if lines else "(nothing happened)"

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

    # Inside

    def _next_id(self, chat: Chat) -> int:
        # Private chats and basic groups share one counter, a supergroup has its own.
        counter = chat.id if chat.kind == "supergroup" else 0
        self._last_ids[counter] = self._last_ids.get(counter, 0) + 1
        return self._last_ids[counter]

    def _add(
        self,
        chat: Chat,
        sender: Person,
        text: str,
        entities: tuple[Entity, ...],
        **fields: Any,
    ) -> Message:
        number = self._next_id(chat)
        message = Message(number, chat, sender, self.clock.now(), text, entities, **fields)
        self._messages[chat.id][number] = message
        return message

    def _replied(self, message: Message) -> Message | None:
        return self.message(message.chat, message.reply_to) if message.reply_to else None

    def _record(self, kind: Kind, message: Message, who: Person, text: str) -> None:
        event = Event(kind, message.chat, who, text, message, self.clock.now())
        self._events.append(event)
        self._of_chat.setdefault(message.chat.id, []).append(event)
        self.changed.ring()
