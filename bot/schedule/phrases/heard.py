"""What a sentence has said so far. Each thing may be said once."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from bot.schedule.phrases.dates import Day
from bot.schedule.phrases.said import RefusedError, Why

MORNING = "morning"
EVENING = "evening"


@dataclass(slots=True)
class Heard:
    """The parts of a rule, before they are joined."""

    today: date
    whole_sentence: str
    times: tuple[time, ...] | None = None
    days: tuple[int, ...] | None = None
    weekly: bool | None = None
    per_day: int | None = None
    part_of_day: str | None = None
    day: Day | None = None
    seconds: int | None = None
    counted_from: time | None = None
    cron: str | None = None
    rhythm: bool | None = None
    scale: float | None = None
    anniversary: bool | None = None
    portion: int | None = None
    start: int | None = None
    first: Day | None = None
    last: Day | None = None
    without: list[Day] = field(default_factory=list)
    without_spans: list[tuple[Day, Day]] = field(default_factory=list)
    no_days: tuple[int, ...] = ()
    holidays: str | None = None

    def put(self, name: str, value: Any, what: str) -> bool:
        """Keep a part, if there is one; refuse it if it was said before."""
        if value is None or value is False:
            return False
        if getattr(self, name) is not None:
            raise RefusedError(Why.CONFLICT, what)
        setattr(self, name, value)
        return True
