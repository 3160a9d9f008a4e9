"""What stands in the chats, and all that ever happened there."""

from collections import defaultdict
from typing import Any

from bot.clock import Clock
from bot.sandbox import shapes
from bot.sandbox.bell import Bell
from bot.sandbox.entities import Entity
from bot.sandbox.messages import Event, Kind, Message
from bot.sandbox.people import Chat, Person
from bot.sandbox.places import Places
from bot.sandbox.updates import Updates

#: How much of the transcript a failed wait shows.
TAIL = 30


class History(Places):
    """The messages as they stand now, the transcript, and the updates for the bot.

    `changed` rings after each event.
    """

    def __init__(self, clock: Clock, bot_id: int) -> None:
        super().__init__(clock, bot_id)
        # A bot remembers the ids it has handled: those of a later sandbox must be others, so they
        # begin at the microsecond; no sandbox makes updates faster than these pass.
        self.updates = Updates(first_id=int(clock.now().timestamp() * 1_000_000))
        self.changed = Bell()
        self._messages: defaultdict[int, dict[int, Message]] = defaultdict(dict)
        self._last_ids: defaultdict[int, int] = defaultdict(int)
        self._events: list[Event] = []
        self._of_chat: defaultdict[int, list[Event]] = defaultdict(list)

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """The message as it stands now, None if it is not there."""
        return self._messages[chat.id].get(message_id)

    def found(self, chat: Chat, message_id: int) -> Message | None:
        """The message as the bot finds it: also None for one that it was not told of."""
        message = self.message(chat, message_id)
        return None if message is None or message.unseen else message

    def messages(self, chat: Chat) -> tuple[Message, ...]:
        """All current messages of a chat, of both sides, in order."""
        return tuple(self._messages[chat.id].values())

    def transcript(self, chat: Chat | None = None) -> tuple[Event, ...]:
        """Every event in order, of one chat or of all."""
        return tuple(self._events if chat is None else self._of_chat[chat.id])

    def shape(self, message: Message) -> shapes.Json:
        """The JSON of a message, with the one it replies to."""
        return shapes.message(message, self._replied(message))

    def dump(self) -> str:
        """The end of the transcript, a line an event."""
        lines = [str(event) for event in self._events[-TAIL:]]
        return "\n".join(lines) if lines else "(nothing happened)"

    def _next_id(self, chat: Chat) -> int:
        # Private chats and basic groups share one counter; supergroups and channels have their own.
        counter = chat.id if chat.kind in ("supergroup", "channel") else 0
        self._last_ids[counter] += 1
        return self._last_ids[counter]

    def _add(
        self,
        chat: Chat,
        sender: Person,
        text: str,
        entities: tuple[Entity, ...],
        **fields: Any,
    ) -> Message:
        if fields.get("thread_id") is None and fields.get("reply_to"):
            fields["thread_id"] = self._commented(chat, fields["reply_to"])
        number = self._next_id(chat)
        message = Message(number, chat, sender, self.clock.now(), text, entities, **fields)
        self._messages[chat.id][number] = message
        return message

    def _commented(self, chat: Chat, reply_to: int) -> int | None:
        """The channel's post that an answer to this message is about."""
        replied = self.message(chat, reply_to)
        if replied is None or chat.is_forum:
            return None
        return replied.message_id if replied.automatic else replied.thread_id

    def _serve(self, chat: Chat, who: Person, thread_id: int | None = None, **service: Any) -> None:
        """Put a service message into a chat; the bot hears of it."""
        message = self._add(chat, who, "", (), thread_id=thread_id, service=service)
        self._record(Kind.SERVICE, message, who, ", ".join(service))
        self.updates.add("channel_post" if chat.is_channel else "message", self.shape(message))

    def _take_out(self, message: Message, who: Person) -> None:
        del self._messages[message.chat.id][message.message_id]
        self._record(Kind.DELETED, message, who, message.text)

    def _replied(self, message: Message) -> Message | None:
        return self.message(message.chat, message.reply_to) if message.reply_to else None

    def _record(self, kind: Kind, message: Message, who: Person, text: str) -> None:
        event = Event(kind, message.chat, who, text, message, self.clock.now())
        self._events.append(event)
        self._of_chat[message.chat.id].append(event)
        self.changed.ring()
