"""Posts of a Mastodon account, as its outbox holds them."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
from msgspec import Raw

from content.jsons import Unfit, decode
from content.model import Author
from content.threads.moments import moment_of
from content.threads.post_html import text_of_html
from content.threads.posts import Post, Shown, written

PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
POSTS = ("Note", "Question")
WHOSE = re.compile(r"/(?:users/|@)([\w.-]+)")
Names = str | tuple[str, ...] | None


class Named(msgspec.Struct):
    """An attachment, or an answer of a poll."""

    name: str | None = None
    media: str | None = msgspec.field(default=None, name="mediaType")


class Note(msgspec.Struct):
    """A post; `one_of` and `any_of` are a poll's answers."""

    id: str
    type: str
    url: str | None = None
    published: str | None = None
    summary: str | None = None
    content: str | None = None
    languages: dict[str, str] | None = msgspec.field(default=None, name="contentMap")
    parent: str | None = msgspec.field(default=None, name="inReplyTo")
    to: Names = None
    cc: Names = None
    attachment: tuple[Named, ...] | Named | None = None
    one_of: tuple[Named, ...] | None = msgspec.field(default=None, name="oneOf")
    any_of: tuple[Named, ...] | None = msgspec.field(default=None, name="anyOf")
    quote: str | None = None
    quote_url: str | None = msgspec.field(default=None, name="quoteUrl")

    @property
    def public(self) -> bool:
        """Whether everybody may read it, listed or not."""
        return not PUBLIC.isdisjoint({*_names(self.to), *_names(self.cc)})


class Activity(msgspec.Struct):
    """What somebody did; a boost's object is an address."""

    type: str = ""
    actor: str = ""
    object: Raw = Raw(b"null")


class Actor(msgspec.Struct):
    """Who it is; `id` is the address that posts have as their author."""

    id: str = ""
    name: str | None = None
    user: str | None = msgspec.field(default=None, name="preferredUsername")


class OwnNotes:
    """The public posts of one account, by their addresses; boosts are none."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._own: dict[str, Note] = {}
        self.unfit = 0
        self.left_out: Counter[str] = Counter()

    def add(self, raw: Raw) -> None:
        """Keep what was posted for everybody; what is of no known form is counted."""
        try:
            activity = decode(raw, Activity)
            note = decode(activity.object, Note) if activity.type == "Create" else None
        except Unfit:
            self.unfit += 1
            return
        self._actor.id = self._actor.id or activity.actor
        if note is None:
            self.left_out[
                "boosts" if activity.type == "Announce" else "deeds that are no posts"
            ] += 1
        elif why := _why_not(note):
            self.left_out[why] += 1
        else:
            self._own.setdefault(note.id, note)

    @property
    def author(self) -> Author | None:
        """Whose posts they are: `user@host`, as the account says, else as addresses do."""
        actor, host = self._actor, _host_of(self._actor.id)
        addresses = [actor.id, *(note.url or "" for note in self._own.values())]
        found = (WHOSE.search(address) for address in addresses)
        user = actor.user or next((match[1] for match in found if match), None)
        handle = f"{user}@{host}" if user and host else None
        return Author(actor.name or None, handle) if handle or actor.name else None

    def parents(self) -> Iterator[tuple[str, str | None]]:
        """Say in the order of time what each post answers; an orphan answers nothing."""
        for key, note in sorted(self._own.items(), key=_time):
            yield key, None if self._is_orphan(note) else note.parent

    def post(self, key: str) -> Post:
        """Write one out."""
        note = self._own[key]
        shown = _shown(note)
        return Post(
            key=key.rstrip("/").rpartition("/")[2],
            text=written(text_of_html(note.content or ""), shown),
            moment=moment_of(note.published or ""),
            url=note.url or key,
            counts=shown.counts,
            note=" ".join((note.summary or "").split()) or None,
            language=next(iter(note.languages or {}), None),
            orphan=self._is_orphan(note),
        )

    def _is_orphan(self, note: Note) -> bool:
        """Whether it answers a post of the account that is gone, or not for everybody."""
        parent, own = note.parent, self._actor.id
        return (
            bool(parent and own) and parent not in self._own and f"{parent}".startswith(own + "/")
        )


def _why_not(note: Note) -> str | None:
    """Why a post is left out, if it is."""
    if note.type not in POSTS:
        return "posts of another kind"
    if note.public:
        return None
    followers = any(one.endswith("/followers") for one in (*_names(note.to), *_names(note.cc)))
    return "posts for followers only" if followers else "direct messages"


def _shown(note: Note) -> Shown:
    listed = (note.attachment,) if isinstance(note.attachment, Named) else note.attachment or ()
    videos = [one.name for one in listed if (one.media or "").startswith("video/")]
    images = [one.name for one in listed if (one.media or "image/").startswith("image/")]
    answers = [one.name or "" for one in note.one_of or note.any_of or ()]
    return Shown(images, videos, answers, int(bool(note.quote or note.quote_url)))


def _names(named: Names) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else named or ()


def _time(item: tuple[str, Note]) -> tuple[str, int, str]:
    """Sort by time; of the same second, ids grow."""
    key, note = item
    return moment_of(note.published or ""), len(key), key


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
