"""Readers who come late to what a schedule posts: from the start, along with the others, alone."""

from bot.delivery import callback_data as data
from bot.delivery.outbox import Rights
from bot.delivery.post import Post
from bot.i18n import translator
from bot.replay.reading import Start
from bot.services import Services
from handlers.commands.read import begun
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.views import late as views
from handlers.views import reading as reading_views


async def from_start(run_id: int, call: Call, services: Services) -> tuple[Post, ...] | None:
    """Read a planned text in private, from its first word; None if there is no such run."""
    start = await _start(run_id, call, services)
    if start is None:
        return None
    t = translator(call.own_language)
    try:
        advance = await services.reading.read(start, call.cause)
    except LookupError:
        return (views.gone(t),)
    return await begun(advance, start, services, t)


async def followed(action: data.Late, call: Call, services: Services) -> Reaction:
    """Do what the buttons of late readers say."""
    t = translator(call.language)
    match action:
        case data.Follow(run):
            start = await _start(run, call, services, sure=True)
            if start is None:
                return Reaction(clear=True)
            advance = await services.reading.open(start)
            return Reaction(reading_views.sentence_of(advance, t), clear=True)
        case data.Alone(run, step):
            advance = await services.reading.alone(call.target, run, step)
            return Reaction(reading_views.sentence_of(advance, t), clear=True)
        case data.Along(run):
            return await _joined(run, call, services)
        case data.Leave(schedule):
            await services.joining.leave_here(schedule, call.target, call.user_id)
            return Reaction(replace=views.left(t))


async def _joined(run_id: int, call: Call, services: Services) -> Reaction:
    """What is read by hand here ends: the schedule brings the rest of it."""
    t = translator(call.language)
    run = await services.reading.get(run_id)
    if run is None or run.target != call.target:
        return Reaction(clear=True)
    due = await services.company.join(run)
    if due is None:
        return Reaction(t.gettext("That has passed: tap Next to read on."), clear=True)
    await services.reading.stop(call.target, run.id)
    chat = await services.outbox.title(due.run.target)
    return Reaction(replace=views.joined(due, chat, t))


async def _start(run_id: int, call: Call, services: Services, sure: bool = False) -> Start | None:
    """What a link of a planned run asks for; nobody learns by it what others read by hand."""
    run = await services.reading.get(run_id)
    if run is None or run.seat_id is None or run.target.chat_id > 0 or not call.private:
        return None
    # The name of a closed group, and when something comes there, are for those who are in it.
    rights = await services.outbox.rights(run.target.chat_id, call.user_id)
    follows = run.id if isinstance(rights, Rights) and rights.is_member else None
    return Start(
        call.target,
        run.piece_id,
        call.own_language,
        call.user_id,
        step=0,
        sure=sure,
        follows=follows,
    )
