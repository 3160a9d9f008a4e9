"""Moments in the forms that networks write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.threads.moments import UNKNOWN, day_of, moment_of, seconds_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24"),
        ("2018-10-10T20:19:24.123Z", "2018-10-10T20:19:24"),
        ("2018-10-11T01:19:24+05:00", "2018-10-10T20:19:24"),
        ("2018-10-10", "2018-10-10T00:00:00"),
        ("Wed Oct 32 20:19:24 +0000 2018", UNKNOWN),
        ("Wed Oct 10 25:19:24 +0000 2018", UNKNOWN),
        ("0001-01-01T00:00:00+09:00", UNKNOWN),
        ("yesterday", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_forms(text: str, moment: str) -> None:
    """All become one that sorts by time, in UTC."""
    assert moment_of(text) == moment
    assert (day_of(moment) is None) == (moment == UNKNOWN)


@given(st.text(max_size=30) | st.datetimes().map(lambda one: f"{one:%a %b %d %H:%M:%S +0000 %Y}"))
def test_any_text(text: str) -> None:
    """Nothing is raised, and what is read can be counted."""
    assert seconds_of(moment_of(text)) is not None
    day_of(moment_of(text))
