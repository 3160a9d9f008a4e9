"""All posts of a schedule."""

from datetime import UTC, date, datetime, time, timedelta

from bot.plans import Window
from bot.rules import TOGETHER, Rhythm, Rule, Weekly
from bot.schedule.rehearsal import Rehearsal, Tick, rehearse, ticks
from bot.schedule.timetable import Beat
from content.fragments import steps
from content.model import PartialDate
from tests.bot.schedule.test_timetable import PARIS
from tests.bot.test_portions import DATES, piece

FRIDAY = datetime(2026, 3, 27, 12, tzinfo=UTC)
THREE = (Tick((1, 2)), Tick((3,)), Tick((4,)))


def told(rehearsal: Rehearsal) -> list[tuple[tuple[int, ...], str, str | None]]:
    return [(one.fragments, one.local.isoformat(), one.moved) for one in rehearsal.posts]


def test_to_the_end() -> None:
    """Each tick has its fragments and its time; the change of the clock is told."""
    found = rehearse(THREE, Rule(Weekly((time(2, 30),))), PARIS, FRIDAY)

    assert told(found) == [
        ((1, 2), "2026-03-28T02:30:00+01:00", None),
        ((3,), "2026-03-29T03:30:00+02:00", "clock"),
        ((4,), "2026-03-30T02:30:00+02:00", None),
    ]
    assert found.ends == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)
    assert found.left == 0
    assert [one.utc for one in found.posts] == [one.local for one in found.posts]


def test_quiet_hours_move_posts_and_not_the_rule() -> None:
    """What waits is posted at their end; the next is due as if nothing had waited."""
    window = Window(time(22), time(8))
    found = rehearse(THREE, Rule(Weekly((time(7), time(9)))), PARIS, FRIDAY, window)

    assert told(found) == [
        ((1, 2), "2026-03-28T08:00:00+01:00", "quiet"),
        ((3,), "2026-03-28T09:00:00+01:00", None),
        ((4,), "2026-03-29T08:00:00+02:00", "quiet"),
    ]


def test_a_rule_that_ends_before_the_text() -> None:
    """What has no time any more is counted."""
    found = rehearse(THREE, Rule(Weekly((time(9),)), last=date(2026, 3, 28)), PARIS, FRIDAY)

    assert len(found.posts) == 1
    assert found.left == 2
    assert rehearse((), Rule(Weekly((time(9),))), PARIS, FRIDAY) == Rehearsal((), None, 0)


def test_ticks_know_their_beat() -> None:
    """Dates of one day share a tick; a gap counts from the last date there was."""
    text = piece(*["t: Done."] * 7, dates=DATES)
    found = ticks(text, steps(text.fragments), TOGETHER, Rule(Rhythm()))

    assert [one.fragments for one in found] == [(1, 2), (3,), (4,), (5,), (6,), (7,)]
    assert found[1].beat == Beat(PartialDate(2014, 3, 1), PartialDate(2014, 3, 2))
    assert found[-1].beat == Beat(PartialDate(2015, 3), None)
    assert ticks(text, steps(text.fragments), 3, Rule(Weekly(())), 5)[0].fragments == (6, 7)


def test_a_long_text_in_its_own_rhythm() -> None:
    """A year between two dates is a year between two posts."""
    text = piece("t: A.", "t: B.", dates=(PartialDate(2013, 3, 1), PartialDate(2014, 3, 1)))
    rule = Rule(Rhythm(at=time(9)))
    first, second = rehearse(
        ticks(text, steps(text.fragments), TOGETHER, rule), rule, PARIS, FRIDAY
    ).posts

    assert second.local - first.local == timedelta(days=365)
