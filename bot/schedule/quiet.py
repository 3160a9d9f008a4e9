"""Quiet hours: what falls into them waits for their end."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.schedule.walls import DAY, instant


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one local time to another, every day, over midnight if the end is the earlier one.

    The start is quiet, the end is not. Twice the same time: no quiet hours at all.
    """

    start: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether it is quiet at this local time."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def moved(due: datetime, zone: ZoneInfo, window: Quiet | None) -> datetime:
    """The instant (aware UTC), or the end of the quiet hours if it falls into them.

    Where the clock goes back, an end that comes twice is the next one; where it leaves the end out,
    they last as much longer as it jumps.
    """
    due = due.astimezone(UTC)
    local = due.astimezone(zone)
    # An end that the clock moves may fall into the quiet hours of the next day.
    while window is not None and window.holds(local.time()):
        day = local.date() if local.time() < window.end else local.date() + DAY
        end = instant(day, window.end, zone)
        if end <= due:
            end = instant(day, window.end.replace(fold=1), zone)
        due, local = end, end.astimezone(zone)
    return due
