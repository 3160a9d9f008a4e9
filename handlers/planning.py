"""What the buttons of schedules do: one tap, one service call, one answer."""

from collections.abc import Awaitable, Callable
from datetime import time

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.plans import PlanState, Playlist
from bot.rules import Rule, Weekly
from bot.schedule.overview import Planned
from bot.schedule.planner import Wish
from bot.services import Services
from handlers import forewarning, pausing
from handlers.broadcasting import VERBS, by_tap, question, spread
from handlers.context import Call
from handlers.proofs import proved
from handlers.reaction import Reaction
from handlers.showing import reachable, standing, with_places
from handlers.views import schedules as views
from handlers.views.calendars import calendar

DOORS: dict[int, Callable[[data.Plan, Planned, Call, Services], Awaitable[Reaction]]] = {
    **dict.fromkeys(VERBS, spread),
    **dict.fromkeys(pausing.VERBS, pausing.rested),
    PlanVerb.PROOF: proved,
    **dict.fromkeys(forewarning.VERBS, forewarning.chosen),
}
"""What has a file of its own."""


async def planned(action: data.Plan | data.PlanText, call: Call, services: Services) -> Reaction:
    """Do what a button of a schedule says, where it was planned."""
    t = translator(call.language)
    if isinstance(action, data.PlanText):
        wish = Wish(call.target, call.user_id, call.language, Playlist((action.piece,)))
        return Reaction(posts=(views.days(await services.planner.draft(wish), views.WEEK, t),))
    if action.verb == PlanVerb.JOIN:
        return await by_tap(action, call, services)
    if action.verb in forewarning.ELSEWHERE:
        return await forewarning.held(action, call, services)
    found = await services.planner.get(action.schedule)
    if found is None or found.schedule.home != call.target:
        return Reaction(clear=True)
    if found.schedule.state is PlanState.ENDED:
        return Reaction(t.gettext("This schedule is over."), clear=True)
    door = DOORS.get(action.verb, _at_home)
    return await door(action, found, call, services)


async def _at_home(action: data.Plan, found: Planned, call: Call, services: Services) -> Reaction:
    t = translator(call.language)
    match action.verb:
        case PlanVerb.SHOW:
            return Reaction(replace=await standing(found, services, t))
        case PlanVerb.DAYS:
            return Reaction(replace=views.days(found, action.value, t))
        case PlanVerb.HOURS:
            return Reaction(replace=views.hours(found, action.value, t))
        case PlanVerb.CONTENTS:
            number, wanted = found.schedule.id, bool(action.value)
            await services.pinning.show(number, call.user_id, wanted=wanted)
            changed = await services.planner.get(number)
            return Reaction(replace=await standing(changed or found, services, t))
        case PlanVerb.COURSE:
            return Reaction(posts=(views.course(found, await services.planner.course(found), t),))
        case PlanVerb.CALENDAR:
            return await _calendar(found, services, t)
        case PlanVerb.DELETE:
            return Reaction(replace=views.sure(found, t))
        case _:
            post = await question(found, services, t) if _unasked(action) else None
            post = post or await _changed(action, call, services, t)
            return Reaction(replace=post) if post else await _as_it_stands(found, services, t)


async def _as_it_stands(found: Planned, services: Services, t: Translator) -> Reaction:
    """Somebody else has just done it: what holds now, with its buttons, if there is any of it."""
    now = await services.planner.get(found.schedule.id)
    if now is None or now.schedule.state is PlanState.ENDED:
        return Reaction(clear=True)
    return Reaction(replace=await standing(now, services, t))


async def _calendar(found: Planned, services: Services, t: Translator) -> Reaction:
    course = await services.courses.of(found)
    if not course.posts:
        return Reaction(views.what_comes(found, t).text)
    return Reaction(file=calendar(found, course, services.clock.now(), t))


async def _changed(action: data.Plan, call: Call, services: Services, t: Translator) -> Post | None:
    planner, number, user = services.planner, action.schedule, call.user_id
    match action.verb:
        case PlanVerb.CONFIRM:
            found = await planner.confirm(number, user)
            post = await _shown(found, views.confirmed, services, t)
            return reachable(found, post, services.username, t) if found and post else None
        case PlanVerb.PAUSE:
            return await _shown(await planner.pause(number, user), views.shown, services, t)
        case PlanVerb.RESUME:
            return await _shown(await planner.resume(number, user), views.shown, services, t)
        case PlanVerb.SKIP:
            return await _shown(
                await planner.skip(number, user, action.value), views.shown, services, t
            )
        case PlanVerb.DELETE_SURELY:
            return await _shown(await planner.delete(number, user), views.deleted, services, t)
        case PlanVerb.TEXT:
            return await _shown(
                await planner.choose(number, user, action.value), views.drawn, services, t
            )
        case PlanVerb.AT:
            found = await planner.set_rule(number, user, _rule(action.value))
            draft = found is not None and found.schedule.state is PlanState.DRAFT
            return await _shown(found, views.card if draft else views.confirmed, services, t)
    return None


def _unasked(action: data.Plan) -> bool:
    """Whether somebody confirms who was not asked yet by what right."""
    return action.verb == PlanVerb.CONFIRM and not action.value


def _rule(value: int) -> Rule:
    """The rule of the button for an hour: seven bits for the days, then the hour."""
    days = tuple(day + 1 for day in range(7) if value >> day & 1)
    return Rule(Weekly((time(value >> 7 & 0b11111),), days or (1, 2, 3, 4, 5, 6, 7)))


async def _shown(
    found: Planned | None, view: "views.View", services: Services, t: Translator
) -> Post | None:
    return None if found is None else view(await with_places(found, services, t), t)
