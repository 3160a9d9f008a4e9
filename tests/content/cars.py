"""Writes small Bluesky repositories: DAG-CBOR, a tree of records, a CAR file."""

import hashlib
import struct
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

DID = "did:plc:ines0000000000000000000"
POSTS = "app.bsky.feed.post"


@dataclass(frozen=True)
class Link:
    """A CID of version 1: DAG-CBOR, SHA-256."""

    raw: bytes

    @classmethod
    def to(cls, block: bytes) -> "Link":
        return cls(b"\x01\x71\x12\x20" + hashlib.sha256(block).digest())


def head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    width = next(width for width in (1, 2, 4, 8) if number < 1 << (8 * width))
    return bytes([kind << 5 | 23 + width.bit_length()]) + number.to_bytes(width, "big")


def encode(value: Any) -> bytes:
    """Write a value; keys are sorted by their length first."""
    if isinstance(value, bool) or value is None:
        return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, Link):
        return head(6, 42) + encode(b"\0" + value.raw)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    pairs = sorted((len(key.encode()), key.encode(), key) for key in value)
    return head(5, len(value)) + b"".join(encode(key) + encode(value[key]) for *_, key in pairs)


def number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def car(root: Link, blocks: dict[bytes, bytes]) -> bytes:
    header = encode({"version": 1, "roots": [root]})
    parts = [number(len(header)) + header]
    parts += [number(len(raw) + len(body)) + raw + body for raw, body in blocks.items()]
    return b"".join(parts)


def repository(records: dict[str, Any], did: str = DID, width: int = 3) -> bytes:
    """Write records by their `kind/key`; a node of the tree has so many entries, others below."""
    blocks: dict[bytes, bytes] = {}

    def put(value: Any) -> Link:
        body = encode(value)
        link = Link.to(body)
        blocks[link.raw] = body
        return link

    def node(paths: list[str]) -> Link | None:
        if not paths:
            return None
        step = max(1, len(paths) // (width + 1))
        heads = list(range(step, len(paths), step + 1)) or [0]
        entries, before = [], b""
        for index, at in enumerate(heads):
            path = paths[at].encode()
            pairs = zip(before, path, strict=False)
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            end = heads[index + 1] if index + 1 < len(heads) else len(paths)
            below = node(paths[at + 1 : end])
            value = put(records[paths[at]])
            entries.append({"p": shared, "k": path[shared:], "v": value, "t": below})
            before = path
        return put({"l": node(paths[: heads[0]]), "e": entries})

    tree = node(sorted(records)) or put({"l": None, "e": []})
    commit = {"did": did, "version": 3, "data": tree, "rev": "3k", "prev": None, "sig": b"x"}
    root = put(commit)
    return car(root, blocks)
