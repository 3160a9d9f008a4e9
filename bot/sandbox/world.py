"""The world of the sandbox: people write and tap, the bot sends and edits. No HTTP in here."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from bot.clock import Clock
from bot.sandbox import deep_links, shapes, texts
from bot.sandbox.commands import CommandLists
from bot.sandbox.entities import Entity
from bot.sandbox.messages import Answer, CallbackQuery, Kind, Message
from bot.sandbox.people import TELEGRAM, Chat, Person
from bot.sandbox.sharing import Sharing

Found = TypeVar("Found")


class World(Sharing):
    """Two people, a private chat each, a group; people write and tap, the bot sends and edits."""

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        self.commands = CommandLists()
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook_url = ""
        self.privacy = False
        """Privacy mode: in groups whose administrator it is not, the bot hears what is for it."""
        self.queries: dict[str, CallbackQuery] = {}
        self.camille = self.add_person("Camille", "camille_lit", "fr")
        self.alex = self.add_person("Alex", "alex_reads", "en")
        self.group = self.add_group("Reading circle", admins=[self.camille], members=[self.alex])

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

        The bot hears nothing where it is no member, and in privacy mode only what is for it.
        """
        if chat.id in self.migrated:
            raise ValueError(f"{chat.title} is a supergroup now, with another id")
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
        heard = self._hears(chat, plain, entities, replied)
        fields = {"reply_to": replied, "thread_id": thread_id, "unseen": not heard}
        message = self._add(chat, person, plain, entities, **fields)
        self._record(Kind.SAID, message, person, plain)
        if heard:
            kind = "channel_post" if chat.is_channel else "message"
            self.updates.add(kind, self.shape(message))
        self._discuss(message)
        return message

    def follow(self, person: Person, address: str, chat: Chat | None = None) -> Chat:
        """Open a link to the bot that brings something along; the chat to which it leads.

        `chat` is the group or channel that the person chooses for the bot, one of `choices`.
        ValueError if Telegram's apps could not.
        """
        link = deep_links.parsed(address, self.bot.username)
        if link.door == "start":
            private = self.private(person)
            self.say(person, private, f"/start {link.payload}".strip())
            return private
        if chat is None or chat not in self.choices(person, link):
            raise ValueError(f"{person.first_name} cannot add the bot there")
        self.let_in(chat, person, link.rights)
        if link.door == "startgroup":
            self.say(person, chat, f"/start@{self.bot.username} {link.payload}".strip())
        return chat

    def _discuss(self, post: Message) -> None:
        """Bring a channel's post into its group, whose answers to it are the comments."""
        group = self.chats.get(self.linked.get(post.chat.id, 0))
        if group is None or not post.chat.is_channel:
            return
        heard = self._hears(group, "", (), None)
        fields: dict[str, Any] = {"forwarded": post, "document": post.document}
        fields |= {"automatic": True, "unseen": not heard}
        copy = self._add(group, TELEGRAM, post.text, post.entities, **fields)
        self._record(Kind.SAID, copy, TELEGRAM, post.text)
        if heard:
            self.updates.add("message", self.shape(copy))

    def _hears(
        self, chat: Chat, text: str, entities: tuple[Entity, ...], reply_to: int | None
    ) -> bool:
        """Whether the bot is told: https://core.telegram.org/bots/features#privacy-mode."""
        status = self.status(chat, self.bot)
        if status in ("left", "kicked"):
            return False
        if not self.privacy or chat.is_private or status == "administrator":
            return True
        replied = self.message(chat, reply_to) if reply_to else None
        if replied and replied.sender == self.bot:
            return True
        calls = [
            entity
            for entity in entities
            if entity.kind == "mention" or (entity.kind == "bot_command" and entity.offset == 0)
        ]
        named = (texts.part(text, entity).lower().partition("@")[2] for entity in calls)
        return any(name in ("", self.bot.username) for name in named)

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
        self._discuss(message)
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
        self._take_out(message, self.bot)

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
