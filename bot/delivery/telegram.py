"""The only sender: turns posts into calls of the Bot API, and answers into outcomes."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery.governor import LAST, NOW, Governor
from bot.delivery.links import address_of
from bot.delivery.numbers import Numbers
from bot.delivery.outbox import PATIENCE_SECONDS, Copied, Rights, Sight
from bot.delivery.post import NOTHING, Keyboard, Post, Rich
from bot.delivery.refusals import refusal_of
from bot.delivery.rights import EVERYTHING, rights_of
from bot.delivery.tidying import Tidying
from bot.delivery.transport import NEVER_LEFT, UNREADABLE, File, call
from bot.delivery.turns import Ticket
from bot.delivery.wire import buttons, caption_of, values_of
from bot.model import Busy, Outcome, Refusal, Refused, Sent, Target, Unknown

log = structlog.get_logger(__name__)

RETRY_SECONDS = 5.0
# The library takes a 404, perhaps of something in between, for a wrong token as well.
UNAUTHORIZED = "Unauthorized"
TOLD_TO_WAIT = "Telegram has asked to wait"
# What an edit of a message tells that is as it was, somebody else's, or not there.
LOOKED = ("not modified", "can't be edited", "not found")


def outcome_of(error: TelegramError) -> Outcome:
    """What an error proves about the post that met it.

    BadRequest and TimedOut are both NetworkErrors in python-telegram-bot, so the order counts;
    what the network proved stands in `__cause__`.
    """
    reason = error.message
    if isinstance(error, RetryAfter):
        return Busy(_seconds(error), reason)
    if isinstance(error, ChatMigrated):
        return Refused(reason, Refusal.MIGRATED, error.new_chat_id)
    if isinstance(error, InvalidToken) and UNAUTHORIZED in reason:
        return Refused(reason, Refusal.UNAUTHORIZED)
    if isinstance(error, BadRequest | Forbidden | InvalidToken | Conflict):
        return Refused(reason, refusal_of(reason))
    if isinstance(error.__cause__, NEVER_LEFT):
        return Busy(RETRY_SECONDS, reason)
    return Unknown(reason)


def _seconds(error: RetryAfter) -> float:
    # A number today, a timedelta in the next major version of the library.
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def _number_of(message: object) -> int:
    match message:
        case {"message_id": int(number)}:
            return number
    raise TelegramError(UNREADABLE)


class TelegramOutbox:
    """Sends through one bot; see `bot.delivery.outbox.Outbox` for the promises."""

    def __init__(self, bot: Bot, governor: Governor, *, paid: bool = False) -> None:
        self._bot = bot
        self._governor = governor
        self._paid = paid
        self._tickets: dict[int, Ticket] = {}
        self._tidying = Tidying(lambda target, old: self._set_buttons(target, old, (), LAST))
        self.numbers = Numbers()
        self.titles: dict[int, str] = {}
        self._addresses: dict[int, str | None] = {}

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
        values = values_of(target, post)
        if post.silent:
            values["disable_notification"] = True
        if post.answers is not None:
            values["reply_parameters"] = {"message_id": post.answers}
        return await self._put(target, "sendMessage", values)

    async def say(self, target: Target, post: Post) -> Outcome:
        """Take a slot and send."""
        if (wait := self.wait_of(target)) > PATIENCE_SECONDS:
            return Busy(wait, TOLD_TO_WAIT)
        async with self.slot(target):
            return await self.send(target, post)

    async def document(
        self, target: Target, name: str, content: bytes, caption: Rich = NOTHING
    ) -> Outcome:
        """Take a slot and send a file."""
        if (wait := self.wait_of(target)) > PATIENCE_SECONDS:
            return Busy(wait, TOLD_TO_WAIT)
        values = {"chat_id": target.chat_id, **caption_of(caption)}
        async with self.slot(target):
            return await self._put(target, "sendDocument", values, File("document", name, content))

    async def _put(
        self, target: Target, method: str, values: dict[str, Any], file: File | None = None
    ) -> Outcome:
        """Put a message into a chat, inside a slot."""
        ticket = self._tickets[target.chat_id]
        self._governor.use(ticket)
        if target.topic_id:
            values["message_thread_id"] = target.topic_id
        if self._paid and ticket.is_paced:
            values["allow_paid_broadcast"] = True
        try:
            number = _number_of(await call(self._bot, method, values, file))
        except TelegramError as error:
            return self._settled(target.chat_id, error, "a message was not sent")
        self._governor.served(ticket)
        self.numbers.saw(target.chat_id, number)
        return Sent(number)

    async def edit(
        self, target: Target, message_id: int, post: Post, due: datetime | None = None
    ) -> Outcome:
        """Replace text and buttons of an own message."""
        return await self._call(
            target,
            lambda: call(
                self._bot,
                "editMessageText",
                values_of(target, post) | {"message_id": message_id},
            ),
            due.timestamp() if due else NOW,
        ) or Sent(message_id)

    async def set_buttons(self, target: Target, message_id: int, keyboard: Keyboard) -> Outcome:
        """Replace the buttons of an own message."""
        return await self._set_buttons(target, message_id, keyboard, NOW)

    async def _set_buttons(
        self, target: Target, message_id: int, keyboard: Keyboard, due: float
    ) -> Outcome:
        return await self._call(
            target,
            lambda: call(
                self._bot,
                "editMessageReplyMarkup",
                {"chat_id": target.chat_id, "message_id": message_id} | buttons(keyboard),
            ),
            due,
        ) or Sent(message_id)

    def tidy(self, target: Target, message_id: int) -> None:
        """Take the buttons of an old message away once nothing else is to be sent."""
        self._tidying.add(target, message_id)

    async def close(self) -> None:
        """Tidy no more."""
        await self._tidying.close()

    async def delete(self, target: Target, message_id: int) -> Outcome:
        """Take an own message away."""
        return await self._call(
            target, lambda: self._bot.delete_message(target.chat_id, message_id)
        ) or Sent(message_id)

    async def pin(self, target: Target, message_id: int) -> Outcome:
        """Show a message above the chat, without a sound."""
        values = {
            "chat_id": target.chat_id,
            "message_id": message_id,
            "disable_notification": True,
        }
        return await self._call(target, lambda: call(self._bot, "pinChatMessage", values)) or Sent(
            message_id
        )

    async def unpin(self, target: Target, message_id: int) -> Outcome:
        """Take a message from above the chat."""
        values = {"chat_id": target.chat_id, "message_id": message_id}
        return await self._call(
            target, lambda: call(self._bot, "unpinChatMessage", values)
        ) or Sent(message_id)

    async def _call(
        self,
        target: Target,
        ask: Callable[[], Awaitable[object]],
        due: float = NOW,
    ) -> Outcome | None:
        """What kept a call from being done, that puts nothing new into a chat; None if nothing.

        Only the bot's own rate counts for it.
        """
        if (wait := self.wait_of(target)) > PATIENCE_SECONDS:
            return Busy(wait, TOLD_TO_WAIT)
        async with self._governor.slot(None, due) as ticket:
            self._governor.use(ticket)
            try:
                await ask()
            except TelegramError as error:
                return self._settled(target.chat_id, error)
            self._governor.served(ticket)
        return None

    async def forward(self, target: Target, message_id: int, to: Target) -> Copied | Outcome:
        """Show a message in another chat, without a sound."""
        async with self._governor.slot(to.chat_id) as ticket:
            self._governor.use(ticket)
            try:
                shown = await self._bot.forward_message(
                    to.chat_id, target.chat_id, message_id, disable_notification=True
                )
            except TelegramError as error:
                return self._settled(to.chat_id, error)
            self._governor.served(ticket)
        self.numbers.saw(to.chat_id, shown.message_id)
        return Copied(shown.message_id, shown.text or "")

    async def sight(self, target: Target) -> Sight | Outcome:
        """How much of a chat the bot can see."""
        if target.chat_id > 0:
            return Sight.ALL
        try:
            chat = await self._bot.get_chat(target.chat_id)
            if chat.type == chat.CHANNEL:
                return Sight.CHANNEL
            if self._bot.can_read_all_group_messages:
                return Sight.ALL
            own = await self._bot.get_chat_member(target.chat_id, self._bot.id)
        except TelegramError as error:
            return self._settled(target.chat_id, error)
        return Sight.ALL if own.status == own.ADMINISTRATOR else Sight.PART

    async def rights(self, chat_id: int, user_id: int) -> Rights | Outcome:
        """What a person, or the bot itself, may do in a chat."""
        if chat_id > 0:
            return EVERYTHING
        values = {"chat_id": chat_id}
        try:
            chat = await call(self._bot, "getChat", values)
            member = await call(self._bot, "getChatMember", values | {"user_id": user_id})
        except TelegramError as error:
            return self._settled(chat_id, error)
        return rights_of(chat, member)

    async def title(self, target: Target) -> str:
        """What people call a chat; its number if Telegram does not say."""
        try:
            chat = await self._bot.get_chat(target.chat_id)
        except TelegramError:
            # Thrown out, the bot is told nothing any more.
            return self.titles.get(target.chat_id, str(target.chat_id))
        return chat.effective_name or str(target.chat_id)

    async def address(self, target: Target) -> str | None:
        """Where a group or channel is on the web."""
        chat_id = target.chat_id
        if chat_id not in self._addresses:
            try:
                chat = await self._bot.get_chat(chat_id)
                self._addresses[chat_id] = address_of(chat_id, chat.username)
            except TelegramError:
                return None
        return self._addresses[chat_id]

    async def discussion(self, target: Target) -> int | None:
        """The group that talks about a channel; None if there is none, or nobody says."""
        try:
            return (await self._bot.get_chat(target.chat_id)).linked_chat_id
        except TelegramError:
            return None

    async def admins(self, chat_id: int) -> tuple[int, ...]:
        """The people who administer a group or channel; none if Telegram does not say."""
        try:
            found = await self._bot.get_chat_administrators(chat_id)
        except TelegramError as error:
            log.warning("cannot tell who is an admin", chat_id=chat_id, reason=error.message)
            return ()
        return tuple(one.user.id for one in found if not one.user.is_bot)

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

    def _settled(
        self, chat_id: int, error: TelegramError, failed: str = "a request was not carried out"
    ) -> Outcome:
        outcome = outcome_of(error)
        if isinstance(error, RetryAfter) and isinstance(outcome, Busy):
            self._governor.hold(chat_id, outcome.retry_after)
        if not (isinstance(outcome, Refused) and any(w in outcome.reason for w in LOOKED)):
            ended = type(outcome).__name__.lower()
            log.warning(failed, chat_id=chat_id, outcome=ended, reason=error.message)
        return outcome
