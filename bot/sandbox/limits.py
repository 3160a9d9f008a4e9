"""Telegram's limits, counted without mercy: one message too many is a 429."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.answers import Refused
from bot.sandbox.params import Params

SECOND, MINUTE = 1.0, 60.0
COUNTED = frozenset(("sendmessage", "forwardmessage", "copymessage", "senddocument"))


@dataclass(slots=True)
class Limits:
    """So many messages in any second for the bot and for a chat, in any minute for a group.

    `monotonic` tells seconds; `refused` counts the messages too many.
    """

    monotonic: Callable[[], float]
    per_second: int = 30
    per_chat: int = 1
    per_minute_in_group: int = 20
    refused: int = 0
    _bot: deque[float] = field(default_factory=deque)
    _chats: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, method: str, params: Params) -> None:
        """Count a message, or raise a 429 that says when the next one fits."""
        if method.lower() not in COUNTED:
            return
        now = self.monotonic()
        chat = params.text("chat_id")
        own = self._chats[chat]
        free = max(_free(self._bot, self.per_second, SECOND), _free(own, self.per_chat, SECOND))
        if chat.startswith("-"):
            free = max(free, _free(own, self.per_minute_in_group, MINUTE))
        if free > now:
            self.refused += 1
            wait = max(1, math.ceil(free - now))
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for uses, most in ((self._bot, self.per_second), (own, self.per_minute_in_group)):
            uses.append(now)
            if len(uses) > most:
                uses.popleft()


def _free(uses: deque[float], most: int, seconds: float) -> float:
    """The instant from which one more use fits."""
    return uses[-most] + seconds if len(uses) >= most else -math.inf
