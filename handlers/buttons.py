"""What the buttons do: one tap, one service call, one answer."""

from dataclasses import replace

from bot.delivery import callback_data as data
from bot.delivery.callback_data import SettleVerb
from bot.delivery.controls import seconds, turning
from bot.delivery.post import Post
from bot.i18n import translator
from bot.model import RunState, Verdict
from bot.replay.cursor import Answer
from bot.replay.engine import Advance
from bot.replay.reading import BY_HAND, Start
from bot.services import Services
from handlers.access import Access, may_settle
from handlers.commands.library import library_post
from handlers.commands.read import begun
from handlers.commands.stop import stop
from handlers.commands.undo import undone
from handlers.context import Call
from handlers.late import followed
from handlers.mending import mended
from handlers.planning import planned
from handlers.reaction import Reaction
from handlers.settling import settled
from handlers.views import reading as views
from handlers.views import who as who_views

Steering = data.Next | data.Stop | data.Pause | data.Resume | data.Pace


def access_to(action: data.Action) -> Access:
    """Turning pages, looking at passages and asking who somebody is are for everybody."""
    if isinstance(action, data.Page | data.Passage | data.Who):
        return Access.ALL
    if isinstance(action, data.Confirm | data.Revoke):
        return Access.OPERATORS
    if isinstance(action, data.Settle) and action.verb == SettleVerb.RELEASE_EVERYWHERE:
        return Access.OPERATORS
    return Access.DRIVERS


async def tapped(action: data.Action, call: Call, services: Services) -> Reaction:
    """Do what a button says."""
    match action:
        case data.Read() | data.Begin():
            start = _start(action, call)
            return await _opened(await services.reading.open(start), start, call, services)
        case data.Keep():
            return Reaction(
                translator(call.language).gettext("The other text stays as it was."), clear=True
            )
        case data.Arrived() | data.Missing() | data.Retry():
            return await _ruled(action, call, services)
        case data.Page(offset):
            return Reaction(replace=await library_post(call, services, offset))
        case data.Passage(piece, fragment):
            reading, where = services.reading, call.target
            return Reaction(posts=await reading.passage(where, piece, fragment, call.language))
        case data.Plan() | data.PlanText() | data.Settle() | data.Undo() | data.Mend():
            return await _arranged(action, call, services)
        case data.Follow() | data.Alone() | data.Along() | data.Leave():
            return await followed(action, call, services)
        case data.Who() | data.Confirm() | data.Revoke():
            return await _of_people(action, call, services)
        case _:
            return await _steered(action, call, services)


async def _arranged(
    action: data.Plan | data.PlanText | data.Settle | data.Undo | data.Mend,
    call: Call,
    services: Services,
) -> Reaction:
    """What comes by itself, what the chat has settled, and what was posted last."""
    match action:
        case data.Settle():
            return await settled(action, call, services)
        case data.Undo():
            return await undone(action, call, services)
        case data.Mend():
            return await mended(action, call, services)
        case _:
            return await planned(action, call, services)


async def _of_people(
    action: data.Who | data.Confirm | data.Revoke, call: Call, services: Services
) -> Reaction:
    """Who somebody is, and whether that may be told."""
    if isinstance(action, data.Who):
        return await _told(action.person, call, services)
    return await _judged(action, call, services)


async def _told(person: int, call: Call, services: Services) -> Reaction:
    """Whoever was chosen; the choice stays, since the next name may be wanted too."""
    t = translator(call.language)
    found = await services.who.show(person)
    if found is None:
        return Reaction(who_views.gone(t))
    return Reaction(posts=(who_views.card(found, t, operator=call.operator),))


async def _judged(action: data.Confirm | data.Revoke, call: Call, services: Services) -> Reaction:
    """An operator said yes or no; after a yes the question stays: it may ask of other texts too."""
    t = translator(call.language)
    if isinstance(action, data.Revoke):
        known = await services.who.revoke(action.person)
        return Reaction(who_views.revoked(t) if known else who_views.gone(t), clear=True)
    found = await services.who.confirm(action.piece, action.name, services.clock.now())
    if found is None:
        return Reaction(who_views.gone(t))
    return Reaction(who_views.confirmed(t), (who_views.card(found, t, operator=True),))


async def _steered(action: Steering, call: Call, services: Services) -> Reaction:
    """The buttons under a fragment: on, away, rest, faster or slower."""
    reading, where = services.reading, call.target
    match action:
        case data.Next(run, step):
            number = call.message_id or 0
            return _turned(await reading.tap(where, run, step, number), call)
        case data.Stop(run):
            return Reaction(posts=await stop(call, services, run), clear=True)
        case data.Pause(run):
            return _repaced(await reading.pause(where, run), call)
        case data.Resume(run):
            return _turned(await reading.resume(where, call.cause, run), call)
        case data.Pace(run, pace):
            return _repaced(await reading.set_pace(where, run, seconds(pace)), call)


def _start(action: data.Read | data.Begin, call: Call) -> Start:
    start = Start(call.target, action.piece, call.own_language, call.user_id)
    if isinstance(action, data.Read):
        return start
    step = action.number - 1 if action.number else None
    return replace(start, step=step, pace=seconds(action.pace) or BY_HAND, sure=True)


def _turned(advance: Advance, call: Call) -> Reaction:
    """The button was good for one step; once that is posted it goes."""
    toast = views.sentence_of(advance, translator(call.language))
    used = advance.answer in (Answer.POSTED, Answer.ALREADY, Answer.OVER)
    return Reaction(toast, clear=used)


async def _opened(advance: Advance, start: Start, call: Call, services: Services) -> Reaction:
    t = translator(call.language)
    if advance.answer is Answer.ALREADY:
        return Reaction(t.gettext("You are reading it: tap Next below."))
    if advance.answer in (Answer.NOTED, Answer.OCCUPIED):
        return Reaction(posts=await begun(advance, start, services, t))
    return Reaction(views.sentence_of(advance, t), clear=start.sure)


def _repaced(advance: Advance, call: Call) -> Reaction:
    """Say how it goes now, and show the buttons that fit."""
    t = translator(call.language)
    keyboard = None
    if advance.run is not None and advance.run.state is RunState.IDLE:
        keyboard = turning(advance.run, advance.run.cursor.step - 1, True, t)
    return Reaction(views.sentence_of(advance, t), keyboard=keyboard)


async def _ruled(
    action: data.Arrived | data.Missing | data.Retry, call: Call, services: Services
) -> Reaction:
    """A word about a reading here, or about one elsewhere by somebody who may."""
    run = await services.reading.get(action.run)
    if run is None or not await may_settle(call, run, services):
        return Reaction(clear=True)
    t = translator(call.language)
    replace: Post | None = None
    match action:
        case data.Retry():
            advance = await services.reading.retry(run, call.cause)
            replace = views.goes_on(t)
        case data.Arrived(fence=fence):
            advance = await services.reading.settle(run, fence, Verdict.ARRIVED)
            if run.target == call.target and advance.answer is Answer.POSTED and advance.run:
                replace = views.arrived(advance.run, t)
        case data.Missing(fence=fence):
            advance = await services.reading.settle(run, fence, Verdict.MISSING)
    if advance.answer in (Answer.POSTED, Answer.OVER):
        # The question says by itself what was decided.
        return Reaction(replace=replace)
    if advance.answer is Answer.ALREADY:
        return Reaction(clear=True)
    return Reaction(views.sentence_of(advance, t))
