"""Long tweets: an X archive keeps them beside the tweets, where their beginning stands."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

import msgspec

from content.threads.moments import moment_of, seconds_of
from content.threads.tweet_records import LINK, Tweet, unescaped

# A tweet and its long text are written down one after the other.
APART = 60
# Below this a text was not cut.
SHORTEST_CUT = 200
TAIL = re.compile(r"(?:\s*…)?(?:\s*https?://t\.co/\w+)*\s*$")


class NoteUrl(msgspec.Struct):
    """A link in a long text."""

    short: str = msgspec.field(default="", name="shortUrl")
    expanded: str = msgspec.field(default="", name="expandedUrl")


class Core(msgspec.Struct):
    """The text itself."""

    text: str = ""
    urls: tuple[NoteUrl, ...] = ()


class NoteTweet(msgspec.Struct):
    """A long text; its id is not the tweet's."""

    created: str = msgspec.field(default="", name="createdAt")
    core: Core = msgspec.field(default_factory=Core)


class Note(msgspec.Struct):
    """An element of `note-tweet.js`."""

    note: NoteTweet | None = msgspec.field(default=None, name="noteTweet")


class LongTexts:
    """The long texts, by their time."""

    def __init__(self, notes: Iterable[Note]) -> None:
        timed = [
            (seconds_of(moment_of(n.note.created)), n.note.core) for n in notes if n and n.note
        ]
        self._timed = sorted(timed, key=lambda pair: pair[0])
        self._times = [seconds for seconds, _ in self._timed]

    def of(self, tweet: Tweet, moment: str) -> Core | None:
        """Find the text that a tweet is the beginning of, sent at the same time."""
        cut = _plain(TAIL.sub("", unescaped(tweet.words)))
        if not self._times or ("…" not in tweet.words and len(cut) < SHORTEST_CUT):
            return None
        at = seconds_of(moment)
        near = self._timed[bisect_left(self._times, at - APART) :]
        for seconds, core in near:
            if seconds > at + APART:
                break
            whole = _plain(unescaped(core.text))
            if cut and len(whole) > len(cut) and whole.startswith(cut):
                return core
        return None


def links_of(core: Core) -> Mapping[str, str]:
    """Where the links in a long text lead."""
    return {url.short: url.expanded for url in core.urls if LINK.fullmatch(url.short)}


def _plain(text: str) -> str:
    return " ".join(text.split())
