"""The tweets of one account: what is kept of them, and which answers which."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import msgspec

from content.threads.chains import ANSWERS
from content.threads.long_tweets import LongTexts, links_of
from content.threads.moments import moment_of
from content.threads.posts import Post
from content.threads.tweet_records import RETWEET, Element, Tweet, told


class Account(msgspec.Struct):
    """Whose archive it is."""

    username: str | None = None
    id: str | None = msgspec.field(default=None, name="accountId")
    shown: str | None = msgspec.field(default=None, name="accountDisplayName")


class AccountItem(msgspec.Struct):
    """The one element of `account.js`."""

    account: Account | None = None


@dataclass(frozen=True, slots=True)
class _Self:
    id: str | None
    handle: str | None


class OwnTweets:
    """All tweets of the account but its retweets; of its answers to others only the ids."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._own: dict[str, tuple[str, Tweet]] = {}
        self._answers: set[str] = set()
        self.unfit = 0
        self._left: Counter[str] = Counter()

    def add(self, element: Element | None) -> None:
        """Keep a tweet that may be part of a thread; one of no known form is counted."""
        if element is None:
            self.unfit += 1
            return
        tweet = element.tweet or element
        key, own = tweet.key, self._account.id
        if not key or not tweet.words or key in self._own or RETWEET.match(tweet.words):
            self._left[_why(key, tweet.words)] += 1
            return
        if own and tweet.in_reply_to_user_id_str not in (None, own):
            self._answers.add(key)
        else:
            self._own[key] = (moment_of(tweet.created_at), tweet)

    @property
    def handle(self) -> str | None:
        """The account's handle, if anything names it."""
        return self._self.handle

    def parents(self) -> Iterator[tuple[str, str | None]]:
        """Say in the order of time what each tweet answers; an orphan answers nothing.

        What answers somebody else hangs from no root.
        """
        for key, (_, tweet) in sorted(self._own.items(), key=_time):
            parent, user = tweet.in_reply_to_status_id_str, tweet.in_reply_to_user_id_str
            if self._is_orphan(tweet):
                yield key, None
            elif parent is not None or user in (None, self._self.id):
                yield key, parent

    @property
    def left_out(self) -> Counter[str]:
        """How many are no part of any thread, and why."""
        answers = len(self._answers) + len(self._own) - sum(1 for _ in self.parents())
        return self._left + Counter({ANSWERS: answers})

    def post(self, key: str, notes: LongTexts) -> Post:
        """Write one out, with its long text if it has one."""
        moment, tweet = self._own[key]
        core = notes.of(tweet, moment)
        text, counts = told(tweet, core.text if core else None, links_of(core) if core else {})
        url = f"https://x.com/{self.handle or 'i'}/status/{key}"
        return Post(key, text, moment, url, counts, orphan=self._is_orphan(tweet))

    @cached_property
    def _self(self) -> _Self:
        """Whose tweets they are; if the account is not told, as answers to own tweets say."""
        ids: Counter[str] = Counter()
        handles: Counter[str] = Counter()
        if self._account.id is None or self._account.username is None:
            for _, tweet in self._own.values():
                if tweet.in_reply_to_status_id_str in self._own:
                    ids.update(filter(None, [tweet.in_reply_to_user_id_str]))
                    handles.update(filter(None, [tweet.in_reply_to_screen_name]))
        return _Self(self._account.id or _most(ids), self._account.username or _most(handles))

    def _is_orphan(self, tweet: Tweet) -> bool:
        """Whether it answers a tweet of the account that is gone."""
        parent, user = tweet.in_reply_to_status_id_str, tweet.in_reply_to_user_id_str
        held = parent is None or parent in self._own or parent in self._answers
        return not held and user is not None and user == self._self.id


def _why(key: str, words: str) -> str:
    if key and words:
        return "retweets" if RETWEET.match(words) else "posts told twice"
    return "posts without words"


def _most(names: Counter[str]) -> str | None:
    return next((name for name, _ in names.most_common(1)), None)


def _time(item: tuple[str, tuple[str, Tweet]]) -> tuple[str, int, str]:
    """Sort by time; of the same second, ids grow."""
    key, (moment, _) = item
    return moment, len(key), key
