"""Repositories and their CBOR, checked against another reader."""

from contextlib import suppress
from typing import Any

import libipld
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.car import BrokenCar, is_car, open_car
from content.cbor import BrokenCbor, decode
from tests.content.cars import DID, POSTS, Link, car, encode, number, repository

# The other reader forbids a zero below zero.
FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number or 0.0)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | FLOATS
    | st.binary(max_size=30)
    | st.text(st.characters(codec="utf-8"), max_size=30)
    | st.just(Link.to(b"x"))
)
KEYS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
RECORDS = st.dictionaries(
    st.from_regex(r"(app\.bsky\.feed\.post|a\.b)/[a-z0-9]{1,6}", fullmatch=True),
    st.dictionaries(KEYS, SCALARS, max_size=3),
    max_size=30,
)


@given(VALUES, st.data())
def test_values_are_read_as_others_read_them(value: Any, draw: st.DataObject) -> None:
    """Any value; cut short it is broken."""
    data = encode(value)
    assert decode(data) == libipld.decode_dag_cbor(data)
    with pytest.raises(BrokenCbor):
        decode(data, 0, draw.draw(st.integers(0, len(data) - 1)))


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    """What we read, others read alike, unless they are stricter; the rest is broken."""
    try:
        ours = decode(data)
    except BrokenCbor:
        return
    try:
        theirs = libipld.decode_dag_cbor(data)
    except ValueError:
        return
    assert ours == theirs


@pytest.mark.parametrize(
    "data",
    [
        "",
        "9f01ff",
        "1c",
        "5b7fffffffffffffff00",
        "9affffffff",
        "c001",
        "d82a4101",
        "d82a01",
        "a10101",
        "a2616101616101",
        "f7",
        "f97e00",
        "fb7ff8000000000000",
        "fb7ff0",
        "61ff",
        "0101",
        "81" * 65 + "00",
    ],
)
def test_what_is_no_cbor(data: str) -> None:
    """Lengths that lead out, tags, keys, numbers and nesting of no known form."""
    with pytest.raises(BrokenCbor, match="byte"):
        decode(bytes.fromhex(data))


@given(RECORDS, st.integers(1, 5))
def test_a_repository(records: dict[str, Any], width: int) -> None:
    """The tree gives each record once, under its path, and its blocks are those others find."""
    data = repository(records, width=width)
    assert is_car(data)
    found = open_car(data)
    assert (found.did, found.missing) == (DID, 0)
    for kind in (POSTS, "a.b"):
        expected = {
            path.partition("/")[2]: libipld.decode_dag_cbor(encode(record))
            for path, record in records.items()
            if path.startswith(f"{kind}/")
        }
        assert dict(found.records(kind)) == expected
    header, blocks = libipld.decode_car(data)
    tree = blocks[header["roots"][0]]["data"]
    assert set(blocks[tree]) == {"l", "e"}
    assert all(value in blocks.values() for _, value in found.records(POSTS))


@given(RECORDS, st.data())
def test_a_damaged_repository(records: dict[str, Any], data: st.DataObject) -> None:
    """Whatever bytes are changed or lost, it is read or broken; nothing else is raised."""
    raw = bytearray(repository(records))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] = data.draw(st.integers(0, 255))
    raw = raw[: data.draw(st.integers(0, len(raw)))]
    with suppress(BrokenCar):
        list(open_car(bytes(raw)).records(POSTS))


def tree(node: Any) -> bytes:
    """A repository of one node."""
    body = encode(node)
    commit = encode({"did": DID, "data": Link.to(body)})
    blocks = {Link.to(body).raw: body, Link.to(commit).raw: commit}
    return car(Link.to(commit), blocks)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "breaks off"),
        (b"\xff" * 20, "number"),
        (car(Link.to(b"x"), {}), "root is missing"),
        (number(6) + encode({"roots": 1})[:6], "byte"),
        (tree([]), "no known form"),
        (tree({"e": [5]}), "no known form"),
        (tree({"e": [{"p": 0, "k": 1}]}), "no known form"),
        (tree({"e": [{"k": b"x" * 2000, "v": Link.to(b"x")}]}), "no end"),
        (tree({"e": [], "x": bytes(3 * 1024 * 1024)}), "larger"),
    ],
)
def test_what_is_no_repository(data: bytes, what: str) -> None:
    """A line says what is wrong with it."""
    with pytest.raises(BrokenCar, match=what):
        open_car(data)


def test_what_is_missing_is_counted() -> None:
    """A part of a repository is read as far as it goes."""
    gone = Link.to(b"gone")
    data = tree({"l": gone, "e": [{"p": 0, "k": f"{POSTS}/1".encode(), "v": gone, "t": None}]})
    assert open_car(data).missing == 2
