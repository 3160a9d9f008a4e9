"""The one way in which a chat gets its seat in a schedule."""

from datetime import datetime

from bot.clock import Clock
from bot.delivery.render import Script
from bot.model import Target
from bot.plans import Opening, PlanState, Schedule, Seat
from bot.schedule.ticks import due_after
from bot.scripts import Scripts
from bot.store.store import Store


class Seating:
    """Opens seats; whoever calls notes who wanted it."""

    def __init__(self, store: Store, scripts: Scripts, clock: Clock) -> None:
        self._store = store
        self._scripts = scripts
        self._clock = clock

    async def open(
        self, plan: Schedule, target: Target, item: int, step: int, language: str
    ) -> Seat | None:
        """Let a chat begin at a step of a place in the playlist.

        `language` is for a chat that has not settled one. None if it has or had a seat.
        LookupError if there is nothing to post at that place.
        """
        piece_id = plan.playlist.piece(item)
        script = await self._scripts.load(piece_id or 0)
        if step >= len(script.steps):
            raise LookupError(f"the text has no step {step}")
        wake_at = await self.due(plan, target, script, step)
        chat = await self._store.chats.get(target.bot_id, target.chat_id)
        opening = Opening(target, item, script.piece_id, step, wake_at, chat.language or language)
        return await self._store.schedules.sit(plan, opening, self._clock.now())

    async def due(
        self, plan: Schedule, target: Target, script: Script, step: int
    ) -> datetime | None:
        """When a step comes there; a schedule that does not go on yet sets that when it does."""
        if plan.state is not PlanState.ACTIVE:
            return None
        chat = await self._store.chats.get(target.bot_id, target.chat_id)
        return due_after(plan, chat, script, step, self._clock.now())
