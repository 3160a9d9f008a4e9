"""The outbox that Mastodon exports, alone or in its archive: own threads that are public."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec
from msgspec import Raw

from content.archives import Unreadable, closed, read_from, top_of
from content.document import Document
from content.jsons import Broken, Unfit, decode, json_of
from content.readers import HEAD_BYTES, MAX_EXPORT, Opened
from content.threads.activities import Actor, OwnNotes
from content.threads.chains import apart_from, threads_of
from content.threads.posts import document_of, left_out, without_thread

name = "mastodon"
T = TypeVar("T")
KIND = re.compile(rb'"type"\s*:\s*"OrderedCollection"')
ITEMS = re.compile(rb'"orderedItems"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class Outbox:
    """Where the posts are, and whose they are; None for a file that is no archive."""

    posts: str | None = None
    actor: str | None = None


class Collection(msgspec.Struct):
    """What was done, in order."""

    items: tuple[Raw, ...] = msgspec.field(name="orderedItems")


def recognise(opened: Opened) -> Outbox | None:
    """Look for an ordered collection in JSON; in an archive under its name, its account beside it.

    A folder of texts may hold an outbox as one of them.
    """
    if opened.members is None:
        return Outbox() if _is_outbox(opened.head) else None
    names = opened.members.names
    top = top_of(names)
    posts, actor = f"{top}outbox.json", f"{top}actor.json"
    if posts not in names or actor not in names:
        return None
    try:
        with opened.members.open(posts) as stream:
            if not _is_outbox(read_from(stream, posts, HEAD_BYTES).lstrip()):
                return None
    except Unreadable:
        # It is told of when the posts are read.
        pass
    return Outbox(posts, actor)


def documents(opened: Opened, slug: str, outbox: Outbox) -> Iterator[Document]:
    """Give the threads of the account, sorted by time.

    Raises `Unreadable` for broken JSON, and where no thread is among the public posts.
    """
    actor = _member(opened, outbox.actor, Actor) if outbox.actor else Actor()
    own = OwnNotes(actor)
    for raw in _member(opened, outbox.posts, Collection).items:
        own.add(raw)
    author = own.author
    parents = dict(own.parents())
    threads = list(threads_of(parents))
    for index, thread in enumerate(threads):
        placed = [(own.post(key), depth) for key, depth in thread]
        told = document_of(author, slug, placed, () if index else left_out(own.unfit))
        if index == 0:
            shut = closed(opened.members, (outbox.posts, outbox.actor))
            told = replace(told, left_out=own.left_out + apart_from(threads, parents) + shut)
        yield told
    if not threads:
        left = own.left_out + apart_from(threads, parents)
        raise Unreadable(without_thread(opened.name, "public thread of the account", left))


def _is_outbox(head: bytes) -> bool:
    return head.startswith(b"{") and bool(KIND.search(head) and ITEMS.search(head))


def _member(opened: Opened, member: str | None, kind: type[T]) -> T:
    """Decode a member, or the file itself."""
    data, label = json_of(opened), opened.name
    if opened.members and member:
        label = f"{opened.name}, {member}"
        with opened.members.open(member) as stream:
            data = read_from(stream, label, MAX_EXPORT + 1)
    if len(data) > MAX_EXPORT:
        raise Unreadable(f"{label} is larger than {MAX_EXPORT >> 20} MB; export fewer posts.")
    try:
        return decode(data, kind)
    except Broken as error:
        raise Unreadable(f"{label} is broken JSON: {error}; fetch it again.") from error
    except Unfit as error:
        raise Unreadable(f"{label} is no outbox: {error}; give outbox.json.") from error
