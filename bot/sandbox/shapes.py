"""The JSON shapes of the Bot API: https://core.telegram.org/bots/api#available-types."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot.sandbox.messages import CallbackQuery, Keyboard, Message
from bot.sandbox.people import ANONYMOUS, EDIT, POST, Chat, Person

Json = dict[str, Any]


def user(person: Person) -> Json:
    """A User; bots have no language."""
    shape: Json = {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.first_name,
        "username": person.username,
    }
    if person.language_code:
        shape["language_code"] = person.language_code
    return shape


def chat(place: Chat) -> Json:
    """A Chat as it stands in messages."""
    shape: Json = {"id": place.id, "type": place.kind}
    if place.person:
        shape |= {"first_name": place.person.first_name, "username": place.person.username}
    else:
        shape["title"] = place.title
    if place.is_forum:
        shape["is_forum"] = True
    return shape


def full_chat(place: Chat) -> Json:
    """A ChatFullInfo, with the fields that are always there."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    if place.kind == "group":
        extra["permissions"] = {"can_send_messages": True}
    return chat(place) | extra


def keyboard(rows: Keyboard) -> Json:
    """An InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button.as_json() for button in row] for row in rows]}


def message(sent: Message, replied: Message | None = None) -> Json:
    """A Message; the one it replies to is shown one level deep."""
    shape: Json = {
        "message_id": sent.message_id,
        **_sender(sent),
        "chat": chat(sent.chat),
        "date": int(sent.date.timestamp()),
        **(sent.service or {"text": sent.text}),
    }
    if sent.forwarded:
        shape["forward_origin"] = _origin(sent.forwarded)
    if sent.entities:
        shape["entities"] = [entity.as_json() for entity in sent.entities]
    if sent.reply_markup:
        shape["reply_markup"] = keyboard(sent.reply_markup)
    if sent.link_preview_options:
        shape["link_preview_options"] = sent.link_preview_options
    if sent.edited:
        shape["edit_date"] = int(sent.edited.timestamp())
    if sent.thread_id is not None:
        shape |= {"message_thread_id": sent.thread_id, "is_topic_message": True}
    if sent.protected or sent.chat.is_protected:
        shape["has_protected_content"] = True
    if replied:
        shape["reply_to_message"] = message(replied)
    return shape


def _sender(sent: Message) -> Json:
    """Who a message is from: in a channel nobody is named."""
    if sent.chat.is_channel:
        return {"sender_chat": chat(sent.chat)}
    if sent.sender == ANONYMOUS:
        return {"from": user(sent.sender), "sender_chat": chat(sent.chat)}
    return {"from": user(sent.sender)}


def _origin(original: Message) -> Json:
    """A MessageOrigin; nobody in the sandbox hides their account."""
    date = int(original.date.timestamp())
    if original.chat.is_channel:
        place = {"chat": chat(original.chat), "message_id": original.message_id}
        return {"type": "channel", **place, "date": date}
    return {"type": "user", "sender_user": user(original.sender), "date": date}


def callback_query(query: CallbackQuery, replied: Message | None = None) -> Json:
    """A CallbackQuery; `chat_instance` is the same for all taps in a chat."""
    return {
        "id": query.id,
        "from": user(query.person),
        "message": message(query.message, replied),
        "chat_instance": str(abs(query.message.chat.id) * 31),
        "data": query.data,
    }


def member(person: Person, status: str, rights: Collection[str] | None = None) -> Json:
    """A ChatMember of the kind its status says; `rights` are an administrator's in a channel."""
    shape: Json = {"status": status, "user": user(person)}
    if status == "creator":
        shape["is_anonymous"] = False
    if status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False}
        if rights is None:
            shape |= dict.fromkeys(_RIGHTS, True)
        else:
            shape |= {name: name in rights or name == _RIGHTS[0] for name in EVERY_RIGHT}
        shape["can_promote_members"] = False
    if status == "restricted":
        shape |= {"is_member": True, "until_date": 0} | dict.fromkeys(_PERMISSIONS, False)
    if status == "kicked":
        shape["until_date"] = 0
    return shape


_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
EVERY_RIGHT = (*_RIGHTS, POST, EDIT)


#: What a member may do who is not restricted.
_PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
    *("can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls"),
    *("can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages"),
    *("can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages"),
    "can_manage_topics",
)


def membership(place: Chat, who: Person, old: Json, new: Json, date: datetime) -> Json:
    """A ChatMemberUpdated from one ChatMember to another."""
    return {
        "chat": chat(place),
        "from": user(who),
        "date": int(date.timestamp()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
