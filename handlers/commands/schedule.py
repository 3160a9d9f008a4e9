"""/schedule: plan a text here; without words, what is planned."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.delivery.post import Post
from bot.i18n import translator
from bot.library import Summary
from bot.rules import TOGETHER
from bot.schedule.phrases.said import Said
from bot.schedule.phrases.split import split
from bot.schedule.planner import Wish
from bot.services import Services
from handlers.context import Call
from handlers.views import library as library_views
from handlers.views import schedules as views

CHOICES = 20


async def schedule(call: Call, services: Services) -> tuple[Post, ...]:
    """Draft what the words say and show it; what is not understood is refused with examples."""
    t = translator(call.language)
    if not call.words:
        return views.listed(await services.planner.here(call.target), t)
    zone = ZoneInfo(await services.planner.zone(call.target))
    parts = split(call.words, services.clock.now(), zone)
    for candidate in parts.candidates:
        found, _ = await services.library.find(candidate.title, CHOICES)
        if found:
            return (await _draft(found, candidate.title, candidate.said, call, services),)
    found, _ = await services.library.find(call.words, CHOICES)
    if found and parts.refused is None:
        return (await _draft(found, call.words, None, call, services),)
    if parts.refused is not None:
        return (views.not_understood(parts.refused, t),)
    return (library_views.nothing_found(call.words, t),)


async def _draft(
    found: Sequence[Summary], title: str, said: Said | None, call: Call, services: Services
) -> Post:
    """The draft of the one text that fits, or of which one is still to be chosen."""
    t = translator(call.language)
    wish = Wish(call.target, call.user_id, call.language, tuple(one.id for one in found))
    if said is not None:
        start = (said.start or 1) - 1
        portion = TOGETHER if said.portion is None else said.portion
        wish = replace(wish, rule=said.rule, portion=portion, start=start)
    drawn = await services.planner.draft(wish)
    if len(found) > 1:
        return views.choice(drawn, found, title, t)
    return views.drawn(drawn, t)
