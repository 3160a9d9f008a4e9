"""A schedule as it stands, with the titles of its chats, which only Telegram knows."""

from dataclasses import replace

from bot.delivery.post import Post
from bot.i18n import Translator
from bot.plans import Due, PlanState
from bot.schedule.overview import Planned
from bot.services import Services
from handlers.views import many, schedules
from handlers.views.reading import tell_me


async def standing(planned: Planned, services: Services, t: Translator) -> Post:
    """The card of a draft, or of what goes on."""
    found = await with_places(planned, services, t)
    if found.schedule.state is PlanState.DRAFT:
        return schedules.drawn(found, t)
    return schedules.shown(found, t)


def reachable(planned: Planned, post: Post, username: str, t: Translator) -> Post:
    """With a button for whoever planned it, if the bot may not write to them yet."""
    if planned.known:
        return post
    return replace(post, keyboard=(*post.keyboard, (tell_me(username, t),)))


async def with_places(planned: Planned, services: Services, t: Translator) -> Planned:
    """The schedule with the titles of its first chats."""
    first = many.places(planned)[: many.NAMES]
    names = [await title_of(one, planned, services, t) for one in first]
    return replace(planned, places=tuple(names))


async def title_of(due: Due, planned: Planned, services: Services, t: Translator) -> str:
    """What people call a chat of a schedule; its planner's own one has no title."""
    if due.seat.target == planned.schedule.home:
        return t.gettext("here")
    return await services.outbox.title(due.seat.target)
