"""What a handler is told about an update: a value without anything of Telegram's library."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Chat, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.i18n import pick
from bot.model import Target
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Call:
    """One thing somebody asked, and where.

    `language` is the one to answer in, `own_language` the one of the person who asks unless
    the chat has settled one, `code` what their Telegram says (`fr-ca`). `operator`: an operator
    asks, in private. `channel`: an administrator wrote into a channel, nobody says who; `user_id`
    is the channel then. `said_at` is when the message was written, in full seconds.
    """

    update_id: int
    target: Target
    user_id: int
    private: bool
    language: str
    own_language: str
    words: str = ""
    message_id: int | None = None
    anonymous_admin: bool = False
    operator: bool = False
    code: str = ""
    channel: bool = False
    said_at: datetime | None = None

    @property
    def cause(self) -> str:
        """Why something is posted because of this call; a redelivered update has the same."""
        return f"cmd:{self.update_id}"


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context every callback gets; it knows the services."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application=application, chat_id=chat_id, user_id=user_id)

    @property
    def services(self) -> Services:
        """Everything handlers may touch."""
        found = self.bot_data["services"]
        if not isinstance(found, Services):
            raise TypeError("the application was built without services")
        return found


async def call_of(update: Update, services: Services, words: str = "") -> Call | None:
    """The call in an update, or None where nobody asked anything (a channel, a service message)."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if chat is None or message is None:
        return None
    if user is None:
        return None if update.channel_post is None else await _in_channel(update, services, words)
    topic = message.message_thread_id if message.is_topic_message else None
    target = Target(services.bot_id, chat.id, topic or 0)
    private = chat.type == Chat.PRIVATE
    settled = await services.habits.language(target)
    own = settled or pick(user.language_code) or services.language
    spoken = own
    if settled is None and not private:
        spoken = await services.reading.language(target) or services.language
    return Call(
        update_id=update.update_id,
        target=target,
        user_id=user.id,
        private=private,
        language=spoken,
        own_language=own,
        words=words.strip(),
        message_id=message.message_id,
        said_at=message.date if isinstance(message, Message) else None,
        code=user.language_code or "",
        operator=private and user.id in services.operators,
        anonymous_admin=update.message is not None
        and message.sender_chat is not None
        and message.sender_chat.id == chat.id,
    )


async def _in_channel(update: Update, services: Services, words: str) -> Call | None:
    """What an administrator wants who writes into a channel."""
    post = update.channel_post
    if post is None:
        return None
    target = Target(services.bot_id, post.chat.id)
    spoken = await services.habits.language(target) or services.language
    return Call(
        update_id=update.update_id,
        target=target,
        user_id=post.chat.id,
        private=False,
        language=spoken,
        own_language=spoken,
        words=words.strip(),
        message_id=post.message_id,
        said_at=post.date,
        channel=True,
    )
