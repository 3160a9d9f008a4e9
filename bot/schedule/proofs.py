"""Proofs: what a schedule posts next, made as it will be, and sent to nobody yet.

A proof is never a delivery: it claims nothing and moves nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.delivery.post import Post
from bot.delivery.render import Script
from bot.model import Cursor, Run, RunState, Target
from bot.plans import Schedule, Tick
from bot.schedule.overview import Planned
from bot.schedule.ticks import span_after
from bot.store.store import Store

MOST = 12
"""Messages that a proof shows; a whole text may have hundreds."""
NO_SEAT = 0
"""A draft has no chats yet, and still makes the posts of a schedule."""

Compose = Callable[[Script, Run, Tick], Awaitable[tuple[Post, ...]]]
"""Makes the posts of a tick, from the run's place on."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The next posts of a schedule in a chat, due `at` (None if no time is set for them).

    They have no buttons. `left` counts those that are not shown.
    """

    planned: Planned
    target: Target
    at: datetime | None
    posts: tuple[Post, ...]
    left: int


class Proofs:
    """Makes proofs; whoever calls sends them."""

    def __init__(self, store: Store, compose: Compose) -> None:
        self._store = store
        self._compose = compose

    async def of(self, planned: Planned) -> Proof | None:
        """What comes next in the chat of which a schedule is told; None if nothing does."""
        plan, script, seat = planned.schedule, planned.script, planned.seat
        run = seat.run if seat else _draft(plan, script)
        if script is None or run.cursor.step >= len(script.steps):
            return None
        cursor, goal = _extent(plan, script, run)
        if cursor.step == goal:
            return None
        made = await self._compose(script, replace(run, cursor=cursor), Tick(goal, None))
        posts = tuple(replace(post, keyboard=()) for post in made)
        at = planned.next[0].at if planned.next else None
        return Proof(planned, run.target, at, posts[:MOST], len(posts[MOST:]))

    async def language(self, bot_id: int, user_id: int) -> str | None:
        """The language of somebody to whom the bot may write in private; None if it may not."""
        return (await self._store.acquaintances.among(bot_id, (user_id,))).get(user_id)


def _draft(plan: Schedule, script: Script | None) -> Run:
    """The run that a draft would begin with, where it was planned."""
    return Run(
        id=0,
        target=plan.home,
        piece_id=script.piece_id if script else 0,
        cursor=Cursor(plan.start),
        state=RunState.IDLE,
        fence=0,
        language=plan.language,
        started_by=plan.planned_by,
        seat_id=NO_SEAT,
    )


def _extent(plan: Schedule, script: Script, run: Run) -> tuple[Cursor, int]:
    """Where the next posts begin, and the step before which they end."""
    step, begun = run.cursor.step, run.goal or 0
    if begun > step:
        return run.cursor, begun
    first, goal = span_after(plan, run.target, script, step)
    return (run.cursor if first == step else Cursor(first)), goal
