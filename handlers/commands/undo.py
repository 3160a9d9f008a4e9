"""/undo: the last post goes, and comes again later."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import UndoVerb
from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.model import Sent
from bot.replay.undoing import Ending, Undone, Wish
from bot.services import Services
from handlers.access import may_settle
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.views import undoing as views


async def undo(call: Call, services: Services) -> tuple[Post, ...]:
    """Take back what was posted last in this chat or topic."""
    wish = Wish(call.target, call.cause, call.user_id, call.message_id or 0, call.said_at)
    found = await services.undoing.take_back(wish)
    if call.channel and await _told_in_private(found, call, services):
        return ()
    post = await _said(found, call, services)
    outcome = await services.outbox.say(call.target, post)
    if isinstance(outcome, Sent):
        await services.undoing.answered(found, outcome.message_id)
    return ()


async def undone(action: data.Undo, call: Call, services: Services) -> Reaction:
    """What somebody was asked about goes, or stays; or they say that it has gone."""
    t = translator(call.language)
    if action.verb == UndoVerb.KEEP:
        return Reaction(t.gettext("Good, it stays."), clear=True)
    run = await services.undoing.run_of(action.post)
    if run is None or not await may_settle(call, run, services):
        return Reaction(clear=True)
    by_hand = action.verb == UndoVerb.BY_HAND
    wish = Wish(run.target, call.cause, call.user_id, post=action.post, by_hand=by_hand)
    found = await services.undoing.take_back(wish)
    if found.ending is Ending.PASSED:
        return Reaction(views.passed(t), clear=True)
    if found.ending in (Ending.OPEN, Ending.LATER):
        return Reaction(views.sentence(found, t))
    if run.target != call.target:
        chat = await services.outbox.title(run.target)
        zone = (await services.habits.of(run.target)).zone
        return Reaction(replace=views.elsewhere(found, chat, zone, t))
    if call.message_id is not None:
        await services.undoing.answered(found, call.message_id)
    return Reaction(replace=await _said(found, call, services))


async def _said(found: Undone, call: Call, services: Services) -> Post:
    zone = (await services.habits.of(call.target)).zone
    return views.undone(found, call.target, zone, translator(call.language))


async def _told_in_private(found: Undone, call: Call, services: Services) -> bool:
    """Readers of a channel need not see it: who drives it is told, and the command goes, too."""
    zone = (await services.habits.of(call.target)).zone

    def words(t: Translator, chat: str) -> Post:
        return views.elsewhere(found, chat, zone, t)

    if not await services.undoing.tell(found, words):
        return False
    if call.message_id is not None:
        await services.outbox.delete(call.target, call.message_id)
    return True
