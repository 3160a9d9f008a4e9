"""What the file of a reading or schedule holds: no texts, no token; places and rules."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bot.model import Refusal, RunState
from bot.plans import Chat, PlanState, SeatState
from bot.rules import Rule

VERSION = 1
READING: Literal["reading"] = "reading"
SCHEDULE: Literal["schedule"] = "schedule"
Instant = Annotated[datetime, Meta(tz=True)]


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """A text by its slug; `sha256` tells one edition from another, the title is for people."""

    slug: str
    title: str
    sha256: str


class Settled(Struct, frozen=True, forbid_unknown_fields=True):
    """What a chat has settled."""

    chat: int
    settings: Chat


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """The next thing to post: a part of a step, both counted from 0.

    `next` has the fingerprints of the fragments of that step, none at the end; `before` those of
    the nearest fragments before it, the last one first.
    """

    step: int
    part: int
    next: tuple[str, ...]
    before: tuple[str, ...]


class OpenPost(Struct, frozen=True, forbid_unknown_fields=True):
    """A post of which nobody knows yet whether it arrived.

    It was sent at `sent_at`, after message number `after` of its chat (0: not known), with words
    of that digest; `ends`: it was the last of its text.
    """

    step: int
    part: int
    ends: bool
    after: int
    digest: str | None
    sent_at: Instant


class Seated(Struct, frozen=True, forbid_unknown_fields=True):
    """The seat of a planned reading: at which place of the playlist its chat is."""

    number: int
    item: int
    state: SeatState


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """The progress of one text in one chat.

    `pace` is in seconds, None by hand; `resting`: it has a pace, and was paused. `posted_at` is
    when a schedule last posted it there, None if it has not yet.
    """

    number: int
    chat: int
    topic: int
    text: str
    place: Place
    state: RunState
    fence: int
    language: str
    started_by: int
    started_at: Instant
    pace: float | None
    resting: bool
    stands: Refusal | None
    posted_at: Instant | None
    open_post: OpenPost | None
    seat: Seated | None


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """A playlist by slugs; None stands for a text that its library has no more."""

    texts: tuple[str | None, ...]
    seed: int | None
    rounds: int


class Planned(Struct, frozen=True, forbid_unknown_fields=True):
    """When which texts come; where, the seats of the readings say."""

    number: int
    chat: int
    topic: int
    planned_by: int
    language: str
    zone: str
    playlist: Listed
    key: int
    state: PlanState
    rule: Rule | None
    portion: int
    start: int
    shared: bool
    not_before: Instant | None
    contents: bool
    warn: int


class Carried(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; `feuilleton` and `version` say what it is, `checksum` that it is unchanged.

    `bot` is the number of the bot that posted, which stands before the colon of its token.
    """

    feuilleton: Literal["reading", "schedule"]
    version: int
    exported_at: Instant
    bot: int
    texts: tuple[Text, ...]
    chats: tuple[Settled, ...]
    schedule: Planned | None
    readings: tuple[Reading, ...]
    checksum: str = ""
