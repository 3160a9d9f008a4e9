"""What store, replay, schedule and delivery share: where things go, how far, and how they ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where things are posted: a chat, or one topic of a forum (`topic_id` 0 is no topic)."""

    bot_id: int
    chat_id: int
    topic_id: int = 0


@dataclass(frozen=True, slots=True)
class Under:
    """Where a comment goes: into the group `chat_id`, as an answer to its message `message_id`."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """The next thing to post: a step of the piece, and a part of that step (both count from 0)."""

    step: int = 0
    part: int = 0


class RunState(StrEnum):
    """A run is current in its target while idle, sending, unknown or retracting.

    Stopped keeps the place. Retracting, it posts nothing until its last post is gone from the chat.
    """

    IDLE = "idle"
    SENDING = "sending"
    UNKNOWN = "unknown"
    RETRACTING = "retracting"
    STOPPED = "stopped"
    ENDED = "ended"


CURRENT = (RunState.IDLE, RunState.SENDING, RunState.UNKNOWN, RunState.RETRACTING)


@dataclass(frozen=True, slots=True)
class Run:
    """The progress of one piece in one target.

    `fence` grows when a part is claimed or taken back, and when a run is resumed or its text
    replaced: an order that carries an old fence comes too late. `pace` is in seconds, None by
    hand; `wake_at` is when the next step is due, or until when the run rests. `stands` says why
    Telegram takes nothing here: the run waits until that is gone, or until somebody lets it go on.

    A planned run belongs to a seat of a schedule, which says when it is due. What comes at a time
    may be several steps: those before `goal`. A run by hand that `follows` a planned one waits
    where that one stands.
    """

    id: int
    target: Target
    piece_id: int
    cursor: Cursor
    state: RunState
    fence: int
    language: str
    started_by: int
    pace: float | None = None
    wake_at: datetime | None = None
    stands: "Refusal | None" = None
    seat_id: int | None = None
    goal: int | None = None
    follows: int | None = None

    def place(self, chat_id: int | None) -> Target:
        """Where a post of it stands that went into this chat; None is the run's own."""
        return self.target if chat_id is None else Target(self.target.bot_id, chat_id)


class Refusal(StrEnum):
    """Why Telegram takes a message from nobody, or not from this bot, or not this one."""

    BLOCKED = "blocked"
    """The person has blocked the bot, or has gone."""
    REMOVED = "removed"
    """The bot is not in the group or channel, or there is no such chat any more."""
    NO_RIGHT = "no right"
    TOPIC_CLOSED = "topic closed"
    TOPIC_GONE = "topic gone"
    MIGRATED = "migrated"
    """The group has become a supergroup, under another id."""
    UNAUTHORIZED = "unauthorized"
    """The token is not known."""
    ENTITY = "entity"
    """A style, link or button was not taken; the words alone may be."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram answered with the message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram said no, and would say it again; `reason` is its own description.

    `moved_to` is the new id of a chat that MIGRATED.
    """

    reason: str
    why: Refusal = Refusal.OTHER
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """Provably not sent: try again after so many seconds."""

    retry_after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The post may be in the chat or not; nobody answered in a way that tells."""

    reason: str


Outcome = Sent | Refused | Busy | Unknown


@dataclass(frozen=True, slots=True)
class Claim:
    """The intent to post the part at `run.cursor` because of `cause`; `after` is where it leads.

    Committed before the post goes out. It holds only if the run is idle and its fence is still
    `run.fence`, and if the cause has not posted this part before. `ends` marks the last part.
    The post will get a higher message id than `base_id`, which the chat had before, as this process
    has heard; 0 if it has not. `digest` is of the words. `chat_id` is where it goes, if that is not
    the run's own chat: its numbers tell nothing of the run's.
    """

    run: Run
    cause: str
    after: Cursor
    ends: bool
    wake_at: datetime | None
    base_id: int = 0
    digest: str | None = None
    goal: int | None = None
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One part of one step on its way, claimed under `fence`; unique by (bot_id, cause, part).

    `chat_id` is where it goes, if that is not the run's own chat.
    """

    id: int
    run_id: int
    cause: str
    cursor: Cursor
    fence: int
    chat_id: int | None = None

    def target(self, run: Run) -> Target:
        """Where it stands, or is meant to; its number of a message counts there."""
        return run.place(self.chat_id)


class Denied(StrEnum):
    """Why a claim did not hold."""

    DONE = "done"
    """This cause has posted this part already, or is in doubt about it."""
    MOVED = "moved"
    """The run has moved on, is sending, in doubt, stopped or gone."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a delivery ended, to be recorded once."""

    delivery: Delivery
    outcome: Outcome
    at: datetime


class Verdict(StrEnum):
    """What becomes of a post in doubt, by what the chat shows or a person says."""

    ARRIVED = "arrived"
    MISSING = "missing"
    SKIPPED = "skipped"
    """Nobody knows, and the reading goes on after it."""
