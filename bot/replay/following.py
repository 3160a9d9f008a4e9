"""Readings that follow what a schedule posts elsewhere, and wait where that stands."""

from zoneinfo import ZoneInfo

from bot.delivery import callback_data as data
from bot.delivery.outbox import Outbox
from bot.delivery.post import Button, Post, bold, fill, moment
from bot.i18n import Translator, translator
from bot.model import CURRENT, Run
from bot.plans import Due
from bot.replay.cursor import Answer, objection
from bot.store.store import Store


class Following:
    """Knows how far the planned run of a late reader has come, and tells who has caught up."""

    def __init__(self, store: Store, outbox: Outbox) -> None:
        self._store = store
        self._outbox = outbox

    async def objection(self, run: Run | None, wanted: int | None) -> Answer | None:
        """Why a run may not post now; whoever has caught up is told so here, and asked."""
        due = await self._followed(run)
        refusal = objection(run, wanted, due.run.cursor.step if due else None)
        if refusal is Answer.CAUGHT_UP and run is not None and due is not None:
            if run.wake_at is not None:
                # At its pace it would say so again and again.
                await self._store.runs.set_pace(run, run.pace, None)
            chat = await self._outbox.title(due.run.target)
            await self._outbox.say(run.target, caught_up(run, due, chat, translator(run.language)))
        return refusal

    async def _followed(self, run: Run | None) -> Due | None:
        """What this run follows, unless that is over."""
        if run is None or run.follows is None:
            return None
        found = await self._store.schedules.of_runs([run.follows])
        return next((due for due in found if due.run.state in CURRENT), None)


def caught_up(run: Run, due: Due, chat: str, t: Translator) -> Post:
    """All that the others have had is read: wait with them, or go on alone?"""
    along = Button(t.gettext("Send it to me, too"), data.encode(data.Along(run.id)))
    alone = Button(t.gettext("Go on alone"), data.encode(data.Alone(run.id, run.cursor.step)))
    keyboard = ((along,), (alone,))
    at = due.run.wake_at
    if at is None:
        said = t.template("You have caught up: the next one comes in {chat} first.")
        return Post(fill(said, chat=bold(chat)), keyboard)
    local = at.astimezone(ZoneInfo(due.chat.zone or due.schedule.zone))
    said = t.template("You have caught up: the next one comes in {chat} on {moment}.")
    return Post(fill(said, chat=bold(chat), moment=moment(at, t.moment(local))), keyboard)
