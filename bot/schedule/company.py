"""Readers who have caught up with a schedule, and go on together with it."""

from collections.abc import Callable

from bot.clock import Clock
from bot.model import CURRENT, Run
from bot.plans import Due, Opening, PlanState
from bot.schedule.pinning import Pinning
from bot.schedule.ticks import due_after
from bot.scripts import Scripts
from bot.store.store import Store


class Company:
    """Gives a reader's chat a seat beside the others."""

    def __init__(
        self,
        store: Store,
        scripts: Scripts,
        pinning: Pinning,
        clock: Clock,
        on_due: Callable[..., None],
    ) -> None:
        self._pinning = pinning
        self._store = store
        self._scripts = scripts
        self._clock = clock
        self._on_due = on_due

    async def join(self, run: Run) -> Due | None:
        """Let what a run follows come to its chat, too, from where both stand.

        The planned run with its seat; None if that is over or ahead.
        """
        found = await self._store.schedules.of_runs([run.follows or 0])
        for due in found:
            if due.run.state not in CURRENT or due.run.cursor.step > run.cursor.step:
                return None
            plan, now = due.schedule, self._clock.now()
            opening = await self._opening(run, due)
            if await self._store.schedules.sit(plan, opening, now) is None:
                # It had one: whoever did not want more of it then wants it again.
                await self._store.schedules.sit_again(plan, opening, now)
            self._on_due()
            await self._pinning.changed(run.target.bot_id, plan.id)
            return due
        return None

    async def _opening(self, run: Run, due: Due) -> Opening:
        """At the others' place and time; what is just coming to them comes here at once."""
        plan, step, wake_at = due.schedule, due.run.cursor.step, due.run.wake_at
        if wake_at is None and plan.state is PlanState.ACTIVE:
            # Only the others' chat stands still, and that is no fault of this one.
            script = await self._scripts.of(due.run)
            wake_at = due_after(plan, due.chat, script, step, self._clock.now())
        item, piece_id = due.seat.item, due.run.piece_id
        return Opening(run.target, item, piece_id, step, wake_at, run.language)
