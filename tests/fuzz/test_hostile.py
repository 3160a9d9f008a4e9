"""Generated captures that mean harm: read or refused, and every law holds of what was read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.entries import DOORS
from tests.fuzz.hostile import (
    BYTES,
    CAPTURES,
    FEEDS,
    OUTBOXES,
    PAGES,
    PAIRS,
    RECORDS,
    REPOSITORIES,
    TWEETS,
    ZIPS,
)

OWN = {
    "text": CAPTURES,
    "notation": CAPTURES,
    "markdown": CAPTURES,
    "source": PAGES | FEEDS | RECORDS | REPOSITORIES | ZIPS,
    "page": PAGES,
    "feed": FEEDS,
    "tweets": TWEETS,
    "outbox": OUTBOXES,
    "records": RECORDS,
    "repository": REPOSITORIES,
    "values": RECORDS,
    "archive": CAPTURES | PAGES,
    "corrections": PAIRS,
    "name": CAPTURES,
}

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("door", sorted(DOORS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_nothing_breaks(door: str, data: st.DataObject) -> None:
    """What fits a door, and now and then what does not."""
    DOORS[door](data.draw(OWN[door] | BYTES))
