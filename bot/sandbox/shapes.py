"""The JSON shapes of the Bot API: https://core.telegram.org/bots/api#available-types."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.sandbox.messages import CallbackQuery, Keyboard, Message
from bot.sandbox.people import ANONYMOUS, PERMISSIONS, TELEGRAM, Chat, Person

Json = dict[str, Any]


def user(person: Person) -> Json:
    """A User; bots have no language."""
    shape: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    if person.username:
        shape["username"] = person.username
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
    if place.username:
        shape["username"] = place.username
    if place.is_forum:
        shape["is_forum"] = True
    return shape


def full_chat(place: Chat) -> Json:
    """A ChatFullInfo, with the fields that depend on the chat alone."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    return chat(place) | extra


def permissions(given: Collection[str]) -> Json:
    """A ChatPermissions."""
    return {name: name in given for name in PERMISSIONS}


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
        **(sent.service or _content(sent)),
    }
    if sent.forwarded:
        shape["forward_origin"] = _origin(sent.forwarded)
    if sent.automatic:
        shape["is_automatic_forward"] = True
    if sent.reply_markup:
        shape["reply_markup"] = keyboard(sent.reply_markup)
    if sent.link_preview_options:
        shape["link_preview_options"] = sent.link_preview_options
    if sent.edited:
        shape["edit_date"] = int(sent.edited.timestamp())
    if sent.thread_id is not None:
        shape["message_thread_id"] = sent.thread_id
        if sent.chat.is_forum:
            shape["is_topic_message"] = True
    if sent.protected or sent.chat.is_protected:
        shape["has_protected_content"] = True
    if replied:
        shape["reply_to_message"] = message(replied)
    return shape


def _content(sent: Message) -> Json:
    """Words, or a file with what stands under it."""
    entities = [entity.as_json() for entity in sent.entities]
    if sent.document is None:
        return {"text": sent.text} | ({"entities": entities} if entities else {})
    number = f"file-{sent.chat.id}-{sent.message_id}"
    shape: Json = {
        "document": {
            "file_id": number,
            "file_unique_id": number,
            "file_name": sent.document.name,
            "mime_type": sent.document.kind,
            "file_size": len(sent.document.content),
        }
    }
    if sent.text:
        shape["caption"] = sent.text
    return shape | ({"caption_entities": entities} if entities else {})


def _sender(sent: Message) -> Json:
    """Who a message is from: in a channel nobody is named."""
    if sent.chat.is_channel:
        return {"sender_chat": chat(sent.chat)}
    if sent.automatic and sent.forwarded:
        return {"from": user(TELEGRAM), "sender_chat": chat(sent.forwarded.chat)}
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


def member(person: Person, status: str, rights: Mapping[str, bool] | None = None) -> Json:
    """A ChatMember of the kind its status says; `rights` are an administrator's."""
    shape: Json = {"status": status, "user": user(person)}
    named = rights or {}
    if status == "creator":
        shape["is_anonymous"] = named.get("is_anonymous", False)
    if status == "administrator":
        shape |= {"can_be_edited": False, **named}
    if status == "restricted":
        shape |= {"is_member": True, "until_date": 0} | dict.fromkeys(PERMISSIONS, False)
    if status == "kicked":
        shape["until_date"] = 0
    return shape


def membership(place: Chat, who: Person, old: Json, new: Json, date: datetime) -> Json:
    """A ChatMemberUpdated from one ChatMember to another."""
    return {
        "chat": chat(place),
        "from": user(who),
        "date": int(date.timestamp()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
