"""What the buttons do: one tap, one service call, one answer."""

from dataclasses import dataclass

from bot.delivery import callback_data as data
from bot.delivery.post import Post
from bot.i18n import translator
from bot.model import Verdict
from bot.replay.cursor import Answer
from bot.replay.engine import Advance
from bot.replay.reading import Start
from bot.services import Services
from handlers.access import Access
from handlers.commands.library import library_post
from handlers.commands.stop import stop
from handlers.context import Call
from handlers.views import reading as views


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows a tap: a toast, new posts, another text or no more buttons on the tapped one."""

    toast: str | None = None
    posts: tuple[Post, ...] = ()
    replace: Post | None = None
    clear: bool = False


def access_to(action: data.Action) -> Access:
    """Turning pages of the library and looking at passages is for everybody."""
    return Access.ALL if isinstance(action, data.Page | data.Passage) else Access.DRIVERS


async def tapped(action: data.Action, call: Call, services: Services) -> Reaction:
    """Do what a button says."""
    match action:
        case data.Next(run, step):
            return _turned(await services.reading.tap(call.target, run, step), call)
        case data.Read(piece):
            start = Start(call.target, piece, call.own_language, call.user_id)
            return _opened(await services.reading.open(start), call)
        case data.Stop(run):
            return Reaction(posts=await stop(call, services, run), clear=True)
        case data.Arrived(run, fence):
            verdict = Verdict.ARRIVED
        case data.Missing(run, fence):
            verdict = Verdict.MISSING
        case data.Page(offset):
            return Reaction(replace=await library_post(call, services, offset))
        case data.Passage(piece, fragment):
            posts = await services.reading.passage(piece, fragment, call.language)
            return Reaction(posts=posts)
    return _settled(await services.reading.settle(call.target, run, fence, verdict), verdict, call)


def _turned(advance: Advance, call: Call) -> Reaction:
    """The button was good for one step; once that is posted it goes."""
    toast = views.sentence_of(advance, translator(call.language))
    used = advance.answer in (Answer.POSTED, Answer.ALREADY, Answer.OVER)
    return Reaction(toast, clear=used)


def _opened(advance: Advance, call: Call) -> Reaction:
    if advance.answer is Answer.ALREADY:
        return Reaction(translator(call.language).gettext("You are reading it: tap Next below."))
    return Reaction(views.sentence_of(advance, translator(call.language)))


def _settled(advance: Advance, verdict: Verdict, call: Call) -> Reaction:
    t = translator(call.language)
    if advance.answer is Answer.POSTED and verdict is Verdict.ARRIVED and advance.run is not None:
        return Reaction(replace=views.arrived(advance.run, t))
    if advance.answer in (Answer.POSTED, Answer.OVER):
        return Reaction(replace=views.settled(t))
    if advance.answer is Answer.ALREADY:
        return Reaction(clear=True)
    return Reaction(views.sentence_of(advance, t))
