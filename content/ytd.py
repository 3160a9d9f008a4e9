"""Members of an X archive, `window.YTD.tweets.part0 = [ ... ]`, read a few MB at a time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from content.archives import Unreadable, read_from

CHUNK = 4 * 1024 * 1024
# Longer than this no element is; what is, is not cut between elements.
LONGEST = 64 * 1024 * 1024
MARK = b"window.YTD."
OPENING = re.compile(rb"\s*window\.YTD\.(?P<what>\w+)\.part\d+\s*=\s*\[")
KEY = re.compile(rb'\s*\{\s*("\w+")\s*:')
CLOSING = re.compile(rb"\s*\]\s*;?\s*\Z")
BOM = b"\xef\xbb\xbf"
# White space between two elements is a few signs.
GAP = 100
HEAD = 200


def what_of(stream: BinaryIO, label: str) -> str | None:
    """Give the kind of records that a member lists (`tweets`, `account`), None if it is none.

    Raises `Unreadable` for what cannot be unpacked.
    """
    match = OPENING.match(read_from(stream, label, HEAD).removeprefix(BOM))
    return match["what"].decode() if match else None


def runs_of(stream: BinaryIO, label: str) -> Iterator[bytes]:
    """Give the elements, many in a run, each run a JSON list.

    All elements begin with the key of the first. A key with bare quotes around it is never inside
    a JSON string, so that runs are cut before one. Raises `Unreadable` for what does not begin or
    end as a member does, or cannot be unpacked.
    """
    rest = read_from(stream, label, CHUNK).removeprefix(BOM)
    opening = OPENING.match(rest)
    if opening is None:
        raise Unreadable(f"{label} does not begin with window.YTD; take it from the archive again.")
    rest = rest[opening.end() :]
    first = KEY.match(rest)
    while more := read_from(stream, label, CHUNK):
        rest += more
        edge = _last_edge(rest, first[1]) if first else 0
        if edge:
            yield b"[" + rest[:edge] + b"]"
            rest = rest[edge + 1 :]
        elif len(rest) > LONGEST:
            raise Unreadable(f"{label} is not the JSON of an archive; take it from there again.")
    closing = CLOSING.search(rest, max(0, len(rest) - GAP))
    if closing is None:
        raise Unreadable(f"{label} breaks off before its end; take it from the archive again.")
    yield b"[" + rest[: closing.start()] + b"]"


def elements_of(run: bytes) -> Iterator[bytes]:
    """Cut a run into its elements, for those that cannot be decoded together."""
    key = KEY.match(run, 1)
    if key is None:
        return
    start = 1
    for match in re.finditer(rb",\s*(?=\{\s*" + key[1] + rb"\s*:)", run):
        yield run[start : match.start()]
        start = match.end()
    yield run[start:-1]


def _last_edge(data: bytes, key: bytes) -> int:
    """Find the last comma between two elements; 0 where there is none."""
    at = len(data)
    while (at := data.rfind(key, 0, at)) > 0:
        comma = re.search(rb",\s*\{\s*\Z", data[max(0, at - GAP) : at])
        if comma:
            return max(0, at - GAP) + comma.start()
    return 0
