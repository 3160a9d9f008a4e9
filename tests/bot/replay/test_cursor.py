"""Whether a run may post, for every state and every order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cursor, Run, RunState, Target
from bot.replay.cursor import Answer, advanced, objection


def run_at(step: int, state: RunState) -> Run:
    """A run that stands before a step."""
    return Run(1, Target(1, 2), 3, Cursor(step), state, 1, "en", 4)


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (RunState.IDLE, None),
        (RunState.SENDING, Answer.SENDING),
        (RunState.UNKNOWN, Answer.DOUBT),
        (RunState.STOPPED, Answer.STOPPED),
        (RunState.ENDED, Answer.OVER),
    ],
)
@pytest.mark.parametrize("wanted", [None, 3])
def test_only_an_idle_run_posts(state: RunState, answer: Answer | None, wanted: int | None) -> None:
    """Whether whatever comes next is wanted, or the very step the run stands before."""
    assert objection(run_at(3, state), wanted) is answer


@pytest.mark.parametrize(
    ("cursor", "until", "answer"),
    [
        (Cursor(2), 3, None),
        (Cursor(3), 3, Answer.CAUGHT_UP),
        (Cursor(4), 3, Answer.CAUGHT_UP),
        (Cursor(3, 1), 3, None),
        (Cursor(3), None, None),
    ],
)
def test_a_run_waits_for_the_one_that_it_follows(
    cursor: Cursor, until: int | None, answer: Answer | None
) -> None:
    """A step of which a part is there is ended all the same."""
    run = replace(run_at(3, RunState.IDLE), cursor=cursor)
    assert objection(run, None, until) is answer


@pytest.mark.parametrize("state", [s for s in RunState if s is not RunState.UNKNOWN])
def test_a_button_of_an_earlier_step_has_had_its_step(state: RunState) -> None:
    """Whatever became of the run."""
    assert objection(run_at(3, state), 2) is Answer.ALREADY


def test_a_button_whose_step_is_in_doubt_asks_about_it() -> None:
    """The claim moved the cursor; nobody knows whether the step is there."""
    assert objection(run_at(3, RunState.UNKNOWN), 2) is Answer.DOUBT


def test_no_run_is_nothing() -> None:
    """A button of another database, or a run that is gone."""
    assert objection(None, 0) is Answer.NOTHING


@given(st.integers(1, 9), st.integers(0, 50))
def test_a_step_of_n_parts_takes_n_posts(parts: int, step: int) -> None:
    """Every part is visited once, then the next step begins."""
    cursor, visited = Cursor(step), []
    while cursor.step == step:
        visited.append(cursor.part)
        cursor = advanced(cursor, parts)
    assert visited == list(range(parts))
    assert cursor == Cursor(step + 1)
