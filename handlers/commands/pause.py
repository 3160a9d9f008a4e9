"""/pause and /resume: a reading that goes by itself rests, and goes on."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.replay.cursor import Answer
from bot.services import Services
from handlers.context import Call
from handlers.views import reading as views


async def pause(call: Call, services: Services) -> tuple[Post, ...]:
    """Let the reading here rest."""
    t = translator(call.language)
    advance = await services.reading.pause(call.target)
    if advance.answer is Answer.PAUSED and advance.run is not None:
        return (views.paused(advance.run, t),)
    post = views.remark(advance, t, services.username)
    return () if post is None else (post,)


async def resume(call: Call, services: Services) -> tuple[Post, ...]:
    """Let a resting or stopped reading go on."""
    advance = await services.reading.resume(call.target, call.cause)
    post = views.remark(advance, translator(call.language), services.username)
    return () if post is None else (post,)
