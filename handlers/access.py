"""Who may: everybody, those who drive a chat, or the operators."""

from enum import StrEnum

from bot.model import Run, Target
from bot.services import Services
from handlers.context import Call


class Access(StrEnum):
    """Who a door is open to."""

    ALL = "all"
    DRIVERS = "drivers"
    """Everybody in private; the admins of a group, anonymous ones too."""
    OPERATORS = "operators"
    """Those whom the setting OPERATORS names, in private."""


async def may(call: Call, access: Access, services: Services) -> bool:
    """Whether the door is open to whoever calls."""
    if access is Access.OPERATORS:
        return call.operator
    # Nobody but its administrators writes into a channel.
    if access is Access.ALL or call.private or call.anonymous_admin or call.channel:
        return True
    return await services.outbox.is_admin(call.target.chat_id, call.user_id)


async def may_drive(call: Call, where: Target, services: Services) -> bool:
    """Whether whoever calls may change what goes on in a chat, from there or in private."""
    if where == call.target:
        return True
    if not call.private:
        return False
    return call.operator or await services.outbox.is_admin(where.chat_id, call.user_id)


async def may_settle(call: Call, run: Run, services: Services) -> bool:
    """Whether whoever calls may say what becomes of a run, here or in another chat."""
    if call.private and call.user_id == run.started_by:
        return True
    return await may_drive(call, run.target, services)
