"""What a button says fits Telegram's 64 bytes and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import callback_data as data

NUMBERS = st.integers(0, 2**62)
ACTIONS = st.one_of(
    *(st.builds(kind, *[NUMBERS] * len(kind.__slots__)) for kind in data.CODES.values())
)


@given(ACTIONS)
def test_a_button_comes_back_as_it_was(action: data.Action) -> None:
    """decode(encode(action)) is the action, in at most 64 bytes."""
    written = data.encode(action)
    assert len(written.encode()) <= data.LIMIT
    assert data.decode(written) == action


@pytest.mark.parametrize(
    "strange", ["", ":", "n", "n:1", "n:1:2:3", "n:1:-2", "n:1:²", "z:1", "n:x:1"]
)
def test_data_of_another_version_is_nothing(strange: str) -> None:
    """Old or forged data is no action and no error."""
    assert data.decode(strange) is None


@given(st.text(max_size=64))
def test_no_data_breaks_the_reading(strange: str) -> None:
    """Whatever comes, the answer is an action that writes back, or None."""
    action = data.decode(strange)
    assert action is None or data.decode(data.encode(action)) == action
