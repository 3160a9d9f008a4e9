"""/schedule: plan a text here; without words, what is planned."""

from zoneinfo import ZoneInfo

from bot.schedule.phrases import NotUnderstood, Said, split

from bot.delivery.post import Post
from bot.i18n import translator
from bot.rules import TOGETHER
from bot.schedule.planner import Wish
from bot.services import Services
from handlers.context import Call
from handlers.views import library as library_views
from handlers.views import schedules as views


async def schedule(call: Call, services: Services) -> tuple[Post, ...]:
    """Draft what the words say and show it; what is not understood is refused with examples."""
    t = translator(call.language)
    if not call.words:
        return views.listed(await services.planner.here(call.target), t)
    zone = ZoneInfo(await services.planner.zone(call.target))
    parts = split(call.words, services.clock.now(), zone)
    raise NotImplementedError(parts, NotUnderstood, Said, Wish, TOGETHER, library_views)
