"""Bluesky: repositories (`.car`) and the JSON of feeds and records; own threads, rebuilt."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import msgspec
from msgspec import Raw

from content.archives import Unreadable
from content.car import BrokenCar, is_car, open_car
from content.document import Document
from content.jsons import Broken, Unfit, decode, json_of
from content.readers import HEAD_BYTES, Opened
from content.threads.chains import Thread, apart_from, threads_of
from content.threads.feed_posts import POST, Record
from content.threads.own_records import OwnRecords
from content.threads.posts import document_of, left_out, without_thread

name = "bluesky"
KIND = "app.bsky.feed.post"
PROFILE = "app.bsky.actor.profile"
URI = re.compile(rb'"uri"\s*:\s*"at://')
RECORD = re.compile(rb'"(?:value|record)"\s*:\s*\{')
NO_POSTS = "records that are no posts"
OTHERS = {
    "app.bsky.feed.repost": "reposts",
    "app.bsky.feed.like": "likes",
    "app.bsky.graph.follow": "follows",
}
NOTHING = Raw(b"null")
Form = Literal["car", "json"]


class Profile(msgspec.Struct):
    """Who somebody is."""

    handle: str | None = None
    shown: str | None = msgspec.field(default=None, name="displayName")


class Item(msgspec.Struct):
    """A record with its address, or a post in a feed; `reason` says that it was passed on."""

    uri: str = ""
    value: Raw = NOTHING
    record: Raw = NOTHING
    author: Profile | None = None
    post: "Item | None" = None
    reason: Raw = NOTHING


class Export(msgspec.Struct):
    """What holds records or a feed."""

    records: tuple[Raw, ...] = ()
    feed: tuple[Raw, ...] = ()


class _Found:
    """The accounts of an export by their number, and how many records were of no known form."""

    def __init__(self) -> None:
        self.accounts: dict[str, OwnRecords] = {}
        self.unfit = 0
        self.left_out: Counter[str] = Counter()

    def add(self, uri: str, record: Record, who: Profile) -> None:
        """Keep a post with its account."""
        match = POST.fullmatch(uri)
        if match and record.type == KIND:
            own = OwnRecords(match[1], who.shown, who.handle)
            self.accounts.setdefault(match[1], own).add(uri, record)
        else:
            self.left_out[NO_POSTS] += 1


def recognise(opened: Opened) -> Form | None:
    """Look for a repository's header, or for records with their addresses in JSON."""
    if opened.members is not None:
        return None
    if is_car(opened.data[:HEAD_BYTES]):
        return "car"
    head = opened.head
    listed = head.startswith((b"{", b"[")) and URI.search(head) and RECORD.search(head)
    return "json" if listed else None


def documents(opened: Opened, slug: str, form: Form) -> Iterator[Document]:
    """Give the threads of each account, sorted by time.

    Raises `Unreadable` for a broken file, and where there is no thread.
    """
    found = _Found()
    if form == "car":
        _add_repository(opened, found)
    else:
        _add_listed(opened, found)
    threads: list[tuple[OwnRecords, Thread]] = []
    for own in found.accounts.values():
        parents = dict(own.parents())
        of_one = list(threads_of(parents))
        found.left_out += apart_from(of_one, parents)
        threads += [(own, thread) for thread in of_one]
    for index, (own, thread) in enumerate(threads):
        placed = [(own.post(uri), depth) for uri, depth in thread]
        told = document_of(own.author, slug, placed, () if index else left_out(found.unfit))
        yield told if index else replace(told, left_out=found.left_out)
    if not threads:
        left = found.left_out
        raise Unreadable(without_thread(opened.name, "thread of the account", left))


def _add_repository(opened: Opened, found: _Found) -> None:
    """Read posts, and the profile for the name that it shows."""
    try:
        repository = open_car(opened.data)
    except BrokenCar as error:
        what = f"is a damaged Bluesky repository ({error}); fetch it again"
        raise Unreadable(f"{opened.name} {what}.") from error
    who = Profile()
    for key, value in repository.records(PROFILE):
        if key == "self" and isinstance(value, dict):
            name_shown = value.get("displayName")
            who = Profile(shown=name_shown if isinstance(name_shown, str) else None)
    found.unfit = repository.missing
    kinds = (path.partition("/")[0] for path in repository.places)
    found.left_out.update(OTHERS.get(kind, NO_POSTS) for kind in kinds if kind != KIND)
    for key, value in repository.records(KIND):
        try:
            record = msgspec.convert(value, Record)
        except (msgspec.ValidationError, RecursionError):
            found.unfit += 1
            continue
        found.add(f"at://{repository.did}/{KIND}/{key}", record, who)


def _add_listed(opened: Opened, found: _Found) -> None:
    data = json_of(opened).lstrip()
    try:
        if data.startswith(b"["):
            items = decode(data, tuple[Raw, ...])
        else:
            export = decode(data, Export)
            items = (*export.records, *export.feed)
    except Broken as error:
        raise Unreadable(f"{opened.name} is broken JSON: {error}; fetch it again.") from error
    except Unfit as error:
        raise Unreadable(f"{opened.name} is no list of records: {error}.") from error
    for raw in items:
        try:
            item = decode(raw, Item)
            view = item.post or item
            if item.reason != NOTHING:
                found.left_out["reposts"] += 1
            elif POST.fullmatch(view.uri):
                record = decode(view.record if view.value == NOTHING else view.value, Record)
                found.add(view.uri, record, view.author or Profile())
            else:
                found.left_out[NO_POSTS] += 1
        except Unfit:
            found.unfit += 1
