"""Warns whoever planned a schedule before something of it comes, once, in private."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.errors import FeuilletonError
from bot.notices import Notices
from bot.schedule.warned import warned
from bot.schedule.warnings import Outlook, outlook
from bot.scripts import Scripts
from bot.store.chats import EVERYWHERE
from bot.store.store import Store
from bot.store.warnings import Watch

log = structlog.get_logger(__name__)

BATCH = 64
REST = timedelta(seconds=30)


class Warner:
    """Looks at the schedules whose time has come, beside the posts, which never wait for it."""

    def __init__(
        self,
        store: Store,
        scripts: Scripts,
        notices: Notices,
        clock: Clock,
        on_due: Callable[[], None],
    ) -> None:
        self._store = store
        self._scripts = scripts
        self._notices = notices
        self._clock = clock
        self._on_due = on_due
        self._looking: asyncio.Task[None] | None = None
        self._rests_until: datetime | None = None
        self._closing = False

    async def next_at(self, bot_id: int) -> datetime | None:
        """When to look next; None if no warnings are wanted, or while it looks."""
        if self._looking is not None and not self._looking.done():
            return None
        due = await self._store.warnings.next_at(bot_id)
        return max(due, self._rests_until or due) if due is not None else None

    async def tick(self, bot_id: int) -> None:
        """Begin to look if it is time."""
        due = await self.next_at(bot_id)
        if due is not None and due <= self._clock.now() and not self._closing:
            self._looking = asyncio.create_task(self._look(bot_id))

    async def close(self) -> None:
        """Look at no further schedule, and wait for the warning that is under way."""
        self._closing = True
        if self._looking is not None:
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _look(self, bot_id: int) -> None:
        try:
            found = await self._store.warnings.due(bot_id, self._clock.now(), BATCH)
            held = (await self._store.chats.get(bot_id, EVERYWHERE)).held_until
            for watch in found:
                if self._closing:
                    return
                await self._warn(watch, held)
        except FeuilletonError as error:
            self._rests_until = self._clock.now() + REST
            log.error("warnings were not looked for", reason=str(error))
        except Exception:
            self._rests_until = self._clock.now() + REST
            log.exception("looking for warnings failed")
        finally:
            self._looking = None
            self._on_due()

    async def _warn(self, watch: Watch, held_until: datetime | None) -> None:
        plan, now = watch.schedule, self._clock.now()
        dues = await self._store.schedules.seat_runs(plan.id)
        seen = outlook(plan, watch.warned_of, dues, held_until, now)
        # Before it is said: a warning that comes twice alarms more than one that does not come.
        kept = await self._store.warnings.keep(watch, seen.at or watch.warned_of, seen.again)
        if kept and seen.at is not None:
            await self._tell(seen.at, seen)

    async def _tell(self, at: datetime, seen: Outlook) -> None:
        first = seen.dues[0]
        scripts = await self._scripts.load_all((first.run.piece_id,))
        script = scripts.get(first.run.piece_id)
        if script is not None:
            words = warned(at, seen.dues, script)
            await self._notices.tell(first.run, words, only=first.schedule.planned_by)
