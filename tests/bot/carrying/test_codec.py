"""The file of a reading or schedule: read as it was written, or refused in one line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.carrying.codec import CarryError, read, write
from bot.carrying.form import Carried, Planned
from bot.sources import is_exported
from tests.bot.carrying.strategies import carried


def refusal(data: bytes) -> str:
    """The one line with which a file is refused."""
    with pytest.raises(CarryError) as error:
        read(data)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith((".", "then."))
    return str(error.value)


@given(carried())
def test_it_reads_back(one: Carried) -> None:
    """Everything that was said, and it is known by its content."""
    data = write(one)
    found = read(data)
    assert replace(found, checksum="") == one
    assert is_exported(data)
    assert write(found) == data


@given(carried(), st.booleans())
def test_its_layout_does_not_matter(one: Carried, ordered: bool) -> None:
    """Another program may have laid it out anew."""
    value = json.loads(write(one))
    laid = b"\xef\xbb\xbf" + json.dumps(value, sort_keys=ordered).encode()
    assert read(laid) == read(write(one))
    assert is_exported(laid)


@given(carried(), st.data())
def test_whatever_is_cut_off_is_missed(one: Carried, data: st.DataObject) -> None:
    """A copy that ended too early is damaged."""
    whole = write(one).rstrip()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert refusal(cut).startswith("is damaged (")


@given(carried(), st.data())
def test_whatever_is_changed_is_missed(one: Carried, data: st.DataObject) -> None:
    """A step further, another chat, another key: nothing of it is believed."""
    value = json.loads(write(one))
    places = list(_numbers(value))
    where, key = places[data.draw(st.integers(0, len(places) - 1))]
    where[key] += 1
    said = refusal(json.dumps(value).encode())
    assert said.startswith(("was changed after it was written", "is damaged", "is of a newer"))


def _numbers(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in items:
        if isinstance(one, dict | list):
            yield from _numbers(one)
        elif isinstance(one, int | float) and not isinstance(one, bool):
            yield value, key


@given(carried())
def test_a_newer_version_says_what_to_do(one: Carried) -> None:
    """Whatever else it says then."""
    value = json.loads(write(one)) | {"version": 2, "more": []}
    assert "bring this installation up to date" in refusal(json.dumps(value).encode())


def sealed(one: Carried, **changes: Any) -> bytes:
    """A file with the right checksum, of which no export says such a thing."""
    return write(replace(one, **changes))


def _with_a_text(planned: Planned) -> Planned:
    return replace(planned, playlist=replace(planned.playlist, texts=("lamp",)))


@given(carried().filter(lambda one: one.schedule is not None))
def test_what_no_export_says(one: Carried) -> None:
    """A file that somebody made is refused too, not followed into a fault."""
    assert one.schedule is not None
    nowhere = sealed(one, schedule=replace(one.schedule, zone="Europe/Nowhere"))
    assert "no zone Europe/Nowhere" in refusal(nowhere)
    listed = replace(one.schedule.playlist, texts=())
    assert "has no texts" in refusal(sealed(one, schedule=replace(one.schedule, playlist=listed)))
    assert "does not list" in refusal(sealed(one, texts=(), schedule=_with_a_text(one.schedule)))
    assert "not the kind" in refusal(sealed(one, schedule=None, readings=()))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is damaged"),
        (b"\x00\xff", "is damaged"),
        (b"[" * 100_000, "is damaged"),
        (b'{"feuilleton": "novel", "version": 1}', "is damaged"),
        (b'{"feuilleton": "reading", "version": "1"}', "$.version"),
        (b'{"feuilleton": "reading", "version": 1}', "exported_at"),
    ],
)
def test_what_is_no_such_file(data: bytes, what: str) -> None:
    """What and where, as far as anybody can tell."""
    assert what in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        b"# A text about {feuilleton}",
        b'{"type": "FeatureCollection", "version": 1}',
        b'{"text": "the word feuilleton: \\"a\\""}\n{"text": "and another line"}',
        b'"feuilleton": "reading", "version": 1',
    ],
)
def test_texts_are_no_such_files(data: bytes) -> None:
    """They are read as texts."""
    assert not is_exported(data)
