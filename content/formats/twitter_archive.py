"""The archive that X gives of an account, and its `tweets.js` alone: threads, rebuilt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO, TypeVar

import msgspec

from content.archives import Unreadable, closed, top_of
from content.document import Document
from content.jsons import Broken, Unfit, decode
from content.model import Author
from content.readers import Opened
from content.threads.chains import apart_from, threads_of
from content.threads.long_tweets import LongTexts, Note
from content.threads.own_tweets import Account, AccountItem, OwnTweets
from content.threads.posts import document_of, left_out, without_thread
from content.threads.tweet_records import Element
from content.ytd import MARK, elements_of, runs_of, what_of

name = "twitter_archive"
TWEETS = re.compile(r"tweets?(?:-part\d+)?\.js")
KINDS = ("tweets", "tweet")
T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Parts:
    """Which members of an archive are read; no other one is ever opened."""

    tweets: tuple[str, ...]
    account: str | None = None
    notes: str | None = None


def recognise(opened: Opened) -> Parts | None:
    """Look for tweets among the members, or for the beginning of one of them in a file."""
    if opened.members is None:
        return Parts((opened.name,)) if opened.head.startswith(MARK) else None
    names = [one for one in opened.members.names if not one.startswith("__MACOSX/")]
    top = top_of(names)
    for folder in (f"{top}data/", top, "data/"):
        parts = [n for n in names if n.startswith(folder) and TWEETS.fullmatch(n[len(folder) :])]
        account, notes = f"{folder}account.js", f"{folder}note-tweet.js"
        # A folder of texts may hold tweets as one of them.
        alone = folder == "" and account not in names and len(parts) < len(names)
        if parts and not alone and _is_listed(opened, parts[0]):
            return Parts(
                tuple(sorted(parts, key=len)),
                account if account in names else None,
                notes if notes in names else None,
            )
    return None


def documents(opened: Opened, slug: str, parts: Parts) -> Iterator[Document]:
    """Give the threads of the account, sorted by time.

    Raises `Unreadable` for a broken member, and where no thread is among the tweets.
    """
    if opened.members is None and not _is_listed(opened, opened.name):
        raise Unreadable(f"{opened.name} is a part of an archive without tweets; give tweets.js.")
    account = next(_of(opened, parts.account, AccountItem), AccountItem()).account or Account()
    notes = LongTexts(_of(opened, parts.notes, Note))
    own = OwnTweets(account)
    for member in parts.tweets:
        for element in _elements(opened, member, Element):
            own.add(element)
    handle = own.handle
    author = Author(account.shown, handle) if handle or account.shown else None
    parents = dict(own.parents())
    threads = list(threads_of(parents))
    for index, thread in enumerate(threads):
        placed = [(own.post(key, notes), depth) for key, depth in thread]
        told = document_of(author, slug, placed, () if index else left_out(own.unfit))
        if index == 0:
            shut = closed(opened.members, (*parts.tweets, parts.account, parts.notes))
            told = replace(told, left_out=own.left_out + apart_from(threads, parents) + shut)
        yield told
    if not threads:
        left = own.left_out + apart_from(threads, parents)
        raise Unreadable(without_thread(opened.name, "thread of the account", left))


def _is_listed(opened: Opened, member: str) -> bool:
    """Whether a member begins to list tweets; one that cannot be unpacked is told of later."""
    try:
        with _open(opened, member) as stream:
            return what_of(stream, _label(opened, member)) in KINDS
    except Unreadable:
        return True


def _open(opened: Opened, member: str) -> BinaryIO:
    return opened.members.open(member) if opened.members else BytesIO(opened.data)


def _label(opened: Opened, member: str) -> str:
    return f"{opened.name}, {member}" if opened.members else opened.name


def _elements(opened: Opened, member: str, kind: type[T]) -> Iterator[T | None]:
    """Decode a member's elements one by one; None for one of no known form."""
    label, count = _label(opened, member), 0
    with _open(opened, member) as stream:
        for run in runs_of(stream, label):
            try:
                found: list[T | None] = decode(run, list[kind])  # type: ignore[valid-type]
            except (Unfit, Broken):
                found = []
                for element in elements_of(run):
                    try:
                        found.append(decode(element, kind))
                    except Unfit:
                        found.append(None)
                    except Broken as error:
                        where = f"{label} is broken JSON in element {count + len(found) + 1:,}"
                        raise Unreadable(f"{where}: {error}; fetch it again.") from error
            count += len(found)
            yield from found


def _of(opened: Opened, member: str | None, kind: type[T]) -> Iterator[T]:
    """Decode a member that an archive may lack."""
    if member:
        yield from (one for one in _elements(opened, member, kind) if one is not None)
