"""Decides, from values alone, when the pauses end that people choose by buttons."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.schedule.walls import instant, local_day

MONDAY = 0
"""Stands for the next Monday among numbers of days."""
CHOICES = (MONDAY, 7, 28)
WEEK = 7


def end_of_pause(days: int, now: datetime, zone: ZoneInfo) -> datetime:
    """The beginning (aware UTC) of the next Monday there, or of the day that is so many days on."""
    today = local_day(now, zone)
    ahead = WEEK - today.weekday() if days == MONDAY else days
    return instant(today + timedelta(days=ahead), time(), zone)
