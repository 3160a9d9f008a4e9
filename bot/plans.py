"""What is planned: which texts, when, and where. Values only; `bot.schedule` acts on them."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum

from msgspec import Struct

from bot.model import Run, Target
from bot.rules import TOGETHER, Rule

ENDLESS = 0
# Far, and still so far from the last year of all that nothing that counts on from it falls over.
FOREVER = datetime(9000, 1, 1, tzinfo=UTC)
"""Until then is held what is held until somebody says otherwise."""


class Playlist(Struct, frozen=True):
    """Pieces by number, in the order in which they come.

    With a `seed` each round has an order of its own. `rounds` is how often all of them come.
    """

    pieces: tuple[int, ...]
    seed: int | None = None
    rounds: int = 1

    def piece(self, item: int) -> int | None:
        """The piece at this place, counted from 0 through all rounds; None after the last."""
        turn, place = divmod(item, len(self.pieces))
        if self.rounds != ENDLESS and turn >= self.rounds:
            return None
        order = list(self.pieces)
        if self.seed is not None:
            random.Random(f"{self.seed}:{turn}").shuffle(order)  # noqa: S311
        return order[place]


class PlanState(StrEnum):
    """A draft waits for somebody's Confirm; an ended schedule has nothing left, or was deleted."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When which texts come. Where, its seats say.

    `home` is the chat in which it was planned and is listed, `zone` that of its seats whose chat
    has none. `start` is the step (from 0) at which the first text begins, `portion` how much comes
    at a time (`bot.rules`). `key` stands in the link by which groups join; `shared`: who joins
    begins where the others are. Nothing comes before `not_before`. `contents`: each chat has a
    message that tells what has come there. Whoever planned it is warned so many seconds before
    something comes as `warn` says, never if that is 0.
    """

    id: int
    home: Target
    planned_by: int
    language: str
    zone: str
    playlist: Playlist
    key: int
    state: PlanState = PlanState.DRAFT
    rule: Rule | None = None
    portion: int = TOGETHER
    start: int = 0
    shared: bool = False
    not_before: datetime | None = None
    contents: bool = False
    warn: int = 0

    def rests_until(self, now: datetime) -> datetime | None:
        """The end of a pause that lasts; None if there is none, or none that ends by itself."""
        until = self.not_before
        lasts = until is not None and until > now and self.state is PlanState.ACTIVE
        return until if lasts else None


class SeatState(StrEnum):
    """A seat is over when the playlist is, or when somebody took its chat away."""

    ACTIVE = "active"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Seat:
    """One chat of a schedule, with its own progress: the run at place `item` of the playlist."""

    id: int
    schedule_id: int
    target: Target
    item: int
    run_id: int
    state: SeatState = SeatState.ACTIVE


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a seat begins a text: at step `step`, due at `wake_at`.

    `language` is that of the words around the text; None: that of the schedule.
    """

    target: Target
    item: int
    piece_id: int
    step: int
    wake_at: datetime | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """From one local time to another, every day, over midnight if the end is the earlier one.

    The start is in it, the end is not. Twice the same time: it is empty.
    """

    start: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether this local time is in it."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True)
class Chat:
    """What a chat has settled for itself; None is what is usual.

    `distance` is the least time (s) between two posts that come by themselves. Nothing of that
    sort comes before `held_until`.
    """

    zone: str | None = None
    language: str | None = None
    quiet: Window | None = None
    distance: float = 0.0
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A planned run, with all that decides what becomes of it when its time has come.

    `posted_at` is when a schedule last posted in this chat.
    """

    run: Run
    seat: Seat
    schedule: Schedule
    chat: Chat
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """How a planned run comes again whose last post is taken back.

    The schedule and the seat are as they are then; `zone` is where `wake_at` is told, None if it
    does not come by itself. `held`: nothing comes until somebody says so. `alone`: no other chat
    has this schedule.
    """

    schedule: Schedule
    seat: Seat
    wake_at: datetime | None
    zone: str
    held: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """What is posted at a time: the steps before `goal`; then the run is due again at `then`.

    `then` None: the rule has ended. `loud`: the first one makes a sound. `contents`: the chat is
    told afterwards what has come.
    """

    goal: int
    then: datetime | None
    loud: bool = False
    contents: bool = False
