"""/read: start a text here, or go on with it."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.library import Summary
from bot.replay.reading import Start
from bot.services import Services
from handlers.arguments import ReadOrder, read_order
from handlers.commands.library import library_post
from handlers.context import Call
from handlers.views import library as library_views
from handlers.views import reading as views


async def read(call: Call, services: Services) -> tuple[Post, ...]:
    """Read what the words name; without words, go on with what is being read here."""
    order = read_order(call.words)
    if not order.words:
        advance = await services.reading.next(call.target, call.cause)
        post = views.remark(advance, translator(call.language))
        return (await library_post(call, services),) if advance.run is None else _some(post)
    found, _ = await services.library.find(order.words, 20)
    if len(found) != 1:
        t = translator(call.language)
        if found:
            return (library_views.choice(found, order.words, t),)
        return (library_views.nothing_found(order.words, t),)
    return await _read_one(call, services, found[0], order)


async def _read_one(
    call: Call, services: Services, found: Summary, order: ReadOrder
) -> tuple[Post, ...]:
    t = translator(call.own_language)
    script = await services.reading.script(found.id)
    if order.number is not None and not 1 <= order.number <= len(script.steps):
        return (views.too_far(script, t),)
    start = Start(
        call.target,
        found.id,
        call.own_language,
        call.user_id,
        None if order.number is None else order.number - 1,
        order.pace,
    )
    return _some(views.remark(await services.reading.read(start, call.cause), t))


def _some(post: Post | None) -> tuple[Post, ...]:
    return () if post is None else (post,)
