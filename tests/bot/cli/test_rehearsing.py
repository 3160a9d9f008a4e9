"""rehearse: all posts of a schedule, without a token."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.bot.cli.conftest import Feuilleton

TEXT = "1/4 The lamp is lit.\n\n2/4 It goes out and\n\n3/4 nobody minds.\n\n4/4 Good night.\n"


@pytest.fixture
def lamp(feuilleton: Feuilleton, tmp_path: Path) -> Feuilleton:
    """A library with one thread; its second sentence spans two tweets."""
    (tmp_path / "lamp.txt").write_text(TEXT, encoding="utf-8")
    assert feuilleton("import", "lamp.txt").code == 0
    return feuilleton


def test_every_post_as_json(lamp: Feuilleton) -> None:
    """One row a fragment, local and UTC, across the change of the clock."""
    rule = "every day at 2:30"
    done = lamp("rehearse", "lamp", rule, "--from", "2026-03-28", "--zone", "Lyon", "--json")

    rows = [
        (1, "2026-03-28T02:30:00+01:00", "2026-03-28T01:30:00Z", None),
        (2, "2026-03-29T03:30:00+02:00", "2026-03-29T01:30:00Z", "clock"),
        (3, "2026-03-29T03:30:00+02:00", "2026-03-29T01:30:00Z", "clock"),
        (4, "2026-03-30T02:30:00+02:00", "2026-03-30T00:30:00Z", None),
    ]
    names = ("fragment", "local", "utc", "moved")
    assert done.code == 0
    assert done.json == {
        "slug": "lamp",
        "rule": rule,
        "zone": "Europe/Paris",
        "posts": [dict(zip(names, row, strict=True)) for row in rows],
        "ends": "2026-03-30T02:30:00+02:00",
    }


def test_every_post_as_lines(lamp: Feuilleton) -> None:
    """Days, times, fragments, and what moved them."""
    window = ("--quiet", "22:00-08:00")
    done = lamp("rehearse", "lamp", "cron 0 7,9 * * 1-5", "--from", "2026-05-01", *window)

    assert done.out.splitlines() == [
        "Fri 2026-05-01 08:00 +0200  fragment 1  (after quiet hours)",
        "Fri 2026-05-01 09:00 +0200  fragments 2 to 3",
        "Mon 2026-05-04 08:00 +0200  fragment 4  (after quiet hours)",
    ]


def test_midnight_of_the_first_day_counts(lamp: Feuilleton) -> None:
    """Whoever says from a day means all of it; an interval starts with its first gap."""
    daily = lamp("rehearse", "lamp", "every day at 0:00", "--from", "2026-05-01", "--json").json
    hours = lamp("rehearse", "lamp", "every 2 hours", "--from", "2026-05-01", "--json").json

    assert daily["posts"][0]["local"] == "2026-05-01T00:00:00+02:00"
    assert hours["posts"][0]["local"] == "2026-05-01T02:00:00+02:00"


def test_a_start_and_an_end(lamp: Feuilleton) -> None:
    """From a fragment on; what has no time any more is told beside the answer."""
    rule = "every day at 9:00 from fragment 2 until 1 May 2026"
    done = lamp("rehearse", "lamp", rule, "--from", "2026-05-01")

    assert done.out == "Fri 2026-05-01 09:00 +0200  fragments 2 to 3\n"
    assert done.err == "1 post after the rule's last day.\n"


WRONG = [
    (("lamp", "every day"), "The rule is not understood"),
    (("lamp", "sometimes"), "Say it like"),
    (("lamp", "cron 0 0 30 2 *"), "day of the month"),
    (("lamp", "every day at 9:00", "--from", "tomorrow"), "give --from 2026-11-24."),
    (("lamp", "every day at 9:00", "--zone", "Saint-Denis"), "Saint-Denis (La Réunion)"),
    (("lamp", "every day at 9:00", "--zone", "xqzxqz"), "Europe/Paris"),
    (("lamp", "every day at 9:00", "--quiet", "night"), "give --quiet 22:00-08:00."),
    (("lamp", "every day at 9:00", "--quiet", "25:00-08:00"), "give --quiet 22:00-08:00."),
]


@pytest.mark.parametrize(("words", "expected"), WRONG)
def test_wrong_calls(lamp: Feuilleton, words: tuple[str, ...], expected: str) -> None:
    """One clear line, exit code 2."""
    done = lamp("rehearse", *words)

    assert done.code == 2
    assert expected in done.line


def test_no_such_text(lamp: Feuilleton) -> None:
    """A slug or a fragment that the library does not have."""
    rule = "every day at 9:00"
    assert lamp("rehearse", "lantern", rule).line.startswith("feuilleton: lantern is no text")
    beyond = lamp("rehearse", "lamp", f"{rule} from fragment 99")
    assert beyond.line == "feuilleton: lamp has 4 fragments; 99 is beyond the end."


def test_a_calendar_file(lamp: Feuilleton, tmp_path: Path) -> None:
    """The same posts as dates under names that stay; another rule moves them."""
    rules = ("every day at 2:30", "every day at 12:00")
    read = []
    for rule in rules:
        done = lamp("rehearse", "lamp", rule, "--from", "2026-03-28", "--ics", "lamp.ics")
        assert done.code == 0
        assert done.err == "lamp.ics: 3 dates.\n"
        events = Calendar.from_ical((tmp_path / "lamp.ics").read_bytes()).events
        read.append({str(one["uid"]): one["dtstart"].dt for one in events})
    assert list(read[0].values()) == [
        datetime(2026, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 30, 0, 30, tzinfo=UTC),
    ]
    assert read[1].keys() == read[0].keys()
    assert [str(one["summary"]) for one in events] == [
        "lamp: fragment 1",
        "lamp: fragments 2 to 3",
        "lamp: fragment 4",
    ]


def test_a_calendar_file_that_cannot_be_written(lamp: Feuilleton) -> None:
    """One line, and what else was asked for is there."""
    done = lamp("rehearse", "lamp", "every day at 9:00", "--ics", "nowhere/lamp.ics")
    assert done.code == 1
    assert done.err == (
        "feuilleton: nowhere/lamp.ics: cannot be written (No such file or directory);"
        " name another --ics.\n"
    )
