"""What stands in a chat, and what happened there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.sandbox.entities import Entity
from bot.sandbox.people import Chat, Person


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button; `action` is the field that says what it does, `value` its content."""

    text: str
    action: str
    value: Any

    def as_json(self) -> dict[str, Any]:
        """The shape of an InlineKeyboardButton."""
        return {"text": self.text, self.action: self.value}


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file; nothing of it is read."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now; dates are aware UTC, offsets count UTF-16 units.

    `edited` is the last change of any kind, `rewritten` says that the words were changed:
    Telegram's apps show no mark when a bot only takes its buttons away. `sender` is who did it,
    also where the chat stands in for them. `forwarded` is the original as it stood, `service`
    what happened to the chat instead of words. The text of a `document` is its caption; `automatic`
    is a channel's post in the group that talks about it.
    """

    message_id: int
    chat: Chat
    sender: Person
    date: datetime
    text: str
    entities: tuple[Entity, ...] = ()
    reply_markup: Keyboard = ()
    link_preview_options: dict[str, Any] | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    silent: bool = False
    protected: bool = False
    edited: datetime | None = None
    rewritten: bool = False
    forwarded: "Message | None" = None
    service: dict[str, Any] | None = None
    document: Document | None = None
    automatic: bool = False
    unseen: bool = False
    """The bot was not told and cannot find it."""

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order."""
        return tuple(button for row in self.reply_markup for button in row)

    def button(self, wanted: str) -> Button:
        """The button with this label, or with this callback data; LookupError if none has it."""
        for button in self.buttons:
            if wanted == button.text or (
                button.action == "callback_data" and wanted == button.value
            ):
                return button
        labels = ", ".join(repr(button.text) for button in self.buttons) or "no buttons"
        raise LookupError(f"message {self.message_id} has {labels}, not {wanted!r}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a tap; an empty text shows nothing."""

    text: str
    show_alert: bool


@dataclass(slots=True)
class CallbackQuery:
    """One tap on a button; `answer` is set once the bot has answered it."""

    id: str
    person: Person
    message: Message
    data: str
    date: datetime
    answer: Answer | None = None


class Kind(StrEnum):
    """What an event of the transcript is about."""

    SAID = "said"
    SERVICE = "changed"
    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    TAPPED = "tapped"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the transcript; `message` is as it stood just after the event."""

    kind: Kind
    chat: Chat
    who: Person
    text: str
    message: Message
    date: datetime

    def __str__(self) -> str:
        place = self.chat.title or (self.chat.person.first_name if self.chat.person else "")
        place = f"{place}#{self.message.message_id}"
        return f"{self.date:%H:%M:%S} {place} {self.who.first_name} {self.kind}: {self.text}"
