"""Members of X archives, cut between their elements."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import ytd
from tests.content.exports import tweet, tweets

NASTY = st.text(st.sampled_from('{}[]", :\\tweet\n') | st.characters(codec="utf-8"), max_size=30)


@given(st.lists(NASTY | st.just('}, { "tweet" : {'), max_size=12), st.integers(1, 200))
def test_runs_hold_every_element(said: list[str], size: int) -> None:
    """However small the chunks, and whatever strings hold, elements come out as they went in."""
    records = [tweet(number, text) for number, text in enumerate(said)]
    data = tweets(*records)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ytd, "CHUNK", max(size, 60))
        runs = list(ytd.runs_of(io.BytesIO(data), "x"))
    assert [one["tweet"] for run in runs for one in json.loads(run)] == records
    cut = [json.loads(one) for run in runs for one in ytd.elements_of(run)]
    assert [one["tweet"] for one in cut] == records
