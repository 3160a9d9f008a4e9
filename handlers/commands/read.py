"""/read: start a text here, or go on with it."""

from bot.delivery.post import Post
from bot.i18n import Translator, translator
from bot.replay.cursor import Answer
from bot.replay.engine import Advance
from bot.replay.reading import Start
from bot.services import Services
from handlers.arguments import ReadOrder, read_order, speaks_of_pace
from handlers.commands.library import library_post
from handlers.context import Call
from handlers.views import asking
from handlers.views import library as library_views
from handlers.views import reading as views


async def read(call: Call, services: Services) -> tuple[Post, ...]:
    """Read what the words name; without words, go on with what is being read here."""
    order = read_order(call.words)
    if not order.words and (order.number is not None or order.pace is not None):
        piece = await services.reading.current_piece(call.target)
        if piece is not None:
            return await _read_one(call, services, piece, order)
    if not order.words:
        advance = await services.reading.next(call.target, call.cause)
        post = views.remark(advance, translator(call.language), services.username)
        return (await library_post(call, services),) if advance.run is None else _some(post)
    found, _ = await services.library.find(order.words, 20)
    if len(found) != 1:
        t = translator(call.language)
        if found:
            return (library_views.choice(found, order.words, t),)
        if speaks_of_pace(order.words):
            return (views.pace_not_understood(t),)
        return (library_views.nothing_found(order.words, t),)
    return await _read_one(call, services, found[0].id, order)


async def _read_one(
    call: Call, services: Services, piece: int, order: ReadOrder
) -> tuple[Post, ...]:
    t = translator(call.own_language)
    script = await services.reading.script(piece)
    if order.number is not None and not 1 <= order.number <= len(script.steps):
        return (views.too_far(script, t),)
    start = Start(
        call.target,
        piece,
        call.own_language,
        call.user_id,
        None if order.number is None else order.number - 1,
        order.pace,
    )
    return await begun(await services.reading.read(start, call.cause), start, services, t)


async def begun(
    advance: Advance, start: Start, services: Services, t: Translator
) -> tuple[Post, ...]:
    """What to say to whoever wants to read: nothing if the text is here, a question, a remark."""
    if advance.answer is Answer.NOTED:
        return (asking.noted(await services.reading.script(start.piece_id), start, t),)
    if advance.answer is Answer.OCCUPIED and advance.run is not None:
        current = await services.reading.script(advance.run.piece_id)
        wanted = await services.reading.script(start.piece_id)
        return (asking.occupied(advance.run, current, wanted, start, t),)
    return _some(views.remark(advance, t, services.username))


def _some(post: Post | None) -> tuple[Post, ...]:
    return () if post is None else (post,)
