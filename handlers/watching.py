"""What updates tell although nobody asks: message numbers, who is there, where it may write."""

from telegram import ChatMember, ChatMemberUpdated, Message, MessageOriginChannel, Update

from bot.i18n import pick
from bot.model import Under
from bot.services import Services
from handlers.context import Context

WRITES = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED, ChatMember.OWNER)


async def watch(update: Update, context: Context) -> None:
    """Note it; whoever answers comes after this."""
    services = context.services
    message, chat = update.effective_message, update.effective_chat
    if chat is not None and chat.title:
        services.presence.called(chat.id, chat.title)
    if isinstance(message, Message):
        if update.callback_query is None:
            # A tapped message may be the very post that is looked for.
            services.presence.saw(message.chat.id, message.message_id)
        await _note(message, update, services)
    if update.my_chat_member is not None:
        await _membership(update.my_chat_member, update.update_id, services)


async def _note(message: Message, update: Update, services: Services) -> None:
    presence, bot_id, chat_id = services.presence, services.bot_id, message.chat.id
    user = update.effective_user
    origin = message.forward_origin
    if message.is_automatic_forward and isinstance(origin, MessageOriginChannel):
        under = Under(chat_id, message.message_id)
        await services.discussion.heard(bot_id, origin.chat.id, origin.message_id, under)
    if message.chat.type == message.chat.PRIVATE and user is not None:
        await presence.met(bot_id, user.id, pick(user.language_code) or services.language)
    if message.migrate_to_chat_id is not None:
        await presence.moved(bot_id, chat_id, message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        await presence.moved(bot_id, message.migrate_from_chat_id, chat_id)
    if message.forum_topic_reopened is not None:
        await presence.returned(bot_id, chat_id, f"back:{update.update_id}")


async def _membership(change: ChatMemberUpdated, update_id: int, services: Services) -> None:
    chat, status = change.chat, change.new_chat_member.status
    if status in WRITES:
        await services.presence.returned(services.bot_id, chat.id, f"back:{update_id}")
    elif chat.type == chat.PRIVATE:
        await services.presence.lost(services.bot_id, chat.id)
