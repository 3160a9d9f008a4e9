"""Quiet hours: what falls into them waits for their end."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.plans import Window
from bot.schedule.walls import DAY, instant


def moved(due: datetime, zone: ZoneInfo, window: Window | None) -> datetime:
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
