"""Whether what is taken back comes again in its schedule."""

from dataclasses import replace

from bot.model import Cursor, Run, RunState
from bot.plans import Chat, Due, PlanState, Seat, SeatState
from bot.schedule.reviving import came_back, resumed
from tests.bot.store.plans import plan
from tests.bot.store.samples import TARGET

FIRST = Run(1, TARGET, 10, Cursor(5), RunState.ENDED, 3, "en", 5, seat_id=1)
NEXT = Run(2, TARGET, 20, Cursor(), RunState.IDLE, 1, "en", 5, seat_id=1)
PLAN = plan(10, 20)
SEAT = Seat(1, 1, TARGET, 0, FIRST.id)
GONE_ON = Due(NEXT, replace(SEAT, item=1, run_id=NEXT.id), PLAN, Chat())


def test_in_its_seat() -> None:
    """Going on or over by itself, it has its seat again."""
    idle = replace(FIRST, state=RunState.IDLE)
    assert came_back(Due(idle, SEAT, PLAN, Chat()), idle, RunState.IDLE) == SEAT
    over = replace(SEAT, state=SeatState.OVER)
    assert came_back(Due(FIRST, over, PLAN, Chat()), FIRST, RunState.ENDED) == SEAT


def test_a_chat_that_was_taken_away() -> None:
    """Nobody gives it back by /undo."""
    stopped = replace(FIRST, state=RunState.STOPPED)
    left = Due(stopped, replace(SEAT, state=SeatState.OVER), PLAN, Chat())
    assert came_back(left, stopped, RunState.STOPPED) is None


def test_the_playlist_had_gone_on() -> None:
    """It goes back as long as the next text has posted nothing."""
    assert came_back(GONE_ON, FIRST, RunState.ENDED) == SEAT
    begun = replace(GONE_ON, run=replace(NEXT, cursor=Cursor(0, 1)))
    assert came_back(begun, FIRST, RunState.ENDED) is None


def test_the_schedule() -> None:
    """What ended by itself goes on; what somebody deleted does not."""
    ended = replace(PLAN, state=PlanState.ENDED)
    assert resumed(ended, "over") == PLAN
    assert resumed(ended, "deleted") is None
    paused = replace(PLAN, state=PlanState.PAUSED)
    assert resumed(paused, "paused") == paused
