"""What a schedule posts next, sent in private to whoever taps Proof."""

from bot.delivery import callback_data as data
from bot.i18n import translator
from bot.model import Busy, Refused, Target
from bot.replay.cursor import Answer
from bot.schedule.overview import Planned
from bot.services import Services
from handlers.context import Call
from handlers.reaction import Reaction
from handlers.views import before as views
from handlers.views.reading import SENTENCES


async def proved(_: data.Plan, found: Planned, call: Call, services: Services) -> Reaction:
    """Send a proof to whoever tapped; a chat of several people sees nothing of it."""
    t = translator(call.language)
    proof = await services.proofs.of(found)
    if proof is None:
        return Reaction(t.gettext("Nothing comes any more."))
    chat = "" if proof.target.chat_id > 0 else await services.outbox.title(proof.target)
    if call.private:
        return Reaction(posts=(views.proof(proof, chat, t), *proof.posts))
    language = await services.proofs.language(services.bot_id, call.user_id)
    if language is None:
        return Reaction(posts=(views.not_met(services.username, t),))
    private = Target(services.bot_id, call.user_id)
    outcome = await services.outbox.say(private, views.proof(proof, chat, translator(language)))
    match outcome:
        case Refused():
            await services.presence.lost(services.bot_id, call.user_id)
            return Reaction(posts=(views.not_met(services.username, t),))
        case Busy():
            return Reaction(t.gettext(SENTENCES[Answer.LATER]))
    return Reaction(t.gettext("The proof is in our private chat."), private=proof.posts)
