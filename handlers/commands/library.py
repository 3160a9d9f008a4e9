"""/library: the texts."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.context import Call
from handlers.views import library as views

MOST_FOUND = 20


async def library(call: Call, services: Services) -> tuple[Post, ...]:
    """The first page, or the texts that words find."""
    return (await library_post(call, services),)


async def library_post(call: Call, services: Services, offset: int = 0) -> Post:
    """One page of all texts; with words, what they find."""
    t = translator(call.language)
    if not call.words:
        found, total = await services.library.page(offset, views.PAGE)
        return views.page(found, total, offset, t)
    found, _ = await services.library.find(call.words, MOST_FOUND)
    if not found:
        return views.nothing_found(call.words, t)
    return views.choice(found, call.words, t)
