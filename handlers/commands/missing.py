"""Commands of the interface that this version lacks."""

from collections.abc import Awaitable, Callable

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.context import Call
from handlers.views import doors


def missing(command: str) -> Callable[[Call, Services], Awaitable[tuple[Post, ...]]]:
    """A handler that says the command is not built yet."""

    async def say_so(call: Call, _: Services) -> tuple[Post, ...]:
        return (doors.not_built(command, translator(call.language)),)

    return say_so
