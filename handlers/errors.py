"""The one place where an error becomes a reply.

Order: a FeuilletonError is logged with its line and its id; anything else is a defect and is
logged with its traceback. Whoever asked in private, or tapped, is answered either way.
"""

import structlog
from telegram import Update

from bot.errors import FeuilletonError
from bot.i18n import translator
from handlers.context import Context, call_of
from handlers.views import doors

log = structlog.get_logger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log what happened, and tell the person who waits for an answer."""
    error = context.error
    if isinstance(error, FeuilletonError):
        log.error("an update failed", error=error.id, reason=str(error))
    else:
        log.error("an update failed", exc_info=error)
    if not isinstance(update, Update):
        return
    services = context.services
    if update.callback_query is not None:
        await services.outbox.acknowledge(update.callback_query.id)
    try:
        call = await call_of(update, services)
    except FeuilletonError:
        return
    if call is not None and call.private:
        await services.outbox.say(call.target, doors.failed(translator(call.language)))
