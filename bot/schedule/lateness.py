"""What to do with a post whose time has passed while the bot could not post."""

from datetime import datetime, timedelta
from enum import StrEnum

LATEST = timedelta(hours=6)
"""So late a post still comes; who was to read it in the morning reads it before the evening."""


class Lateness(StrEnum):
    """At once, once however many times have passed; or at the next due time.

    What was missed moves everything after it, and whoever planned it is told.
    """

    POST_NOW = "post now"
    MISSED = "missed"


def judged(due: datetime, now: datetime) -> Lateness:
    """What to do at `now` with what was due at `due`, not after now; both aware."""
    return Lateness.POST_NOW if now - due <= LATEST else Lateness.MISSED
