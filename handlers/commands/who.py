"""/who, and "who is @x" as a plain message."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.context import Call
from handlers.views import who as views


async def who(call: Call, services: Services) -> tuple[Post, ...]:
    """Who somebody is, according to the library."""
    t = translator(call.language)
    if not call.words:
        return (views.nobody_named(t),)
    found = await services.who.find(call.words)
    return (views.card(found, t) if found else views.unknown(call.words, t),)


async def plain_who(call: Call, services: Services) -> tuple[Post, ...]:
    """As `who`, for a plain sentence; in a group it stays silent about people it does not know."""
    found = await services.who.find(call.words)
    t = translator(call.own_language)
    if found is None:
        return (views.unknown(call.words, t),) if call.private else ()
    return (views.card(found, t),)
