"""Whose turn it is: the order of messages under Telegram's limits. Pure: time is an argument.

A chat is a lane: one message at a time, its own limits, its own waits. Of the lanes that may go,
whoever is waited for by a person goes first, then what is due longest.
"""

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.delivery.windows import Delays, Lead, Limits, Pace, Window

SECOND, MINUTE = 1.0, 60.0
# So many chats that are told to wait, and none that is served meanwhile: the bot itself is meant.
SEVERAL = 3
# A group takes 20 a minute, so what it misses it cannot make up for: it may overtake so much (s).
HEAD_START = 5.0
Key = tuple[float, int]


@dataclass(slots=True, eq=False)
class Ticket:
    """One message that waits for its turn; `due` is -inf where a person waits for it."""

    key: Key
    lane: "_Lane"
    given_at: float | None = None
    used_at: float | None = None
    answered: bool = False

    @property
    def is_paced(self) -> bool:
        """Whether nobody waits for it at this moment."""
        return self.key[0] > -math.inf


@dataclass(slots=True, eq=False)
class _Lane:
    chat_id: int | None
    windows: tuple[Window, ...]
    waiting: list[tuple[Key, Ticket]] = field(default_factory=list)
    held_until: float = -math.inf
    busy: bool = False

    @property
    def free_at(self) -> float:
        return max(self.held_until, *(window.free_at for window in self.windows), -math.inf)

    @property
    def quiet_at(self) -> float:
        return max(self.held_until, *(window.empty_at for window in self.windows), -math.inf)


class Wait(NamedTuple):
    """Telegram has told a chat to wait: when, and until when (s)."""

    since: float
    until: float


class Turns:
    """Gives turns. Call `give` when something changed, and again at `next_at`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bot = Window(limits.per_second, SECOND + limits.margin)
        self._delays = Delays()
        self._lead = Lead(limits.margin)
        self._pace = Pace((SECOND + limits.margin) / limits.per_second)
        self._lanes: dict[int, _Lane] = {}
        # Lanes whose first message may go, by that message; and the others, by when they may.
        self._ready: list[tuple[Key, Ticket]] = []
        self._later: list[tuple[float, int, _Lane]] = []
        self._quiet: list[tuple[float, int]] = []
        self._number = 0
        self._held_until = -math.inf
        self._told_to_wait: dict[int, Wait] = {}

    def ask(self, chat_id: int | None, due: float, now: float) -> Ticket:
        """Queue up; without a chat only the bot's own limit counts."""
        lane = self._lane(chat_id)
        self._number += 1
        head_start = HEAD_START if chat_id is not None and chat_id < 0 else 0.0
        ticket = Ticket((due - head_start, self._number), lane)
        heapq.heappush(lane.waiting, (ticket.key, ticket))
        if not lane.busy and lane.waiting[0][1] is ticket:
            self._offer(lane, now)
        return ticket

    def give(self, now: float) -> Iterator[Ticket]:
        """Give every turn that may be taken now, in order."""
        self._forget(now)
        while self._later and self._later[0][0] <= now:
            lane = heapq.heappop(self._later)[2]
            if lane.waiting and not lane.busy:
                self._offer(lane, now)
        while self._ready and max(self._held_until, self._free_at(self._ready[0][1])) <= now:
            ticket = heapq.heappop(self._ready)[1]
            lane = ticket.lane
            if lane.busy or not lane.waiting or lane.waiting[0][1] is not ticket:
                continue
            if lane.free_at > now:
                self._offer(lane, now)
                continue
            self._open(ticket, now)
            yield ticket

    def next_at(self) -> float:
        """When `give` may have something without anything else happening; infinite if never."""
        first = self._later[0][0] if self._later else math.inf
        if self._ready:
            first = min(first, self._free_at(self._ready[0][1]))
        return max(first, self._held_until)

    def use(self, ticket: Ticket, now: float) -> None:
        """The message goes out at this moment; a turn is used once."""
        if ticket.used_at is None:
            ticket.used_at = now
            if ticket.given_at is not None:
                self._lead.used(now - ticket.given_at)
            for window in (self._bot, *ticket.lane.windows):
                window.close(now)

    def answered(self, ticket: Ticket, now: float) -> None:
        """The message has arrived by now; from when it may have arrived at the latest it counts."""
        if ticket.used_at is None or ticket.answered:
            return
        ticket.answered = True
        delay = self._delays.of(now - ticket.used_at)
        for window in (self._bot, *ticket.lane.windows):
            window.put_off(ticket.used_at, delay)

    def end(self, ticket: Ticket, now: float) -> None:
        """The turn is over, or whoever waited for it has gone."""
        lane = ticket.lane
        if ticket.given_at is None:
            lane.waiting.remove((ticket.key, ticket))
            heapq.heapify(lane.waiting)
        else:
            lane.busy = False
            self.answered(ticket, now)
            if ticket.used_at is None:
                for window in (self._bot, *lane.windows):
                    window.close(None)
        if lane.waiting and not lane.busy:
            self._offer(lane, now)
        elif lane.chat_id is not None and not lane.busy:
            heapq.heappush(self._quiet, (lane.quiet_at, lane.chat_id))

    def hold(self, chat_id: int, seconds: float, now: float) -> None:
        """Nothing goes into this chat for so long."""
        lane = self._lane(chat_id)
        lane.held_until = max(lane.held_until, now + seconds)
        heapq.heappush(self._quiet, (lane.quiet_at, chat_id))

    def told(self, chat_id: int, seconds: float, now: float) -> float:
        """Telegram told this chat to wait; for how long (s) the bot itself, if several were.

        Waits that are over do not count, and what the bot is told is the shortest of the others.
        """
        self.hold(chat_id, seconds, now)
        waits = {chat: one for chat, one in self._told_to_wait.items() if one.until > now}
        since = waits[chat_id].since if chat_id in waits else now
        self._told_to_wait = {**waits, chat_id: Wait(since, now + seconds)}
        if len(self._told_to_wait) < SEVERAL:
            return 0.0
        shortest = min(one.until for one in self._told_to_wait.values()) - now
        self._told_to_wait.clear()
        self.hold_all(shortest, now)
        return shortest

    def hold_all(self, seconds: float, now: float) -> None:
        """Nothing goes for so long."""
        self._held_until = max(self._held_until, now + seconds)

    def served(self, ticket: Ticket) -> None:
        """Telegram took a message: what it refused before this one was asked for was not all."""
        given = ticket.given_at or -math.inf
        if any(one.since < given for one in self._told_to_wait.values()):
            self._told_to_wait.clear()

    def wait_of(self, chat_id: int, now: float) -> float:
        """Seconds for which Telegram has told this chat, or the bot, to wait."""
        lane = self._lanes.get(chat_id)
        return max(0.0, self._held_until - now, lane.held_until - now if lane else 0.0)

    def remember(self, uses: Iterable[tuple[int, float]]) -> None:
        """Count messages of an earlier process: chat, and when."""
        for chat_id, at in uses:
            lane = self._lane(chat_id)
            for window in (self._bot, *lane.windows):
                window.use(at)
            heapq.heappush(self._quiet, (lane.quiet_at, chat_id))

    def _lane(self, chat_id: int | None) -> _Lane:
        if chat_id is None:
            return _Lane(None, ())
        if chat_id not in self._lanes:
            windows = [Window(self._limits.per_chat, SECOND + self._limits.margin)]
            if chat_id < 0:
                minute = MINUTE + self._limits.margin
                windows.append(Window(self._limits.per_minute_in_group, minute))
            self._lanes[chat_id] = _Lane(chat_id, tuple(windows))
        return self._lanes[chat_id]

    def _offer(self, lane: _Lane, now: float) -> None:
        """Put a lane where it belongs: its first message may go, or it may not yet."""
        if lane.free_at > now:
            self._number += 1
            heapq.heappush(self._later, (lane.free_at, self._number, lane))
        else:
            heapq.heappush(self._ready, lane.waiting[0])

    def _open(self, ticket: Ticket, now: float) -> None:
        heapq.heappop(ticket.lane.waiting)
        ticket.lane.busy = True
        ticket.given_at = now
        for window in (self._bot, *ticket.lane.windows):
            window.open()
        if ticket.is_paced:
            self._pace.take(now)

    def _free_at(self, ticket: Ticket) -> float:
        bot = self._bot.free_at - self._lead.seconds
        return max(bot, self._pace.free_at) if ticket.is_paced else bot

    def _forget(self, now: float) -> None:
        """Drop the lanes in which nothing waits and nothing counts any more."""
        while self._quiet and self._quiet[0][0] <= now:
            chat_id = heapq.heappop(self._quiet)[1]
            lane = self._lanes.get(chat_id)
            if lane and not lane.busy and not lane.waiting and lane.quiet_at <= now:
                del self._lanes[chat_id]
