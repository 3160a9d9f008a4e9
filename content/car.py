"""Bluesky repositories, which are CAR files: blocks by their links, and the tree of records."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.cbor import BrokenCbor, decode

# A number of so many bytes is longer than any file.
LONGEST_NUMBER = 9
# The network takes no larger record and no longer path; a small block of nothings fills a memory.
LARGEST = 2 * 1024 * 1024
LONGEST_PATH = 1024
# A map of two keys, of which the shorter one comes first.
HEADER = b"\xa2\x65roots"
Place = tuple[int, int]


class BrokenCar(ValueError):  # noqa: N818 - it says a state
    """What is no whole repository; the message says what."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Whose records these are (a DID), and the places of those in the file, by `kind/key`."""

    data: bytes
    did: str
    places: dict[str, Place]
    missing: int

    def records(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Give the records of a kind with their keys, None for one that is broken."""
        for path, place in self.places.items():
            collection, _, key = path.partition("/")
            if collection == kind:
                yield key, _read(self.data, place)


def is_car(data: bytes) -> bool:
    """Whether it begins as a CAR file of version 1 does, whole or damaged."""
    try:
        _, at = _number(data, 0)
    except BrokenCar:
        return False
    return data.startswith(HEADER, at)


def open_car(data: bytes) -> Repository:
    """Find the records of a repository; raises `BrokenCar`.

    `missing` counts the blocks of the tree and its records that are not there.
    """
    try:
        return _open(data)
    except BrokenCbor as error:
        raise BrokenCar(str(error)) from error


def _open(data: bytes) -> Repository:
    size, at = _number(data, 0)
    roots = _map(_decoded(data, (at, _end(data, at, size)))).get("roots")
    blocks = dict(_blocks(data, at + size))
    root = blocks.get(_bytes(roots[0])) if isinstance(roots, list) and roots else None
    if root is None:
        raise BrokenCar("its root is missing")
    commit = _map(_decoded(data, root))
    places: dict[str, Place] = {}
    missing = 0
    for path, link in _walk(data, blocks, _bytes(commit.get("data"))):
        if link in blocks:
            places[path] = blocks[link]
        else:
            missing += 1
    return Repository(data, str(commit.get("did") or ""), places, missing)


def _blocks(data: bytes, at: int) -> Iterator[tuple[bytes, Place]]:
    """Give the place of each block: a length, a link, the bytes."""
    while at < len(data):
        size, at = _number(data, at)
        end = _end(data, at, size)
        link = at
        for _ in range(3):
            # Version, codec and kind of hash.
            _, link = _number(data, link)
        length, link = _number(data, link)
        body = link + length
        if body > end:
            raise BrokenCar(f"a block without its link, byte {at}")
        yield data[at:body], (body, end)
        at = end


def _walk(data: bytes, blocks: dict[bytes, Place], top: bytes) -> Iterator[tuple[str, bytes]]:
    """Give paths and links of all records in the tree; a missing node has no path."""
    left = [top]
    seen = set()
    while left:
        link = left.pop()
        if link in seen:
            continue
        seen.add(link)
        if link not in blocks:
            yield "", link
            continue
        node = _map(_decoded(data, blocks[link]))
        below, path = [node.get("l")], b""
        entries = node.get("e")
        for entry in map(_map, entries if isinstance(entries, list) else ()):
            shared = entry.get("p")
            # A key is told by what it shares with the one before.
            path = path[: shared if isinstance(shared, int) else 0] + _bytes(entry.get("k"))
            if len(path) > LONGEST_PATH:
                raise BrokenCar("a path in its tree has no end")
            yield path.decode("utf-8", "replace"), _bytes(entry.get("v"))
            below.append(entry.get("t"))
        left.extend(_bytes(one) for one in reversed(below) if one is not None)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first; give it and where the rest begins."""
    value = 0
    for index, byte in enumerate(data[at : at + LONGEST_NUMBER]):
        value |= (byte & 127) << (7 * index)
        if byte < 128:
            return value, at + index + 1
    raise BrokenCar(f"a number that breaks off, byte {at}")


def _end(data: bytes, at: int, size: int) -> int:
    if size > len(data) - at:
        raise BrokenCar(f"it breaks off in a block, byte {at}")
    return at + size


def _read(data: bytes, place: Place) -> Any:
    try:
        return _decoded(data, place)
    except (BrokenCar, BrokenCbor):
        return None


def _decoded(data: bytes, place: Place) -> Any:
    start, end = place
    if end - start > LARGEST:
        raise BrokenCar(f"a block larger than {LARGEST >> 20} MB, byte {start}")
    return decode(data, start, end)


def _map(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BrokenCar("a part of its tree is of no known form")
    return value


def _bytes(value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise BrokenCar("a link or a key is of no known form")
    return value
