"""/start: the welcome, or what a link brings along."""

from bot.delivery import links
from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.broadcasting import by_link
from handlers.context import Call
from handlers.late import from_start
from handlers.views import doors
from handlers.views import reading as views


async def start(call: Call, services: Services) -> tuple[Post, ...]:
    """Welcome, with a first text in the person's own language if there is one."""
    match links.decode(call.words):
        case links.Notices():
            return (views.told_in_private(translator(call.language)),)
        case links.FromStart(run):
            posts = await from_start(run, call, services)
            if posts is not None:
                return posts
        case links.Join() as link:
            return await by_link(link, call, services)
    first = await services.library.first(call.own_language)
    return (doors.welcome(first, translator(call.language)),)
