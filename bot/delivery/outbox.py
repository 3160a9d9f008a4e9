"""What the engine asks of a messenger; `telegram.py` is the only one that does it."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.delivery.post import Keyboard, Post
from bot.model import Outcome, Target

PATIENCE_SECONDS = 30.0
"""Longer waits are answered at once instead of kept open."""


class Outbox(Protocol):
    """Every outgoing call passes here, and through its governor. No call raises for a refusal."""

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

    async def edit(self, target: Target, message_id: int, post: Post) -> Outcome:
        """Replace text and buttons of an own message."""
        ...

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        """Replace the buttons of an own message; an empty keyboard takes them away."""
        ...

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        """Answer a tap, so that the button stops waiting; the text shows for a moment."""
        ...

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether a person administers a chat; False if Telegram does not say."""
        ...
