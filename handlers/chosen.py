"""A chat that somebody picked for a schedule, by a big button below their private chat."""

from dataclasses import dataclass

from bot.delivery.callback_data import PlanVerb
from bot.delivery.outbox import Rights
from bot.delivery.post import Post
from bot.i18n import Translator, _, translator
from bot.model import Target
from bot.plans import PlanState
from bot.schedule.joining import Joined
from bot.services import Services
from handlers.context import Call
from handlers.showing import standing
from handlers.views import joined as views
from handlers.views.many import button

ABSENT = _("I am not in {chat}, or Telegram does not let me see it. Add me, then choose again.")
MUTE = _("I may not post in {chat}. Let an admin give me the right to post, then choose again.")
STRANGER = _("Only admins of {chat} can bring something there. Ask one of them to choose it.")
ALREADY = _("It comes in {chat} already.")
NOTHING = _("Nothing of it could come in {chat}: it is over, or was all there.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The number of the request, and the chat that was picked."""

    number: int
    chat_id: int


async def chosen(one: Chosen, call: Call, services: Services) -> tuple[Post, ...]:
    """Let the schedule come there."""
    return await place(one.number // 2, one.chat_id, call, services, sure=False)


async def place(
    schedule_id: int, chat_id: int, call: Call, services: Services, *, sure: bool
) -> tuple[Post, ...]:
    """Let a schedule come in a chat, if both may; `sure`: whatever rights its text has."""
    t = translator(call.language)
    found = await services.planner.get(schedule_id)
    if found is None or found.schedule.home != call.target:
        return ()
    if found.schedule.state is PlanState.ENDED:
        return (views.told_why(t.template("This schedule is over."), ""),)
    target = Target(services.bot_id, chat_id)
    chat = await services.outbox.title(target)
    why = await _missing(target, call.user_id, services, t)
    if why is not None:
        return (views.told_why(why, chat),)
    # Of a draft Confirm asks.
    if not sure and found.schedule.state is not PlanState.DRAFT:
        name = await services.joining.unclear(found.schedule)
        if name is not None:
            yes = button(t.gettext("Yes, post it"), PlanVerb.PLACE, found, -chat_id)
            no = button(t.gettext("No"), PlanVerb.SHOW, found)
            return (views.unclear(name, yes, no, t),)
    match await services.joining.join(schedule_id, target, call.user_id):
        case Joined.ALREADY:
            return (views.told_why(t.template(ALREADY), chat),)
        case Joined.NOTHING:
            return (views.told_why(t.template(NOTHING), chat),)
    again = await services.planner.get(schedule_id)
    return (views.placed(found, chat, t), await standing(again or found, services, t))


async def _missing(target: Target, user_id: int, services: Services, t: Translator) -> str | None:
    """What keeps the person or the bot from posting there; None if nothing does."""
    own = await services.outbox.rights(target.chat_id, services.bot_id)
    if not isinstance(own, Rights) or not own.is_member:
        return t.template(ABSENT)
    if not own.may_post:
        return t.template(MUTE)
    theirs = await services.outbox.rights(target.chat_id, user_id)
    if not isinstance(theirs, Rights) or not theirs.is_admin:
        return t.template(STRANGER)
    return None
