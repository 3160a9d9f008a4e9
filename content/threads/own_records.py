"""The posts of one Bluesky account, and which answers which."""

from collections.abc import Iterator

from content.model import Author
from content.threads.feed_posts import Record, told
from content.threads.moments import moment_of
from content.threads.posts import Post

# The network shows this where a handle has gone.
INVALID = "handle.invalid"


class OwnRecords:
    """Posts by their addresses; `did` is the account's, its names are not always known."""

    def __init__(self, did: str, name: str | None = None, handle: str | None = None) -> None:
        self._did = did
        self._name = name or None
        self._handle = None if handle == INVALID else handle or None
        self._own: dict[str, Record] = {}

    def add(self, uri: str, record: Record) -> None:
        """Keep a post; the first of one address stays."""
        self._own.setdefault(uri, record)

    @property
    def author(self) -> Author:
        """Whose posts they are; without any name, the account's number."""
        if self._handle or self._name:
            return Author(self._name, self._handle)
        return Author(self._did, None)

    def parents(self) -> Iterator[tuple[str, str | None]]:
        """Say in the order of time what each post answers; an orphan answers nothing."""
        for uri, record in sorted(self._own.items(), key=_time):
            parent = record.reply.parent.uri if record.reply else None
            yield uri, None if self._is_orphan(record) else parent

    def post(self, uri: str) -> Post:
        """Write one out."""
        record = self._own[uri]
        text, counts = told(record)
        key = uri.rpartition("/")[2]
        return Post(
            key=key,
            text=text,
            moment=moment_of(record.created),
            url=f"https://bsky.app/profile/{self._handle or self._did}/post/{key}",
            counts=counts,
            language=next(iter(record.langs or ()), "").partition("-")[0] or None,
            orphan=self._is_orphan(record),
        )

    def _is_orphan(self, record: Record) -> bool:
        """Whether it answers a post of the account that is gone."""
        parent = record.reply.parent.uri if record.reply else ""
        return parent not in self._own and parent.startswith(f"at://{self._did}/")


def _time(item: tuple[str, Record]) -> tuple[str, int, str]:
    """Sort by time; of the same second, keys grow."""
    uri, record = item
    return moment_of(record.created), len(uri), uri
