"""Whether posts of a corrected text are edited: the buttons of the notice, in private."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import MendVerb
from bot.i18n import translator
from bot.replay.mended import begun, left
from bot.replay.mending import Key
from bot.services import Services
from handlers.access import may_settle
from handlers.context import Call
from handlers.reaction import Reaction


async def mended(action: data.Mend, call: Call, services: Services) -> Reaction:
    """Do what whoever drives it says; a second tap finds nothing to do."""
    t = translator(call.language)
    key = Key(action.schedule, action.run, action.piece)
    posts = await services.mending.posts(services.bot_id, key)
    if not posts or not await may_settle(call, posts[0].run, services):
        return Reaction(t.gettext("That is settled already."), clear=True)
    if action.verb == MendVerb.CORRECT:
        await services.mending.correct(services.bot_id, key)
        return Reaction(replace=begun(t))
    await services.mending.leave(services.bot_id, key)
    return Reaction(replace=left(t))
