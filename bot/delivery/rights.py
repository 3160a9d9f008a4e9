"""What Telegram's words about a member of a chat allow."""

from collections.abc import Mapping
from typing import Any

from bot.delivery.outbox import Rights

EVERYTHING = Rights(*[True] * len(Rights.__slots__))
NOTHING_TO_DO_WITH_IT = ("left", "kicked")


def rights_of(chat: Mapping[str, Any], member: Mapping[str, Any]) -> Rights:
    """What a ChatMember may do in a ChatFullInfo.

    Members of a group have the permissions of the group; who is restricted has own ones, and of
    these no more than the group gives.
    """
    status = member.get("status")
    if status == "creator":
        return EVERYTHING
    if status in NOTHING_TO_DO_WITH_IT or member.get("is_member") is False:
        return Rights()
    is_channel = chat.get("type") == "channel"
    if status == "administrator":
        return Rights(
            is_member=True,
            is_admin=True,
            may_post=not is_channel or bool(member.get("can_post_messages")),
            may_edit=bool(member.get("can_edit_messages")),
            # In a channel it goes with editing.
            may_pin=bool(member.get("can_edit_messages" if is_channel else "can_pin_messages")),
            may_delete=bool(member.get("can_delete_messages")),
        )
    given = [] if is_channel else [chat.get("permissions") or {}]
    own = given + ([member] if status == "restricted" else [])
    return Rights(
        is_member=True,
        may_post=bool(own) and all(one.get("can_send_messages") for one in own),
        may_pin=bool(own) and all(one.get("can_pin_messages") for one in own),
    )
