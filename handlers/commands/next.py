"""/next: the next fragment."""

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.context import Call
from handlers.views import reading as views


async def next_step(call: Call, services: Services) -> tuple[Post, ...]:
    """Post the next step of what is being read here."""
    advance = await services.reading.next(call.target, call.cause)
    post = views.remark(advance, translator(call.language), services.username)
    return () if post is None else (post,)
