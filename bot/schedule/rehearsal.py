"""All posts of a schedule, from an instant to the end, without sending any. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.plans import Window
from bot.portions import date_of, end_of
from bot.rules import Rule
from bot.schedule.quiet import moved
from bot.schedule.timetable import UNTOLD, Beat, following, moved_by_clock
from content.fragments import Step
from content.model import Piece


@dataclass(frozen=True, slots=True)
class Tick:
    """What is posted together, fragment numbers from 1, and what the source tells of it."""

    fragments: tuple[int, ...]
    beat: Beat = UNTOLD


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One tick with its time, local with its offset and aware UTC, and what moved it.

    `clock`: a clock change left out the time that the rule names; `quiet`: quiet hours did, also
    if a clock change had moved it into them.
    """

    fragments: tuple[int, ...]
    local: datetime
    utc: datetime
    moved: Literal["quiet", "clock"] | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All posts, and the last one's instant (aware UTC, None without any).

    `left` counts the ticks for which the rule has no time any more.
    """

    posts: tuple[Rehearsed, ...]
    ends: datetime | None
    left: int


def ticks(
    piece: Piece, steps: Sequence[Step], portion: int, rule: Rule, start: int = 0
) -> tuple[Tick, ...]:
    """Cut a text from a step on into what is posted together."""
    found: list[Tick] = []
    previous = None
    while start < len(steps):
        end = end_of(piece, steps, start, portion, rule.timing)
        numbers = range(steps[start].first + 1, steps[end - 1].last + 1)
        date = date_of(piece, steps[start])
        found.append(Tick(tuple(numbers), Beat(previous, date)))
        # A gap counts from the last date there was: the undated in between came with it.
        dates = (date_of(piece, step) for step in reversed(steps[start:end]))
        previous = next((one for one in dates if one is not None), previous)
        start = end
    return tuple(found)


def rehearse(
    planned: Sequence[Tick],
    rule: Rule,
    zone: ZoneInfo,
    since: datetime,
    quiet: Window | None = None,
) -> Rehearsal:
    """When each tick is due strictly after `since` (aware) and after the one before."""
    posts: list[Rehearsed] = []
    due = since
    for tick in planned:
        found = following(rule, zone, due, tick.beat)
        if found is None:
            break
        due, utc = found, moved(found, zone, quiet)
        by_clock = moved_by_clock(rule, zone, found)
        why: Literal["quiet", "clock"] | None = "clock" if by_clock else None
        if utc != due:
            why = "quiet"
        posts.append(Rehearsed(tick.fragments, utc.astimezone(zone), utc, why))
    ends = posts[-1].utc.astimezone(UTC) if posts else None
    return Rehearsal(tuple(posts), ends, len(planned) - len(posts))
