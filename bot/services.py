"""All that handlers may touch, in one value."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.delivery.outbox import Outbox
from bot.library import Library
from bot.replay.discussion import Discussion
from bot.replay.mending import Mending
from bot.replay.presence import Presence
from bot.replay.reading import Reading
from bot.replay.undoing import Undoing
from bot.schedule.company import Company
from bot.schedule.course import Courses
from bot.schedule.habits import Habits
from bot.schedule.joining import Joining
from bot.schedule.pinning import Pinning
from bot.schedule.planner import Planner
from bot.schedule.proofs import Proofs
from bot.store.updates import Updates
from bot.who import Who


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases, and the outbox for answers. `language` is for chats that have not chosen."""

    bot_id: int
    username: str
    language: str
    operators: frozenset[int]
    clock: Clock
    library: Library
    who: Who
    reading: Reading
    undoing: Undoing
    mending: Mending
    planner: Planner
    courses: Courses
    proofs: Proofs
    joining: Joining
    habits: Habits
    company: Company
    pinning: Pinning
    presence: Presence
    discussion: Discussion
    updates: Updates
    outbox: Outbox
