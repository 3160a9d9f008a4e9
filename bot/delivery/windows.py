"""How much Telegram allows: so many messages in a stretch of time. Pure."""

import math
from bisect import insort
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits: for the bot, for any chat, and for a group or channel.

    See the Bot FAQ, "My bot is hitting limits". `margin` (s) is added to each stretch, since
    messages do not all take the same time to the server.
    """

    per_second: int = 30
    per_chat: int = 1
    per_minute_in_group: int = 20
    margin: float = 0.006


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


@dataclass(slots=True)
class Pace:
    """Evenly in time what could go in bursts: no two nearer than `interval` for long (GCRA).

    `slack` intervals may be made up for after a delay.
    """

    interval: float
    slack: int = 3
    _due: float = -math.inf

    @property
    def free_at(self) -> float:
        """The instant from which one more may go."""
        return self._due - self.slack * self.interval

    def take(self, now: float) -> None:
        """One goes."""
        self._due = max(self._due, now) + self.interval
