"""JSON that is read on where strings hold what JSON does not allow."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.jsons import Broken, Unfit, decode, is_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=9,
)


@given(VALUES, st.booleans())
def test_any_value(value: Any, plain: bool) -> None:
    """What another writer writes comes out the same."""
    data = json.dumps(value, ensure_ascii=plain).encode()
    assert decode(data, object) == value
    listed = isinstance(value, dict) or (isinstance(value, list) and value != [])
    if isinstance(value, list):
        numbers = data.count(b",") > 1 and not set(data) & set(b'"{nul')
        listed = listed and (numbers or all(isinstance(one, dict) for one in value))
    assert is_json(data) == (listed and value != {})


@given(st.binary(max_size=30) | st.text(st.sampled_from('{}[]":,\\ud8e1 x')).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    """They are a value, or broken; nothing else is raised."""
    with suppress(Broken, Unfit):
        decode(data, dict[str, Any])
    is_json(data)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (rb'"\ud83d x"', "\ufffd x"),
        (rb'"\ud83d\ude00"', "\U0001f600"),
        (rb'"\u0000"', "\0"),
        (b'"a\x01b\tc"', "a\x01b\tc"),
        (b'"\xff"', "\ufffd"),
        (b"[NaN, -Infinity]", [None, None]),
    ],
)
def test_odd_strings(data: bytes, value: Any) -> None:
    """Halves, control characters and other bytes are borne."""
    assert decode(data, object) == value


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"[4, 5, 6", True),
        (b" [[1.5e-3, 2],\n[-3, 4]] ", True),
        (b"[4, 5] He went on.", False),
        (b"[1/3]", False),
        (b"[7, 8]", False),
    ],
)
def test_lists_of_numbers(data: bytes, is_one: bool) -> None:
    """They are no text, broken off or whole; what begins with a reference is."""
    assert is_json(data) == is_one


@pytest.mark.parametrize("data", [b"", b"{", b"{1,", b"[" * 9999, b"{" * 9999, b"nul"])
def test_what_is_broken(data: bytes) -> None:
    """It is said; however deep it is."""
    with pytest.raises(Broken):
        decode(data, object)
    assert not is_json(data)


def test_another_form() -> None:
    """Broken is one thing, unfit another, also where strings are odd."""
    for data in (b"[1]", rb'["\ud800"]'):
        with pytest.raises(Unfit):
            decode(data, dict[str, Any])
