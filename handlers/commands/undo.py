"""/undo: the last post goes, and comes again later."""

from bot.delivery import callback_data as data
from bot.delivery.callback_data import UndoVerb
from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.model import Sent, Target
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
    if found.ending is Ending.NOTHING:
        return (views.nothing(await _elsewhere(call, services), translator(call.language)),)
    if found.ending is not Ending.TOLD:
        await _say(found, call.target, call.language, services)
    return ()


async def _elsewhere(call: Call, services: Services) -> tuple[str, ...]:
    """The titles of the first chats in which comes what was planned here."""
    seats = (due.seat for one in await services.planner.here(call.target) for due in one.seats)
    targets = dict.fromkeys(one.target for one in seats if one.target.chat_id < 0)
    others = [one for one in targets if one != call.target][: views.NAMED]
    return tuple([await services.outbox.title(one) for one in others])


async def undone_later(services: Services, found: Undone) -> None:
    """What was asked for before a restart, or while Telegram could not be reached, is done."""
    run, order = found.run, found.order
    if run is None or order is None:
        return
    # Where nobody says who they are, the channel stands for them.
    if order.user_id == run.target.chat_id < 0 and await _tell(found, run.target, services):
        return
    language = await services.habits.language(run.target) or run.language
    await _say(found, run.target, language, services)


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
    if found.ending is Ending.TOLD:
        return Reaction()
    if found.ending in (Ending.OPEN, Ending.LATER):
        return Reaction(views.sentence(found, t))
    if run.target != call.target:
        chat = await services.outbox.title(run.target)
        zone = (await services.habits.of(run.target)).zone
        return Reaction(replace=views.elsewhere(found, chat, zone, t))
    if call.message_id is not None:
        await services.undoing.answered(found, call.message_id)
    zone = (await services.habits.of(call.target)).zone
    return Reaction(replace=views.undone(found, call.target, zone, t))


async def _say(found: Undone, target: Target, language: str, services: Services) -> None:
    zone = (await services.habits.of(target)).zone
    post = views.undone(found, target, zone, translator(language))
    outcome = await services.outbox.say(target, post)
    if isinstance(outcome, Sent):
        await services.undoing.answered(found, outcome.message_id)


async def _tell(found: Undone, target: Target, services: Services) -> bool:
    """Tell in private who drives it; whether that is possible."""
    zone = (await services.habits.of(target)).zone

    def words(t: Translator, chat: str) -> Post:
        return views.elsewhere(found, chat, zone, t)

    return await services.undoing.tell(found, words)


async def _told_in_private(found: Undone, call: Call, services: Services) -> bool:
    """Readers of a channel need not see it: who drives it is told, and the command goes, too."""
    if not await _tell(found, call.target, services):
        return False
    if call.message_id is not None:
        await services.outbox.delete(call.target, call.message_id)
    return True
