"""/schedule: plan a text here; without words, what is planned."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.library import Summary
from bot.rules import TOGETHER
from bot.schedule.phrases.said import Said
from bot.schedule.phrases.split import split
from bot.schedule.planner import Wish
from bot.services import Services
from handlers.context import Call
from handlers.pausing import by_words
from handlers.playlists import Titles, titles
from handlers.showing import standing
from handlers.views import joined as joined_views
from handlers.views import library as library_views
from handlers.views import schedules as views

CHOICES = 20
MOST = 1_000


async def schedule(call: Call, services: Services) -> tuple[Post, ...]:
    """Draft what the words say and show it; what is not understood is refused with examples."""
    t = translator(call.language)
    if not call.words:
        return await _listed(call, services, t)
    zone = ZoneInfo(await services.planner.zone(call.target))
    parts = split(call.words, services.clock.now(), zone)
    for candidate in parts.candidates:
        post = await _draft(titles(candidate.title), candidate.said, call, services)
        if post is not None:
            return (post,)
    paused = await by_words(call, services)
    if paused is not None:
        return paused
    whole = None if parts.refused else await _draft(titles(call.words), None, call, services)
    if whole is not None:
        return (whole,)
    if parts.refused is not None:
        return (views.not_understood(parts.refused, t),)
    return (library_views.nothing_found(call.words, t),)


async def _listed(call: Call, services: Services, t: Translator) -> tuple[Post, ...]:
    """What is planned here, a message each; what comes here from elsewhere can only be left."""
    found = await services.planner.here(call.target)
    posts = [
        await standing(one, services, t)
        if one.schedule.home == call.target
        else joined_views.here(one, t)
        for one in found
    ]
    return tuple(posts) or (views.nothing(t),)


async def _draft(wanted: Titles, said: Said | None, call: Call, services: Services) -> Post | None:
    """The draft of the texts that are meant, or a choice; None if one of them is not there."""
    t = translator(call.language)
    texts: list[Summary] = []
    for title in wanted.titles or ("",):
        found, _ = await services.library.find(title, MOST if not wanted.titles else CHOICES)
        if not found:
            return None
        if title and len(found) > 1 and len(wanted.titles) > 1:
            return library_views.several(found, title, t)
        texts.extend(found)
    wish = Wish(call.target, call.user_id, call.language, wanted.playlist(texts))
    if said is not None:
        start = (said.start or 1) - 1
        portion = TOGETHER if said.portion is None else said.portion
        wish = replace(wish, rule=said.rule, portion=portion, start=start)
    drawn = await services.planner.draft(wish)
    if len(wanted.titles) == 1 and len(texts) > 1:
        return views.choice(drawn, texts, wanted.titles[0], t)
    return views.drawn(drawn, t)
