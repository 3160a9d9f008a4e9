"""/stop: end a reading; the place is kept."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.replay.cursor import Answer
from bot.services import Services
from handlers.context import Call
from handlers.views import reading as views


async def stop(call: Call, services: Services, run_id: int | None = None) -> tuple[Post, ...]:
    """Stop what is being read here, or the run whose button was tapped."""
    t = translator(call.language)
    advance = await services.reading.stop(call.target, run_id)
    if advance.answer is Answer.STOPPED and advance.run is not None:
        script = await services.reading.script(advance.run.piece_id)
        return (views.stopped(advance.run, script, t),)
    post = views.remark(advance, t, services.username)
    return () if post is None else (post,)
