"""Commands of the interface that this version lacks."""

from collections.abc import Awaitable, Callable

from bot.delivery.post import Post
from bot.i18n import translator
from bot.services import Services
from handlers.context import Call
from handlers.views import doors


def missing(names: tuple[str, ...]) -> Callable[[Call, Services], Awaitable[tuple[Post, ...]]]:
    """A handler that says the command is not built yet."""

    async def say_so(call: Call, _: Services) -> tuple[Post, ...]:
        name = names[-1 if call.language == "fr" else 0]
        return (doors.not_built(name, translator(call.language)),)

    return say_so
