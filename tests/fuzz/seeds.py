"""What guided fuzzing begins with: small whole inputs of each kind, and the cases kept."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from tests.content.cars import POSTS, encode, repository
from tests.content.exports import tweet, tweets, zipped

DATA = Path(__file__).parents[1] / "data" / "content"
CRASHES = DATA / "crashes"
LARGEST = 2000
AT = "2018-10-10T20:10:24Z"
POST = {"$type": POSTS, "text": "One @tom.example", "createdAt": AT}
URI = f"at://did:plc:ines0000000000000000000/{POSTS}/1"
ANSWER = POST | {"reply": {"parent": {"uri": URI}, "root": {"uri": URI}}}
NOTE = {
    "type": "Create",
    "published": AT,
    "object": {
        "type": "Note",
        "id": "https://mastodon.example/1",
        "content": "<p>One <a>@tom</a></p>",
        "published": AT,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "inReplyTo": None,
        "attachment": [{"type": "Document", "mediaType": "image/png", "name": "A quay"}],
    },
}
CANONICAL = b"""slug: ferry
kind: thread
author: {name: Ines Vadim, handle: ines_v}
date: 2016-03-02
same: [[ines_v, Ines]]
---
## A heading

[1/2] One.

[reply, Tom, @tom_b, 2016-03]
Q: Why \\x{41}?
A: So.
"""
ITEM = (
    "<item><title>One</title><link>https://example.org/one</link><wp:post_type>post</wp:post_type>"
    "<wp:status>publish</wp:status><content:encoded><![CDATA[<p>It was early.</p>]]>"
    "</content:encoded><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_parent>2"
    "</wp:comment_parent><wp:comment_approved>1</wp:comment_approved><wp:comment_content>No."
    "</wp:comment_content></wp:comment></item></channel></rss>"
)


def seeds_of(door: str) -> Iterator[bytes]:
    """Give the inputs of one door, and the crashes that came in by it."""
    yield from _SEEDS.get(door, _captures)()
    for path in sorted(CRASHES.glob(f"*.{door}")):
        yield path.read_bytes()


def _captures() -> Iterator[bytes]:
    files = chain((DATA / "threads").glob("*.txt"), (DATA / "own").glob("*.txt"))
    return (path.read_bytes()[:LARGEST] for path in sorted(files))


def _pages() -> Iterator[bytes]:
    return (path.read_bytes()[:LARGEST] for path in sorted((DATA / "pages").glob("*.html")))


def _tweets() -> Iterator[bytes]:
    yield tweets(tweet(1, "One @tom_b"), tweet(2, "Two", 1), tweet(3, "Three", 2))
    yield tweets(tweet(1, "One", 2), tweet(2, "Two", 1))


def _records() -> Iterator[bytes]:
    listed = [{"uri": URI, "value": POST}, {"uri": URI[:-1] + "2", "value": ANSWER}]
    yield json.dumps(listed).encode()
    yield json.dumps({"feed": [{"post": {"uri": URI, "record": POST}}]}).encode()
    yield b'{"title": "One", "text": "A\\n\\nB"}\n{"text": "Two", "author": "@tom_b"}\n'
    yield json.dumps({"id": "1", "text": "One", "created_at": AT, "user": "tom"}).encode()


def _outboxes() -> Iterator[bytes]:
    answer = NOTE | {"object": {**NOTE["object"], "inReplyTo": "https://mastodon.example/1"}}  # type: ignore[dict-item]
    yield json.dumps(NOTE).encode() + b", " + json.dumps(answer).encode()


def _repositories() -> Iterator[bytes]:
    yield repository({f"{POSTS}/1": POST, f"{POSTS}/2": ANSWER})


def _values() -> Iterator[bytes]:
    yield json.dumps(NOTE).encode()
    yield rb'{"a": "\ud800", "b": [NaN, 1e999]}'
    yield encode(POST)


def _archives() -> Iterator[bytes]:
    yield zipped({"a.txt": b"One.\n\nTwo."})[4:]


def _sources() -> Iterator[bytes]:
    yield from _pages()
    yield from _records()
    yield from _repositories()
    yield from _tweets()
    yield b"<rss><channel>" + ITEM.encode()
    yield b'{"type": "OrderedCollection", "orderedItems": [' + next(_outboxes()) + b"]}"


_SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "notation": lambda: iter([CANONICAL]),
    "source": _sources,
    "page": _pages,
    "feed": lambda: iter([ITEM.encode()]),
    "tweets": _tweets,
    "outbox": _outboxes,
    "records": _records,
    "values": _values,
    "repository": _repositories,
    "archive": _archives,
    "corrections": lambda: (seed + b"\0" + seed[:100] for seed in _captures()),
}
