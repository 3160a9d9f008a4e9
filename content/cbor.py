"""DAG-CBOR, the binary JSON of Bluesky repositories: the strict subset, read with limits."""

import struct
from typing import Any

# Records nest a few levels; a file that nests without end wants the stack.
DEEPEST = 64
LINK = 42
SIMPLE = {20: False, 21: True, 22: None}
UNSIGNED, NEGATIVE, BYTES, TEXT, LIST, MAP, TAG = range(7)


class BrokenCbor(ValueError):  # noqa: N818 - it says a state
    """What is no DAG-CBOR; the message says what, and at which byte."""


def decode(data: bytes, start: int = 0, end: int | None = None) -> Any:
    """Decode the one value that fills a stretch of bytes; links (CIDs) come as their bytes.

    Raises `BrokenCbor`.
    """
    end = len(data) if end is None else end
    value, at = decode_first(data, start, end)
    if at != end:
        raise BrokenCbor(f"something stands behind the value, byte {at}")
    return value


def decode_first(data: bytes, at: int, end: int, depth: int = 0) -> tuple[Any, int]:
    """Decode a value; give it and where the next one begins."""
    kind, size, at = _head(data, at, end)
    if kind in (BYTES, TEXT, LIST, MAP) and size > end - at:
        raise BrokenCbor(f"a length of {size} leads out of the data, byte {at}")
    if kind == UNSIGNED:
        return size, at
    if kind == NEGATIVE:
        return -1 - size, at
    if kind == BYTES:
        return data[at : at + size], at + size
    if kind == TEXT:
        return _text(data[at : at + size], at), at + size
    if depth >= DEEPEST:
        raise BrokenCbor(f"nested more than {DEEPEST} times, byte {at}")
    if kind == LIST:
        return _list(data, at, end, depth, size)
    if kind == MAP:
        return _map(data, at, end, depth, size)
    return _link(data, at, end, depth, size) if kind == TAG else _simple(data, at, end, size)


def _head(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Read a value's first bytes: its kind, its number or length, and where the rest begins.

    Of floats and simple values only the first byte is read; it is their number.
    """
    if at >= end:
        raise BrokenCbor(f"it breaks off, byte {at}")
    kind, low = data[at] >> 5, data[at] & 31
    at += 1
    if kind > TAG or low < 24:
        return kind, low, at
    if low > 27:
        raise BrokenCbor(f"a length of no known form, byte {at}")
    width = 1 << (low - 24)
    if width > end - at:
        raise BrokenCbor(f"it breaks off, byte {at}")
    return kind, int.from_bytes(data[at : at + width], "big"), at + width


def _text(raw: bytes, at: int) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise BrokenCbor(f"a text that is not UTF-8, byte {at}") from error


def _list(data: bytes, at: int, end: int, depth: int, size: int) -> tuple[list[Any], int]:
    found = []
    for _ in range(size):
        value, at = decode_first(data, at, end, depth + 1)
        found.append(value)
    return found, at


def _map(data: bytes, at: int, end: int, depth: int, size: int) -> tuple[dict[str, Any], int]:
    found = {}
    for _ in range(size):
        key, at = decode_first(data, at, end, depth + 1)
        if not isinstance(key, str) or key in found:
            raise BrokenCbor(f"a key that is no text, or comes twice, byte {at}")
        found[key], at = decode_first(data, at, end, depth + 1)
    return found, at


def _link(data: bytes, at: int, end: int, depth: int, tag: int) -> tuple[bytes, int]:
    value, behind = decode_first(data, at, end, depth + 1)
    # A link's bytes begin with a zero, which is no part of it.
    if tag != LINK or not isinstance(value, bytes) or value[:1] != b"\0":
        raise BrokenCbor(f"a tag that is no link, byte {at}")
    return value[1:], behind


def _simple(data: bytes, at: int, end: int, number: int) -> tuple[float | bool | None, int]:
    if number in SIMPLE:
        return SIMPLE[number], at
    if number != 27 or end - at < 8:
        raise BrokenCbor(f"a value of no known form, byte {at}")
    (value,) = struct.unpack_from(">d", data, at)
    if value != value or value in (float("inf"), float("-inf")):
        raise BrokenCbor(f"a number that is none, byte {at}")
    return value, at + 8
