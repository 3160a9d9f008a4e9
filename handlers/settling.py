"""What the buttons of settings and holds do: one tap, one service call, one answer."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import SettleVerb
from bot.i18n import LOCALES, Translator, translator
from bot.schedule.settled import numbered_window, numbered_zone
from bot.services import Services
from handlers.commands.hold import release
from handlers.commands.pause import go_on
from handlers.commands.settings import shown
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.showing import standing
from handlers.views import settings as views


async def settled(action: data.Settle, call: Call, services: Services) -> Reaction:
    """Do what a button of the settings says."""
    t = translator(call.language)
    match action.verb:
        case SettleVerb.ZONES:
            return Reaction(replace=views.zones(t, call.code, action.value))
        case SettleVerb.QUIETS:
            return Reaction(replace=views.quiets(t))
        case SettleVerb.LANGUAGES:
            return Reaction(replace=views.languages(t))
        case SettleVerb.DISTANCES:
            return Reaction(replace=views.distances(t))
        case SettleVerb.RELEASE | SettleVerb.RELEASE_EVERYWHERE as verb:
            everywhere = verb == SettleVerb.RELEASE_EVERYWHERE
            return Reaction(replace=await release(call, services, everywhere=everywhere))
        case SettleVerb.GO_ON:
            post, toast = await go_on(call, services, action.value)
            return Reaction(toast, replace=post, clear=True)
        case SettleVerb.ZONE:
            schedule, number = divmod(action.value, views.CARD)
            zone = numbered_zone(number)
            if zone is not None:
                await services.habits.set_zone(call.target, zone)
            return await _back(schedule, call, services, t)
        case SettleVerb.CARD:
            return await _back(action.value, call, services, t)
        case _:
            await _changed(action, call, services)
            return Reaction(replace=await shown(call, services))


async def _changed(action: data.Settle, call: Call, services: Services) -> None:
    match action.verb:
        case SettleVerb.QUIET:
            await services.habits.set_quiet(call.target, numbered_window(action.value))
        case SettleVerb.LANGUAGE if action.value < len(LOCALES):
            await services.habits.set_language(call.target, tuple(LOCALES)[action.value])
        case SettleVerb.DISTANCE:
            await services.habits.set_distance(call.target, action.value)


async def _back(schedule: int, call: Call, services: Services, t: Translator) -> Reaction:
    """To the card of the schedule that the zones were opened from, or to the settings."""
    if not schedule:
        return Reaction(replace=await shown(call, services))
    found = await services.planner.get(schedule)
    if found is None or found.schedule.home != call.target:
        return Reaction(clear=True)
    return Reaction(replace=await standing(found, services, t))
