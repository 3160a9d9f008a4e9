"""Quiet hours: what falls into them waits for their end."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.plans import Window
from bot.schedule.calendar import DAY, instant


def moved(due: datetime, zone: ZoneInfo, window: Window) -> datetime:
    """The due time itself, or the end of the quiet hours that it falls into (aware UTC)."""
    day = due.astimezone(zone).date()
    # The hours of yesterday evening may still go on.
    for begun in (day - DAY, day):
        begin = instant(begun, window.start, zone)
        over = window.end > window.start
        end = instant(begun if over else begun + DAY, window.end, zone)
        if begin <= due < end:
            return end
    return due
