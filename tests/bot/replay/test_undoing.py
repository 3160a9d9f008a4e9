"""Decisions about taking back, from values alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import Cursor, Refused, Run, RunState
from bot.replay.undoing import FRESH, Ending, Why, Wish, is_same, objection, why_not
from bot.store.retractions import Posted, Retraction
from tests.bot.store.samples import NOW, TARGET

RUN = Run(1, TARGET, 1, Cursor(5), RunState.IDLE, 3, "en", 5)
POSTED = Posted(RUN, 4, 17, NOW, is_open=False, message_id=100)
WISH = Wish(TARGET, "cmd:9", 5, number=101, said_at=NOW)
DONE = Retraction(1, RUN, 4, 5, RunState.IDLE, done=True, at=NOW, answer_id=103)


@pytest.mark.parametrize(
    ("posted", "wish", "expected"),
    [
        (POSTED, WISH, None),
        (None, WISH, Ending.NOTHING),
        (None, replace(WISH, post=17), Ending.PASSED),
        (replace(POSTED, is_open=True), WISH, Ending.OPEN),
        (replace(POSTED, message_id=102), WISH, Ending.CROSSED),
        (replace(POSTED, message_id=None), WISH, None),
        (replace(POSTED, at=NOW - FRESH), WISH, None),
        (replace(POSTED, at=NOW - FRESH - timedelta(seconds=1)), WISH, Ending.ASKED),
        (replace(POSTED, at=NOW - 9 * FRESH), Wish(TARGET, "cmd:9", 5, post=17), None),
        (POSTED, Wish(TARGET, "cmd:9", 5, post=16), Ending.PASSED),
    ],
)
def test_objection(posted: Posted | None, wish: Wish, expected: Ending | None) -> None:
    """What is open, newer than the wish, or old is not taken back at once."""
    assert objection(posted, wish, NOW) is expected


@pytest.mark.parametrize(
    ("done", "wish", "expected"),
    [
        (DONE, replace(WISH, number=102), True),
        (DONE, replace(WISH, number=104), False),
        (replace(DONE, answer_id=None), WISH, True),
        (replace(DONE, answer_id=None), replace(WISH, said_at=NOW + timedelta(seconds=1)), False),
        (DONE, Wish(TARGET, "cmd:9", 5, post=17), False),
    ],
)
def test_the_same_moment(done: Retraction, wish: Wish, expected: bool) -> None:
    """Who wrote before the answer was there meant the same post; a tap means what it says."""
    assert is_same(done, wish) is expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Message to delete not found", None),
        ("MESSAGE_ID_INVALID", None),
        ("Message can't be deleted for everyone", Why.OLD),
        ("Message can't be deleted", Why.FORBIDDEN),
        ("Chat not found", Why.FORBIDDEN),
    ],
)
def test_why_a_message_stays(reason: str, expected: Why | None) -> None:
    """What is not there any more is gone; everything else stays, and is not called deleted."""
    assert why_not(Refused(reason)) is expected
