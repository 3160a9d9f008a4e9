"""What is to come as a calendar file (RFC 5545). Pure; the only place that knows the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MAKER = "-//Feuilleton//Feuilleton//EN"
HOST = "feuilleton"


@dataclass(frozen=True, slots=True)
class Entry:
    """One date in a calendar, at an instant (aware UTC).

    `id` is the same whenever the same post is told of: a calendar that has it moves it then.
    """

    id: str
    at: datetime
    summary: str


def write(name: str, entries: Iterable[Entry], now: datetime) -> bytes:
    """The file of a calendar of that name, as it is `now` (aware UTC).

    Instants are in UTC, so that every calendar shows them in its owner's own zone, whatever the
    clocks do there. The dates take no time, and keep nobody busy.
    """
    # It takes memory for good, and few ask for a calendar.
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The second is what calendars read that do not know RFC 7986 yet.
    for title in ("name", "x-wr-calname"):
        calendar.add(title, vText(name))
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@{HOST}")
        event.add("dtstamp", now)
        event.add("dtstart", entry.at)
        event.add("summary", entry.summary)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
