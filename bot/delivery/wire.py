"""A post as the parameters of the Bot API; what reads them back is Telegram."""

from typing import Any

from bot.delivery.pings import shielded
from bot.delivery.post import ChatRequest, Entity, Keyboard, Post, Rich
from bot.model import Target
from content.fragments import utf16_length

NO_RIGHTS = dict.fromkeys(
    (
        *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
        *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
        *("can_post_stories", "can_edit_stories", "can_delete_stories"),
        "can_send_welcome_messages",
    ),
    False,
)
"""The rights that every ChatAdministratorRights has to name."""


def values_of(target: Target, post: Post) -> dict[str, Any]:
    """A post as parameters, for `sendMessage` and for the edit that looks for it alike."""
    text, entities = _body(post.body)
    values = {"chat_id": target.chat_id, "text": text, **buttons(post.keyboard)}
    off = {"is_disabled": True}
    values["link_preview_options"] = off if post.preview is None else {"url": post.preview}
    if entities:
        values["entities"] = entities
    if post.asks:
        values["reply_markup"] = _asking(post.asks)
    elif post.closes:
        values["reply_markup"] = {"remove_keyboard": True}
    return values


def caption_of(caption: Rich) -> dict[str, Any]:
    """What stands under a file, as parameters."""
    text, entities = _body(caption)
    return {"caption": text} | ({"caption_entities": entities} if entities else {})


def buttons(keyboard: Keyboard) -> dict[str, Any]:
    """The parameter for the buttons under a message, if there are any."""
    if not keyboard:
        return {}
    rows = [
        [
            {"text": one.label} | ({"url": one.url} if one.url else {"callback_data": one.data})
            for one in row
        ]
        for row in keyboard
    ]
    return {"reply_markup": {"inline_keyboard": rows}}


def _body(body: Rich) -> tuple[str, list[dict[str, Any]]]:
    safe = shielded(body)
    return safe.text, [_styled(safe.text, entity) for entity in safe.entities]


def _styled(text: str, entity: Entity) -> dict[str, Any]:
    # Telegram counts in UTF-16 units.
    values = {
        "type": entity.style.value,
        "offset": utf16_length(text[: entity.span.start]),
        "length": utf16_length(text[entity.span.start : entity.span.end]),
    }
    if entity.at is not None:
        values |= {"unix_time": int(entity.at.timestamp()), "date_time_format": entity.form}
    return values | {"url": entity.url} if entity.url else values


def _asking(requests: tuple[ChatRequest, ...]) -> dict[str, Any]:
    """The keyboard below the chat; it folds away once it was used."""
    rows = [[{"text": one.label, "request_chat": _request(one)}] for one in requests]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _request(one: ChatRequest) -> dict[str, Any]:
    asked = {"request_id": one.number, "chat_is_channel": one.channel, "request_title": True}
    if one.channel:
        rights = NO_RIGHTS | {"can_manage_chat": True, "can_post_messages": True}
        return asked | {"user_administrator_rights": rights, "bot_administrator_rights": rights}
    # A plain member may post in a group: the bot needs no rights there, only to be in it.
    rights = NO_RIGHTS | {"can_manage_chat": True}
    return asked | {"user_administrator_rights": rights, "bot_is_member": True}
