"""/who, and "who is @x" as a plain message."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from bot.who import Choice
from handlers.context import Call
from handlers.views import who as views


async def who(call: Call, services: Services) -> tuple[Post, ...]:
    """Who somebody is, according to the library."""
    t = translator(call.language)
    if not call.words.strip("@＠ "):
        return (views.nobody_named(t),)
    found = await services.who.find(call.words, operator=call.operator)
    return (views.answered(found, call.words, t, operator=call.operator),)


async def plain_who(call: Call, services: Services) -> tuple[Post, ...]:
    """As `who`, for a plain sentence; in a group it stays silent about people it does not know."""
    found = await services.who.find(call.words, operator=call.operator)
    if not call.private and (found is None or (isinstance(found, Choice) and found.near)):
        return ()
    t = translator(call.language)
    return (views.answered(found, call.words, t, operator=call.operator),)
