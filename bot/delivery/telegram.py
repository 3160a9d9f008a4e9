"""The only sender: turns posts into calls of the Bot API, and answers into outcomes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery.governor import NOW, Governor
from bot.delivery.outbox import PATIENCE_SECONDS
from bot.delivery.pings import shielded
from bot.delivery.post import Entity, Keyboard, Post, Rich
from bot.delivery.transport import NEVER_LEFT
from bot.delivery.turns import Ticket
from bot.model import Busy, Outcome, Refused, Sent, Target, Unknown
from content.fragments import utf16_length

log = structlog.get_logger(__name__)

REFUSALS = (BadRequest, Forbidden, InvalidToken, Conflict, ChatMigrated)
RETRY_SECONDS = 1.0
TOLD_TO_WAIT = "Telegram has asked to wait"
# A message that its sender or an edit left as it was.
UNCHANGED = "not modified"


def outcome_of(error: TelegramError) -> Outcome:
    """What an error proves about the post that met it.

    BadRequest and TimedOut are both NetworkErrors in python-telegram-bot, so the order counts;
    what the network proved stands in `__cause__`.
    """
    reason = error.message
    if isinstance(error, RetryAfter):
        return Busy(_seconds(error), reason)
    if isinstance(error, REFUSALS):
        return Refused(reason)
    if isinstance(error.__cause__, NEVER_LEFT):
        return Busy(RETRY_SECONDS, reason)
    return Unknown(reason)


def _seconds(error: RetryAfter) -> float:
    # A number today, a timedelta in the next major version of the library.
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def entities_of(body: Rich) -> list[MessageEntity]:
    """Telegram's entities: offsets and lengths in UTF-16 units."""
    return [_entity(body.text, entity) for entity in body.entities]


def _entity(text: str, entity: Entity) -> MessageEntity:
    return MessageEntity(
        type=entity.style.value,
        offset=utf16_length(text[: entity.span.start]),
        length=utf16_length(text[entity.span.start : entity.span.end]),
        url=entity.url,
    )


def markup_of(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Inline buttons, or None for none."""
    if not keyboard:
        return None
    rows = [
        [InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row]
        for row in keyboard
    ]
    return InlineKeyboardMarkup(rows)


def _preview(post: Post) -> LinkPreviewOptions:
    if post.preview is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=post.preview)


class TelegramOutbox:
    """Sends through one bot; see `bot.delivery.outbox.Outbox` for the promises."""

    def __init__(self, bot: Bot, governor: Governor, *, paid: bool = False) -> None:
        self._bot = bot
        self._governor = governor
        self._paid = paid
        self._tickets: dict[int, Ticket] = {}

    @asynccontextmanager
    async def slot(self, target: Target, due: datetime | None = None) -> AsyncIterator[None]:
        """Wait for the turn of this chat."""
        chat = target.chat_id
        async with self._governor.slot(chat, due.timestamp() if due else NOW) as ticket:
            self._tickets[chat] = ticket
            try:
                yield
            finally:
                del self._tickets[chat]

    def wait_of(self, target: Target) -> float:
        """Seconds for which Telegram has asked this chat to wait."""
        return self._governor.wait_of(target.chat_id)

    async def send(self, target: Target, post: Post) -> Outcome:
        """Send inside a slot."""
        ticket = self._tickets[target.chat_id]
        self._governor.use(ticket)
        try:
            message = await self._bot.send_message(
                chat_id=target.chat_id,
                message_thread_id=target.topic_id or None,
                text=post.body.text,
                entities=entities_of(shielded(post.body)),
                reply_markup=markup_of(post.keyboard),
                link_preview_options=_preview(post),
                disable_notification=post.silent or None,
                allow_paid_broadcast=(self._paid and ticket.is_paced) or None,
            )
        except TelegramError as error:
            return self._settled(target, error)
        self._governor.served(ticket)
        return Sent(message.message_id)

    async def say(self, target: Target, post: Post) -> Outcome:
        """Take a slot and send."""
        if (wait := self.wait_of(target)) > PATIENCE_SECONDS:
            return Busy(wait, TOLD_TO_WAIT)
        async with self.slot(target):
            return await self.send(target, post)

    async def edit(self, target: Target, message_id: int, post: Post) -> Outcome:
        """Replace text and buttons of an own message."""
        return await self._edit(
            target,
            message_id,
            lambda: self._bot.edit_message_text(
                chat_id=target.chat_id,
                message_id=message_id,
                text=post.body.text,
                entities=entities_of(shielded(post.body)),
                reply_markup=markup_of(post.keyboard),
                link_preview_options=_preview(post),
            ),
        )

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        """Replace the buttons of an own message."""
        return await self._edit(
            target,
            message_id,
            lambda: self._bot.edit_message_reply_markup(
                chat_id=target.chat_id, message_id=message_id, reply_markup=markup_of(keyboard)
            ),
        )

    async def _edit(
        self, target: Target, message_id: int, call: Callable[[], Awaitable[Message | bool]]
    ) -> Outcome:
        """Change a message. It puts nothing new into a chat, so only the bot's rate counts."""
        if (wait := self.wait_of(target)) > PATIENCE_SECONDS:
            return Busy(wait, TOLD_TO_WAIT)
        async with self._governor.slot(None) as ticket:
            self._governor.use(ticket)
            try:
                await call()
            except TelegramError as error:
                return self._settled(target, error)
            self._governor.served(ticket)
        return Sent(message_id)

    async def acknowledge(self, query_id: str, text: str | None = None) -> None:
        """Answer a tap."""
        try:
            await self._bot.answer_callback_query(query_id, text=text)
        except TelegramError as error:
            # Too late to matter: the button stops waiting by itself.
            log.debug("tap not acknowledged", reason=error.message)

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Whether a person administers a chat; False if Telegram does not say."""
        try:
            member = await self._bot.get_chat_member(chat_id, user_id)
        except TelegramError as error:
            log.warning("cannot tell who is an admin", chat_id=chat_id, reason=error.message)
            return False
        return member.status in (member.ADMINISTRATOR, member.OWNER)

    def _settled(self, target: Target, error: TelegramError) -> Outcome:
        outcome = outcome_of(error)
        if isinstance(outcome, Busy):
            self._governor.hold(target.chat_id, outcome.retry_after)
        if not (isinstance(outcome, Refused) and UNCHANGED in outcome.reason):
            log.warning("post not sent", chat_id=target.chat_id, outcome=repr(outcome))
        return outcome
