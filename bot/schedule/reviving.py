"""Decides, from values alone, whether what is taken back comes again in its schedule."""

from dataclasses import replace

from bot.model import Cursor, Run, RunState
from bot.plans import Due, PlanState, Schedule, Seat, SeatState

OVER = "over"
"""What is kept of a schedule that has ended by itself."""


def came_back(due: Due, run: Run, was: RunState) -> Seat | None:
    """The seat with this run in it, `was` its state before; None if it belongs to others now.

    `due` is what the seat is at. A text that has not posted anything gives way to the one before.
    """
    ended = was is RunState.ENDED
    if due.seat.state is SeatState.OVER and not ended:
        return None
    if due.run.id == run.id:
        return replace(due.seat, state=SeatState.ACTIVE)
    playlist, items = due.schedule.playlist, range(due.seat.item - 1, -1, -1)
    item = next((one for one in items if playlist.piece(one) == run.piece_id), None)
    if item is None or due.run.cursor != Cursor():
        return None
    return replace(due.seat, item=item, run_id=run.id, state=SeatState.ACTIVE)


def resumed(plan: Schedule, last: str) -> Schedule | None:
    """The schedule as it goes on; None if somebody has ended it. `last` is its latest change."""
    if plan.state is not PlanState.ENDED:
        return plan
    return replace(plan, state=PlanState.ACTIVE) if last == OVER else None
