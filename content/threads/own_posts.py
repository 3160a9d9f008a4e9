"""Posts that a line of JSON each holds, of any account: which is whose, and which answers which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.jsons import Unfit, decode
from content.mentions import find_handles
from content.model import Author
from content.threads.moments import moment_of
from content.threads.posts import Post
from content.threads.tweet_records import RETWEET, Tweet, told

Fields = Mapping[str, Any]
IDS = ("id_str", "id")
HANDLES = ("username", "screen_name", "handle")
NAMES = ("displayname", "displayName", "display_name", "name")
WHO = ("user", "author")
TEXTS = ("full_text", "rawContent", "text", "content")
DATES = ("date", "created_at", "createdAt")
PARENTS = (
    "in_reply_to_status_id_str",
    "in_reply_to_status_id",
    "inReplyToTweetId",
    "in_reply_to",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A post as a line holds it."""

    key: str
    author: Author
    text: str
    moment: str
    parent: str | None
    url: str | None
    counts: Mapping[str, int]


class OwnPosts:
    """The posts of one account by their ids."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self._own: dict[str, Line] = {}

    def add(self, line: Line) -> None:
        """Keep a post; of one id the first stays."""
        self._own.setdefault(line.key, line)

    def parents(self) -> Iterator[tuple[str, str | None]]:
        """Say in the order of time what each post answers."""
        for line in sorted(self._own.values(), key=_time):
            yield line.key, line.parent

    def post(self, key: str) -> Post:
        """Write one out."""
        line = self._own[key]
        return Post(key, line.text, line.moment, line.url, line.counts)


def line_of(data: bytes, fields: Fields) -> Line | None:
    """Read a post: it has an id and an author. None for what is none, or says nothing."""
    key, author = first_of(fields, IDS), author_of(fields)
    if not key or author is None:
        return None
    text = first_of(fields, TEXTS)
    text, counts = _tweet(data, text) if first_of(fields, TEXTS[:1]) else (text, {})
    url = fields.get("url")
    return Line(
        key,
        author,
        text,
        moment_of(first_of(fields, DATES)),
        first_of(fields, PARENTS) or None,
        url if isinstance(url, str) else None,
        counts,
    )


def is_retweet(line: Line) -> bool:
    """Whether somebody else's words were passed on."""
    return RETWEET.match(line.text) is not None


def author_of(fields: Fields) -> Author | None:
    """Who wrote it: a name, a handle, or an object that has both."""
    handle, name = first_of(fields, HANDLES), ""
    for key in WHO:
        who = fields.get(key)
        if isinstance(who, dict):
            handle, name = first_of(who, HANDLES) or handle, first_of(who, NAMES)
        elif isinstance(who, str):
            name = who.strip()
            name = f"@{name}" if _is_handle(key, name) else name
    if name.startswith("@"):
        handle, name = handle or name, ""
    handle = handle.removeprefix("@")
    return Author(name or None, handle or None) if name or handle else None


def _is_handle(key: str, name: str) -> bool:
    """Whether a user is named by a handle; authors of texts may have names of one word."""
    found = find_handles(f"@{name}")
    whole = bool(found) and found[0].surface == f"@{name}" and "-" not in name
    return whole and (key == "user" or not name.isalpha())


def first_of(fields: Fields, keys: Sequence[str]) -> str:
    """The first of these that is there, words or a number; nothing where none is."""
    found = (fields.get(key) for key in keys)
    told = (one for one in found if isinstance(one, str | int) and not isinstance(one, bool))
    return next((text for text in map(str, told) if text.strip()), "")


def _tweet(data: bytes, text: str) -> tuple[str, dict[str, int]]:
    """Write out what the network's own form of a tweet shows."""
    try:
        return told(decode(data, Tweet), None, {})
    except Unfit:
        return text, {}


def _time(line: Line) -> tuple[str, int, str]:
    """Sort by time; of the same second, ids grow."""
    return line.moment, len(line.key), line.key
