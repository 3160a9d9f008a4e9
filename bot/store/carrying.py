"""Readings and schedules that leave for another installation, or come from one."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import and_, select

from bot.model import CURRENT, Run, RunState
from bot.plans import PlanState, Schedule
from bot.store.arriving import Brought, Coming, Denial, bring
from bot.store.database import Database
from bot.store.dues import schedule_value
from bot.store.kept import Kept, kept_of
from bot.store.plan_tables import schedule, seat
from bot.store.runs import run_value
from bot.store.tables import run


class Carrying:
    """Takes out all that is kept about a reading or schedule, and takes it in, or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def readings(self) -> tuple[Run, ...]:
        """What is read in chats without a schedule: going on, or stopped with its place kept."""
        wanted = and_(run.c.seat_id.is_(None), run.c.state.in_((*CURRENT, RunState.STOPPED)))
        async with self._database.read() as connection:
            rows = await connection.execute(select(run).where(wanted).order_by(run.c.id))
            return tuple(map(run_value, rows.mappings()))

    async def plans(self) -> tuple[Schedule, ...]:
        """The schedules that go on, or are paused."""
        live = schedule.c.state.in_((PlanState.ACTIVE, PlanState.PAUSED))
        async with self._database.read() as connection:
            rows = await connection.execute(select(schedule).where(live).order_by(schedule.c.id))
            return tuple(map(schedule_value, rows.mappings()))

    async def reading(self, run_id: int) -> Kept | None:
        """The run with this number."""
        found = await self._database.ask(lambda asked: kept_of(asked, run.c.id == run_id))
        return found[0] if found else None

    async def seats(self, schedule_id: int) -> tuple[Kept, ...]:
        """The run that each chat of a schedule is at, also of those that have left."""
        of_plan = seat.c.schedule_id == schedule_id
        return await self._database.ask(lambda asked: kept_of(asked, of_plan))

    async def bring(
        self, coming: Coming, may_return: Callable[[tuple[Kept, ...]], bool], now: datetime
    ) -> Brought | Denial:
        """Take in all of it or nothing.

        What is here already stays as it is; unless it is over here, and `may_return` finds that
        what it is told of has not come further here. Numbers are kept if none is taken, so that
        the buttons in the chats go on working. Chats that have settled something keep that.
        """
        return await self._database.change(lambda on: bring(on, coming, may_return, now))
