"""Calendar files: what RFC 5545 asks for, and what another reader finds in them."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.schedule.calendars import Entry, write

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LONG = "Œil, pour œil; et dent\\ pour dent — " * 6

instants = st.integers(0, 4_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))
entries = st.builds(Entry, st.from_regex(r"[a-z0-9.-]{1,40}", fullmatch=True), instants, words)


def test_lines_are_those_of_the_standard() -> None:
    """They end in CRLF and are folded at 75 bytes; commas, semicolons, backslashes are escaped."""
    data = write("Lamps, oil", [Entry("a.1", NOW, LONG)], NOW)

    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")
    escaped = LONG.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert f"SUMMARY:{escaped}" in unfolded
    assert "X-WR-CALNAME:Lamps\\, oil" in unfolded


def test_what_a_calendar_has_to_say() -> None:
    """Version and maker above; each date with a name, a stamp, and its instant in UTC."""
    data = write("Lamps", [Entry("a.1", NOW + timedelta(days=1), "Lamps: fragment 1")], NOW)

    assert data.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Feuilleton//Feuilleton//EN",
        "METHOD:PUBLISH",
        "NAME:Lamps",
        "X-WR-CALNAME:Lamps",
        "BEGIN:VEVENT",
        "SUMMARY:Lamps: fragment 1",
        "DTSTART:20261127T090000Z",
        "DTSTAMP:20261126T090000Z",
        "UID:a.1@feuilleton",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@given(words | st.just(LONG), st.lists(entries, max_size=5))
def test_it_reads_back(name: str, wanted: list[Entry]) -> None:
    """Whatever the titles: the same dates, words and names, in order."""
    calendar = Calendar.from_ical(write(name, wanted, NOW))

    # The library leaves names it has no type for as they stand in the file.
    assert re.sub(r"\\(.)", r"\1", str(calendar["x-wr-calname"])) == name
    found = [
        Entry(str(one["uid"]).removesuffix("@feuilleton"), one["dtstart"].dt, str(one["summary"]))
        for one in calendar.events
    ]
    assert found == wanted
    assert all(not one.errors for one in calendar.events)
