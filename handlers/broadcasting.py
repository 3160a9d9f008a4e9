"""What the buttons about the chats of a schedule do, and the link by which groups join."""

from bot.delivery import callback_data as data
from bot.delivery import links
from bot.delivery.callback_data import PlanVerb
from bot.delivery.post import Button, Post, Rich
from bot.i18n import Translator, translator
from bot.plans import PlanState, Schedule
from bot.schedule.joining import Joined
from bot.schedule.overview import Planned
from bot.schedule.withholding import publishes
from bot.services import Services
from handlers.access import Access, may
from handlers.chosen import place
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.showing import standing, title_of
from handlers.views import doors, many
from handlers.views import joined as views

VERBS = frozenset(
    (
        *(PlanVerb.WHERE, PlanVerb.MORE, PlanVerb.SHARE),
        *(PlanVerb.CHATS, PlanVerb.TAKE_OUT, PlanVerb.PLACE),
    )
)
"""What is done where a schedule was planned."""


async def spread(action: data.Plan, found: Planned, call: Call, services: Services) -> Reaction:
    """Do what a button about the chats of a schedule says."""
    t, joining = translator(call.language), services.joining
    match action.verb:
        case PlanVerb.WHERE if call.private:
            return Reaction(posts=(views.where(found, t),))
        case PlanVerb.MORE:
            return Reaction(posts=(views.invitation(found, services.username, t),))
        case PlanVerb.SHARE:
            shared = bool(action.value)
            changed = await joining.share(found.schedule.id, call.user_id, shared=shared)
            return Reaction(replace=await standing(changed or found, services, t))
        case PlanVerb.CHATS:
            return Reaction(replace=await _chats(found, action.value, services, t))
        case PlanVerb.TAKE_OUT:
            await joining.leave(found.schedule.id, action.value, call.user_id)
            left = await services.planner.get(found.schedule.id)
            return Reaction(replace=await _chats(left or found, 0, services, t))
        case PlanVerb.PLACE:
            posts = await place(found.schedule.id, -action.value, call, services, sure=True)
            return Reaction(posts=posts, clear=True)
    return Reaction(clear=True)


async def question(found: Planned, services: Services, t: Translator) -> Post | None:
    """What Confirm asks before it publishes a text of unknown rights; None if nothing."""
    plan = found.schedule
    if not any(publishes(plan, one.seat.target) for one in found.seats):
        return None
    name = await services.joining.unclear(plan)
    if name is None:
        return None
    yes = many.button(t.gettext("Yes, post it"), PlanVerb.CONFIRM, found, 1)
    no = many.button(t.gettext("No"), PlanVerb.SHOW, found)
    return views.unclear(name, yes, no, t)


async def by_link(link: links.Join, call: Call, services: Services) -> tuple[Post, ...]:
    """Somebody has opened the link in a group: it takes part if they drive it."""
    t = translator(call.language)
    if call.private:
        said = t.gettext("This link is for groups: open it, then choose one.")
        return (Post(Rich(said)),)
    if not await may(call, Access.DRIVERS, services):
        return (Post(Rich(doors.drivers_only(t))),)
    plan = await services.joining.invited(link.schedule, link.key)
    if plan is None:
        return (Post(Rich(t.gettext("This link is not valid any more. Ask for a new one."))),)
    name = await services.joining.unclear(plan) if plan.state is not PlanState.DRAFT else None
    if name is not None:
        yes = data.encode(data.Plan(PlanVerb.JOIN, plan.id, plan.key))
        no = data.encode(data.Leave(plan.id))
        asked = Button(t.gettext("Yes, post it"), yes), Button(t.gettext("No"), no)
        return (views.unclear(name, *asked, t),)
    return (await _join(plan, call, services, t),)


async def by_tap(action: data.Plan, call: Call, services: Services) -> Reaction:
    """A group takes part, whatever rights the text has: its admin was asked."""
    plan = await services.joining.invited(action.schedule, action.value)
    if plan is None or call.private:
        return Reaction(clear=True)
    return Reaction(replace=await _join(plan, call, services, translator(call.language)))


async def _join(plan: Schedule, call: Call, services: Services, t: Translator) -> Post:
    answer = await services.joining.join(plan.id, call.target, call.user_id, call.language)
    found = await services.planner.get(plan.id, call.target)
    if answer is Joined.NOTHING or found is None:
        return Post(
            Rich(t.gettext("Nothing of this could come here: it is over, or was all here."))
        )
    if answer is Joined.YES:
        chat = await services.outbox.title(call.target)
        told = views.joined(found, chat, translator(plan.language))
        await services.outbox.say(plan.home, told)
    return views.here(found, t)


async def _chats(found: Planned, offset: int, services: Services, t: Translator) -> Post:
    seats = many.places(found)
    page = seats[offset : offset + views.PAGE]
    titles = [await title_of(one, found, services, t) for one in page]
    return views.chats(found, seats, titles, offset, t)
