"""Why a step is posted, and what follows from that: its cause, its sound, its buttons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from bot.delivery.controls import from_start, turning
from bot.delivery.message import Manner
from bot.delivery.post import Post
from bot.i18n import translator
from bot.model import Run, RunState
from bot.plans import Again, Tick


class Plans(Protocol):
    """What schedules say of planned runs."""

    async def ticks(self, due: Collection[Run]) -> Mapping[int, Tick]:
        """What becomes of runs that are due, by number; those left out are to be left alone."""
        ...

    async def returned(self, run: Run) -> datetime | None:
        """When a run that stood still comes next."""
        ...

    def posted(self, run: Run) -> None:
        """A run has gone on, and its chat wants to be told what has come."""
        ...

    async def again(self, run: Run, was: RunState, step: int) -> Again | None:
        """How a run goes back before a step; `was` is its state before. None if it is over."""
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


def manner_of(run: Run, order: Order, fresh: bool, username: str) -> Manner:
    """A group hears only the first of what comes by itself, and the first of a day's schedule.

    `username` is the bot's own.
    """
    group, t = run.target.chat_id < 0, translator(run.language)
    if run.seat_id is not None:
        # It leads to a place, not to a step: it is as good under old fragments, and stays there.
        staying = from_start(run.id, username, t) if group else ()
        silent = order.tick is not None and not order.tick.loud
        return Manner(staying=staying, silent=silent, note=True)
    return Manner(
        keyboard=turning(run, run.cursor.step, fresh, t),
        silent=group and order.by_itself,
        pace=run.pace if fresh else None,
    )


def digest(post: Post) -> str:
    """By which the words of a post are known again."""
    return sha256(post.body.text.encode(errors="surrogatepass")).hexdigest()[:16]
