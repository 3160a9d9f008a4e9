"""Readings that Telegram takes nothing of: they stand still, say why, and go on where they were."""

import structlog

from bot.clock import Clock
from bot.delivery import callback_data as data
from bot.delivery.post import Button, Post, bold, fill, lines
from bot.delivery.render import title_of
from bot.i18n import Translator, _
from bot.model import Refusal, Refused, Run
from bot.notices import Notices, Words
from bot.store.store import Store

log = structlog.get_logger(__name__)

WHY = {
    Refusal.BLOCKED: _("The person has blocked me, or is gone."),
    Refusal.REMOVED: _("I am not there any more. When I am added again, it goes on by itself."),
    Refusal.NO_RIGHT: _("I may not write there. When I may again, it goes on by itself."),
    Refusal.TOPIC_CLOSED: _("The topic is closed. Open it again, then tap Retry."),
    Refusal.TOPIC_GONE: _("The topic is deleted. In another topic, /read starts it anew."),
}


class Standing:
    """Lets readings stand, and tells one person; `Reading` lets them go on."""

    def __init__(self, store: Store, notices: Notices, clock: Clock) -> None:
        self._store = store
        self._notices = notices
        self._clock = clock

    async def stand(self, run: Run, refused: Refused) -> None:
        """A step of this run that came by itself was refused."""
        if refused.why is Refusal.UNAUTHORIZED:
            # No fault of this chat: the whole bot stops, and every reading stays due.
            return
        log.warning("a reading stands still", run=run.id, reason=refused.reason)
        await self._store.runs.stand(run, refused.why, self._clock.now())
        if refused.why is Refusal.BLOCKED and run.target.chat_id > 0:
            await self._store.acquaintances.lost(run.target.bot_id, run.target.chat_id)
            return
        await self._notices.tell(run, await self._words(run, refused))

    async def moved(self, run: Run, chat_id: int) -> Run:
        """The group of a run has another id now; the run as it is there."""
        await self.move(run.target.bot_id, run.target.chat_id, chat_id)
        return await self._store.runs.get(run.id) or run

    async def move(self, bot_id: int, old: int, new: int) -> None:
        """A group has become a supergroup: all that is kept about it follows, once."""
        if old == new:
            return
        log.info("a group has another id", old=old, new=new)
        await self._store.runs.move(bot_id, old, new, self._clock.now())

    async def _words(self, run: Run, refused: Refused) -> Words:
        stored = await self._store.pieces.get(run.piece_id)
        title = title_of(stored.piece) if stored else ""

        def words(t: Translator, chat: str) -> Post:
            return stands(run, refused, title, chat, t)

        return words


def stands(run: Run, refused: Refused, title: str, chat: str, t: Translator) -> Post:
    """A reading stands still: where, before which fragment, why, and what to do."""
    if run.target.chat_id > 0:
        sentence = t.template("{title} stands still before fragment {number}.")
    else:
        sentence = t.template("{title} stands still in {chat}, before fragment {number}.")
    said = fill(
        sentence,
        title=bold(title),
        chat=bold(chat),
        number=run.cursor.step + 1,
    )
    why = WHY.get(refused.why)
    reason = t.template(why) if why else t.gettext("Telegram says: {reason}", reason=refused.reason)
    retry = Button(t.gettext("Retry"), data.encode(data.Retry(run.id)))
    return Post(lines([said, reason]), ((retry,),))
