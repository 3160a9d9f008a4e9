"""Warnings before a post: how long before, and the buttons below one, in private."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import PlanVerb
from bot.i18n import translator
from bot.plans import PlanState
from bot.schedule.overview import Planned
from bot.schedule.warnings import LEADS
from bot.services import Services
from handlers.access import may_drive
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.showing import reachable, standing
from handlers.views import before as views

VERBS = frozenset((PlanVerb.WARNINGS, PlanVerb.WARN))
ELSEWHERE = frozenset((PlanVerb.HOLD, PlanVerb.GO_ON))
"""What is tapped in private about a schedule that may have been planned in another chat."""


async def chosen(action: data.Plan, found: Planned, call: Call, services: Services) -> Reaction:
    """Show how long before somebody may be warned, or keep what they chose."""
    t = translator(call.language)
    if action.verb == PlanVerb.WARNINGS:
        return Reaction(replace=views.leads(found, t))
    if action.value not in LEADS:
        return Reaction(clear=True)
    changed = await services.planner.warn(found.schedule.id, call.user_id, action.value)
    card = await standing(changed or found, services, t)
    if action.value:
        card = reachable(found, card, services.username, t)
    return Reaction(replace=card)


async def held(action: data.Plan, call: Call, services: Services) -> Reaction:
    """Hold what somebody was warned of, or let it go on, if they still may."""
    t, planner = translator(call.language), services.planner
    found = await planner.get(action.schedule)
    if found is None:
        return Reaction(clear=True)
    if not await may_drive(call, found.schedule.home, services):
        return Reaction(t.gettext("Only admins of the chat in which it was planned may do this."))
    if found.schedule.state is PlanState.ENDED:
        return Reaction(t.gettext("This schedule is over."), clear=True)
    if action.verb == PlanVerb.HOLD:
        paused = await planner.pause(found.schedule.id, call.user_id)
        return Reaction(replace=views.held(paused or found, t))
    on = await planner.resume(found.schedule.id, call.user_id)
    return Reaction(replace=views.goes_on(on or found, t))
