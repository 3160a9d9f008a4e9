"""A schedule rests until a date: by the buttons under Pause, or by a sentence."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.schedule.overview import Planned
from bot.schedule.pauses import end_of_pause
from bot.schedule.phrases.said import NotUnderstood
from bot.schedule.phrases.settling import begins_with_until, until
from bot.services import Services
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.showing import standing
from handlers.views import pauses as views

VERBS = frozenset((PlanVerb.PAUSE_FOR, PlanVerb.PAUSE_UNTIL))
ORDER = re.compile(r"(?:(?P<title>.*)\s)?paused?(?:\s+(?P<until>.*))?", re.I | re.S)
BEHIND_TITLE = re.compile(r"(?:[\s,;:–—-]+(?:en|on))?[\s,;:–—-]*$", re.I)
MOST = 1_000


async def rested(action: data.Plan, found: Planned, call: Call, services: Services) -> Reaction:
    """Let a schedule rest until the date of a button."""
    t, now = translator(call.language), services.clock.now()
    if action.verb == PlanVerb.PAUSE_FOR:
        end = end_of_pause(action.value, now, ZoneInfo(found.zone))
    else:
        end = datetime.fromtimestamp(action.value, UTC)
    if end <= now:
        return Reaction(t.gettext("This date is past."), clear=True)
    changed = await services.planner.pause_until(found.schedule.id, call.user_id, end)
    return Reaction(replace=await standing(changed or found, services, t))


async def by_words(call: Call, services: Services) -> tuple[Post, ...] | None:
    """What `TEXT pause until 3 December` orders; None if the words order no pause."""
    order = ORDER.fullmatch(call.words)
    if order is None:
        return None
    title, said = BEHIND_TITLE.sub("", order["title"] or ""), (order["until"] or "").strip()
    zone = ZoneInfo(await services.planner.zone(call.target))
    end = until(said, services.clock.now(), zone) if said else None
    if isinstance(end, NotUnderstood) and not begins_with_until(said):
        return None
    t = translator(call.language)
    meant = await _meant(title, call, services)
    if not meant:
        return (views.not_planned(title, t),) if said else None
    if isinstance(end, NotUnderstood):
        return (views.refused(end, t),)
    if len(meant) > 1:
        return (views.which(meant, end, t),)
    return (await _paused(meant[0], end, call, services, t),)


async def _meant(title: str, call: Call, services: Services) -> tuple[Planned, ...]:
    """What is planned here of the texts with this title; all of it without one."""
    here = [
        one for one in await services.planner.here(call.target) if one.schedule.home == call.target
    ]
    if not title:
        return tuple(here)
    found, _ = await services.library.find(title, MOST)
    texts = {one.id for one in found}
    return tuple(one for one in here if texts.intersection(one.schedule.playlist.pieces))


async def _paused(
    found: Planned, end: datetime | None, call: Call, services: Services, t: Translator
) -> Post:
    planner, number = services.planner, found.schedule.id
    if end is None:
        changed = await planner.pause(number, call.user_id)
    else:
        changed = await planner.pause_until(number, call.user_id, end)
    return await standing(changed or found, services, t)
