"""Why a step is posted, and what follows from that: its cause, its sound, its buttons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.delivery.controls import turning
from bot.delivery.message import Manner
from bot.i18n import translator
from bot.model import Run
from bot.plans import Tick


class Plans(Protocol):
    """What schedules say of planned runs."""

    async def ticks(self, due: Collection[Run]) -> Mapping[int, Tick]:
        """What becomes of runs that are due, by number; those left out are to be left alone."""
        ...

    async def returned(self, run: Run) -> datetime | None:
        """When a run that stood still comes next."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """Why something is posted; `tick` is what a schedule makes of it, if one is the cause."""

    cause: str
    tick: Tick | None = None

    @property
    def by_itself(self) -> bool:
        """Its time has come: nobody asked for it just now."""
        return self.cause.startswith("tick:")


def tick_order(run: Run, tick: Tick | None) -> Order:
    """The due time is in the cause, so a tick that comes twice posts once."""
    due = f"{run.wake_at.timestamp():.6f}" if run.wake_at else ""
    step = f":{run.cursor.step}" if tick is not None else ""
    return Order(f"tick:{run.id}:{due}{step}", tick)


def manner_of(run: Run, order: Order, fresh: bool) -> Manner:
    """A group hears only the first of what comes by itself, and the first of a day's schedule."""
    if run.seat_id is not None:
        silent = order.tick is not None and not order.tick.loud
        return Manner(silent=silent, note=True)
    group = run.target.chat_id < 0
    return Manner(
        keyboard=turning(run, run.cursor.step, fresh, translator(run.language)),
        silent=group and order.by_itself,
        pace=run.pace if fresh else None,
    )
