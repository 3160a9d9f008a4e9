"""What the engine asks of a messenger; `telegram.py` is the only one that does it."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.delivery.numbers import Numbers
from bot.delivery.post import NOTHING, Keyboard, Post, Rich
from bot.model import Outcome, Target

PATIENCE_SECONDS = 30.0
"""Longer waits are answered at once instead of kept open."""


class Sight(StrEnum):
    """How much of a chat the bot can see, and so what a message that it does not find proves."""

    ALL = "all"
    PART = "part"
    """A group where privacy mode keeps most messages from the bot."""
    CHANNEL = "channel"
    """All, but an edit could change what somebody else has written."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A message was shown in another chat, under this number there."""

    message_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in a chat; everything in a private chat, nothing from outside.

    `edit` is to change what others have posted there, which a channel alone has.
    """

    is_member: bool = False
    is_admin: bool = False
    may_post: bool = False
    may_edit: bool = False
    may_pin: bool = False
    may_delete: bool = False


class Outbox(Protocol):
    """Every outgoing call passes here, and through its governor. No call raises for a refusal."""

    numbers: Numbers
    """The numbers of the messages that were sent, and of those that people wrote."""

    def slot(
        self, target: Target, due: datetime | None = None
    ) -> AbstractAsyncContextManager[None]:
        """Wait for the turn of this chat; the one message sent inside goes out at once.

        With `due` nobody waits for it, and what people wait for goes before it.
        """
        ...

    def wait_of(self, target: Target) -> float:
        """Seconds for which Telegram has asked this chat to wait; a slot would take as long."""
        ...

    async def send(self, target: Target, post: Post) -> Outcome:
        """Send inside a slot."""
        ...

    async def say(self, target: Target, post: Post) -> Outcome:
        """Take a slot and send: an answer to somebody, not part of a run."""
        ...

    async def edit(
        self, target: Target, message_id: int, post: Post, due: datetime | None = None
    ) -> Outcome:
        """Replace text and buttons of an own message; with `due` nobody waits for it."""
        ...

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        """Replace the buttons of an own message; an empty keyboard takes them away."""
        ...

    def tidy(self, target: Target, message_id: int) -> None:
        """Take the buttons of an old message away once nothing else is to be sent."""
        ...

    async def close(self) -> None:
        """Tidy no more; what was not begun stays as it is."""
        ...

    async def delete(self, target: Target, message_id: int) -> Outcome:
        """Take an own message away."""
        ...

    async def pin(self, target: Target, message_id: int) -> Outcome:
        """Show a message above the chat, without a sound."""
        ...

    async def unpin(self, target: Target, message_id: int) -> Outcome:
        """Take a message from above the chat."""
        ...

    async def document(
        self, target: Target, name: str, content: bytes, caption: Rich = NOTHING
    ) -> Outcome:
        """Send a file: an answer to somebody."""
        ...

    async def forward(self, target: Target, message_id: int, to: Target) -> Copied | Outcome:
        """Show a message in another chat, without a sound."""
        ...

    async def sight(self, target: Target) -> Sight | Outcome:
        """How much of a chat the bot can see."""
        ...

    async def rights(self, chat_id: int, user_id: int) -> Rights | Outcome:
        """What a person, or the bot itself, may do in a chat; else why that cannot be told."""
        ...

    titles: dict[int, str]
    """What the chats were called whose updates came, by id."""

    async def title(self, target: Target) -> str:
        """What people call a chat; its number if Telegram does not say."""
        ...

    async def address(self, target: Target) -> str | None:
        """Where a group or channel is on the web, and below it its messages by number.

        None for a private chat, for a group whose messages have no addresses, or if Telegram does
        not say.
        """
        ...

    async def admins(self, chat_id: int) -> tuple[int, ...]:
        """The people who administer a group or channel; none if Telegram does not say."""
        ...

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        """Answer a tap, so that the button stops waiting; the text shows for a moment."""
        ...

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether a person administers a chat; False if Telegram does not say."""
        ...
