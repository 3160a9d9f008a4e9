"""How much Telegram allows: so many messages in a stretch of time. Pure."""

import math
from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits: for the bot, for any chat, and for a group or channel.

    See the Bot FAQ, "My bot is hitting limits". `margin` (s) is added to each stretch, for what
    `Delays` cannot see of the way to the server.
    """

    per_second: int = 30
    per_chat: int = 1
    per_minute_in_group: int = 20
    margin: float = 0.004


FREE = Limits()
PAID = Limits(per_second=1_000)
"""With `allow_paid_broadcast`; a chat has the same limits as ever."""

UNLIMITED = Limits(per_second=100_000, per_chat=100_000, per_minute_in_group=100_000, margin=0.0)
"""For a sandbox, which counts nothing."""


class Window:
    """At most `limit` uses in any `seconds`.

    A turn that is open counts as used now, since it may be used at any moment; when it is, the
    instant of the use counts.
    """

    __slots__ = ("_limit", "_open", "_seconds", "_uses")

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._open = 0
        self._uses: list[float] = []

    @property
    def free_at(self) -> float:
        """The instant from which one more turn fits; infinite while only open turns are in it."""
        left = self._limit - self._open
        if left <= 0:
            return math.inf
        return self._uses[-left] + self._seconds if len(self._uses) >= left else -math.inf

    @property
    def empty_at(self) -> float:
        """The instant from which no use counts any more."""
        return self._uses[-1] + self._seconds if self._uses else -math.inf

    def open(self) -> None:
        """Give a turn."""
        self._open += 1

    def close(self, used_at: float | None) -> None:
        """An open turn was used at this instant, or (None) is given back."""
        self._open -= 1
        if used_at is not None:
            self.use(used_at)

    def use(self, at: float) -> None:
        """Count a use; only as many are kept as can matter."""
        insort(self._uses, at)
        if len(self._uses) > self._limit:
            del self._uses[0]

    def put_off(self, at: float, seconds: float) -> None:
        """A use was so much later than it was counted."""
        place = bisect_left(self._uses, at)
        if place < len(self._uses) and self._uses[place] == at:
            del self._uses[place]
            insort(self._uses, at + seconds)


class Delays:
    """How much longer than usual a message may have been on its way, by when its answer came.

    The server counts when a message arrives, which nobody tells us. An answer that is later than
    the fastest of the last ones may have lost that time on the way there.
    """

    def __init__(self, of_the_last: int = 32) -> None:
        # As long as nothing is known, all of the time counts: first messages wait for connections.
        self._took: deque[float] = deque([0.0] * of_the_last, of_the_last)

    def of(self, took: float) -> float:
        """The delay (s) of a message whose answer took so long."""
        self._took.append(took)
        return took - min(self._took)


class Lead:
    """How much earlier than its use a turn may be given: so long as it surely is open.

    That is what the quickest of the last turns took for its intent to be on disk, and never more
    than `most`, by which every stretch is longer than it need be.
    """

    def __init__(self, most: float, of_the_last: int = 32) -> None:
        self._most = most
        self._open = deque([0.0] * of_the_last, of_the_last)
        self.seconds = 0.0

    def used(self, after: float) -> None:
        """A turn was used so long after it was given."""
        self._open.append(after)
        self.seconds = min(self._most, *self._open)


@dataclass(slots=True)
class Pace:
    """Evenly in time what could go in bursts: no two nearer than `interval` for long (GCRA).

    So much time (`slack`, s) may be made up for after a delay.
    """

    interval: float
    slack: float = 0.1
    _due: float = -math.inf

    @property
    def free_at(self) -> float:
        """The instant from which one more may go."""
        return self._due - self.slack

    def take(self, now: float) -> None:
        """One goes."""
        self._due = max(self._due, now) + self.interval
