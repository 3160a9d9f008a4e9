"""When rules are due, in zones whose clocks change at every hour there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.rules import Anniversary, Cron, Interval, Once, Rhythm, Rule, Weekly
from bot.schedule.cron import CronError, parse
from bot.schedule.timetable import Beat, following, moved_by_clock, problem
from content.model import PartialDate

ZONES = (
    "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Santiago", "Pacific/Apia", "Africa/Cairo", "America/Nuuk", "America/Havana",
    "Asia/Tehran", "Asia/Beirut", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham",
)  # fmt: skip
PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
START = datetime(2005, 1, 1, tzinfo=UTC)
instants = st.integers(0, 24 * 365 * 1440).map(lambda minutes: START + timedelta(minutes=minutes))
days = st.dates(date(2005, 1, 1), date(2029, 1, 1))
clock_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
some_times = st.sets(clock_times, min_size=1, max_size=5).map(lambda some: tuple(sorted(some)))
CRONS = (
    "30 8 * * 1-5", "0 0 * * *", "15 2,3 * * *", "0 9 1 * 1", "0 9 13 * fri", "5 4 29 2 *",
    "0 22 * jan,jul 0", "10-50/20 7 * * 7", "0 12 */10 * 2", "45 23 31 * *", "0 6 * * sat,sun",
    "0 10 1-7 * */2", "@weekly", "@monthly",
)  # fmt: skip


def firings(
    rule: Rule, zone: ZoneInfo, after: datetime, beat: Beat | None = None
) -> Iterator[datetime]:
    due = following(rule, zone, after, beat)
    while due is not None:
        yield due
        due = following(rule, zone, due, beat)


def shown(zone: ZoneInfo, *moments: datetime) -> list[str]:
    return [f"{moment.astimezone(zone):%m-%d %H:%M %z}" for moment in moments]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("at", [time(0, 30), time(2, 30)], ids=str)
def test_a_daily_rule_fires_once_a_day_for_twenty_years(name: str, at: time) -> None:
    """Every day that the zone has gets its post, at that time or moved by a clock change."""
    zone = ZoneInfo(name)
    rule = Rule(Weekly((at,)), date(2009, 1, 1), date(2028, 12, 31))
    start = datetime(2008, 12, 30, tzinfo=UTC)
    found = [*islice(firings(rule, zone, start), 8000)]

    planned = [date(2009, 1, 1) + number * DAY for number in range(7305)]
    expected = {datetime.combine(day, at, zone).astimezone(UTC) for day in planned}
    assert sorted(expected) == found
    assert len(expected) == 7305 - (name == "Pacific/Apia")
    moved = [due for due in found if moved_by_clock(rule, zone, due)]
    assert len(moved) <= 60
    assert all(due.astimezone(zone).time() == at for due in found if due not in moved)


def test_both_changes_in_paris() -> None:
    """02:30 is 03:30 in spring, and the first of two in autumn."""
    rule = Rule(Weekly((time(2, 30),)))
    spring = islice(firings(rule, PARIS, datetime(2026, 3, 28, 12, tzinfo=UTC)), 2)
    autumn = islice(firings(rule, PARIS, datetime(2026, 10, 24, 12, tzinfo=UTC)), 2)

    assert shown(PARIS, *spring) == ["03-29 03:30 +0200", "03-30 02:30 +0200"]
    assert shown(PARIS, *autumn) == ["10-25 02:30 +0200", "10-26 02:30 +0100"]


def test_moved_times_keep_their_order() -> None:
    """In spring 02:30 comes after 03:15, and is 03:30 itself."""
    rule = Rule(Weekly((time(2, 30), time(3, 15), time(3, 30))))
    found = islice(firings(rule, PARIS, datetime(2026, 3, 29, tzinfo=UTC)), 3)

    assert shown(PARIS, *found) == ["03-29 03:15 +0200", "03-29 03:30 +0200", "03-30 02:30 +0200"]


def test_an_hour_that_is_moved_past_midnight() -> None:
    """Nuuk's clock jumps from 23 to 24 o'clock; a day that is left out gets nothing of it."""
    nuuk = ZoneInfo("America/Nuuk")
    after = datetime(2026, 3, 28, 12, tzinfo=UTC)
    rule = Rule(Weekly((time(0, 15), time(23, 30))))

    found = [*islice(firings(rule, nuuk, after), 3)]
    assert shown(nuuk, *found) == ["03-29 00:15 -0100", "03-29 00:30 -0100", "03-29 23:30 -0100"]
    closed = Rule(rule.timing, without=(date(2026, 3, 29),))
    assert shown(nuuk, *islice(firings(closed, nuuk, after), 1)) == ["03-30 00:15 -0100"]


@settings(max_examples=40)
@given(
    zone=zones,
    after=instants,
    times=some_times,
    weekdays=st.sets(st.integers(1, 7), min_size=1),
    first=st.none() | days,
    length=st.integers(0, 400),
    without=st.sets(st.integers(0, 400), max_size=5),
)
def test_days_left_out_are_left_out(
    zone: ZoneInfo,
    after: datetime,
    times: tuple[time, ...],
    weekdays: set[int],
    first: date | None,
    length: int,
    without: set[int],
) -> None:
    """Strictly later each time, never before the first day, after the last or on one left out."""
    begin = first or after.astimezone(zone).date()
    out = tuple(begin + number * DAY for number in sorted(without))
    timings = (
        Weekly(times, tuple(sorted(weekdays))),
        Interval(3600 * 7, after - DAY),
        Cron("*/20 5-7 * * *"),
        Cron("30 2 * * 1-6"),
        Rhythm(1.0, times[0]),
        Rhythm(),
        Anniversary(times[0]),
    )
    for timing in timings:
        rule = Rule(timing, first, begin + length * DAY, out)
        found = [after, *islice(firings(rule, zone, after), 12)]
        assert all(earlier < later for earlier, later in pairwise(found))
        local = {due.astimezone(zone).date() for due in found[1:]}
        assert all(begin <= day <= begin + length * DAY for day in local)
        assert local.isdisjoint(out)


@given(zone=zones, after=instants, times=some_times)
def test_nothing_is_skipped(zone: ZoneInfo, after: datetime, times: tuple[time, ...]) -> None:
    """All instants of ten days come, whatever the clock does in them."""
    begin = after.astimezone(zone).date() - 2 * DAY
    expected = {
        datetime.combine(begin + number * DAY, at, zone).astimezone(UTC)
        for number in range(12)
        for at in times
    }
    until = after + 8 * DAY
    found = firings(Rule(Weekly(times)), zone, after)

    assert [due for due in islice(found, 60) if due <= until] == sorted(
        due for due in expected if after < due <= until
    )


@given(fields=st.sampled_from(CRONS), after=instants)
def test_cron_agrees_with_cronsim(fields: str, after: datetime) -> None:
    """Another library finds the same instants where no clock changes."""
    meant = {"@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *"}.get(fields, fields)
    other = CronSim(meant, after)

    found = islice(firings(Rule(Cron(fields)), ZoneInfo("UTC"), after), 20)
    assert [*found] == [*islice(other, 20)]


@given(fields=st.sampled_from(CRONS), zone=zones, after=instants)
def test_cron_of_local_times_comes_once(fields: str, zone: ZoneInfo, after: datetime) -> None:
    """One post for each matching local day and time, moved forward as any other time."""
    read = parse(fields)
    rule = Rule(Cron(fields))
    for due in islice(firings(rule, zone, after), 5):
        local = due.astimezone(zone)
        if not moved_by_clock(rule, zone, due):
            assert local.time() in read.times
            assert not local.fold
            assert local.date() in [*read.days_between(local.date(), local.date())]


@pytest.mark.parametrize("fields", ["* * * * *", "*/15 * * * *", "30 * * * *", "*/10 2 * * *"])
def test_a_steady_cron_goes_by_real_time(fields: str) -> None:
    """What asks for a beat keeps it: no hour is made up for, and one comes twice."""
    for start in (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)):
        read = parse(fields).times
        minutes = (start + timedelta(minutes=number) for number in range(1, 360))
        expected = [one for one in minutes if one.astimezone(PARIS).time() in read]
        found = islice(firings(Rule(Cron(fields)), PARIS, start), 600)
        assert [due for due in found if due < start + timedelta(minutes=360)][
            : len(expected)
        ] == expected


@given(
    zone=zones,
    since=instants,
    seconds=st.integers(60, 31 * 86400),
    passed=st.integers(-(10**8), 10**9),
)
@example(ZoneInfo("Europe/Paris"), datetime(2026, 3, 1, tzinfo=UTC), 7200, 0)
def test_an_interval_never_drifts(
    zone: ZoneInfo, since: datetime, seconds: int, passed: int
) -> None:
    """Whatever has passed, the next is a whole number of gaps after `since`, and the first such."""
    after = since + timedelta(seconds=passed)
    due = following(Rule(Interval(seconds, since)), zone, after)

    assert due is not None
    assert (due - since) % timedelta(seconds=seconds) == timedelta()
    assert due > after
    assert due >= since
    assert due == since or due - after <= timedelta(seconds=seconds)


def test_an_interval_jumps_days_left_out() -> None:
    """After a silent year it is still in step, without a look at each time of that year."""
    since = datetime(2026, 1, 1, 0, 5, tzinfo=UTC)
    rule = Rule(Interval(7 * 60, since), first=date(2036, 1, 1))
    midnight = datetime(2035, 12, 31, 23, tzinfo=UTC)
    due = following(rule, PARIS, since)

    assert due is not None
    assert midnight <= due < midnight + timedelta(minutes=7)
    assert (due - since) % timedelta(minutes=7) == timedelta()


def test_once() -> None:
    """A single moment comes once, in spring moved; on a day left out never."""
    rule = Rule(Once(datetime.fromisoformat("2026-03-29T02:30")))
    due = following(rule, PARIS, datetime(2026, 1, 1, tzinfo=UTC))

    assert due == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moved_by_clock(rule, PARIS, due)
    assert following(rule, PARIS, due) is None
    silent = Rule(rule.timing, without=(date(2026, 3, 29),))
    assert following(silent, PARIS, datetime(2026, 1, 1, tzinfo=UTC)) is None


HOLIDAYS = [
    ("FR", "12-24", "12-26"),
    ("DE-BY", "12-24", "12-27"),
    ("XX", "12-24", "12-25"),
]


@pytest.mark.parametrize(("country", "last", "following_day"), HOLIDAYS)
def test_holidays(country: str, last: str, following_day: str) -> None:
    """Public holidays of a country or a part of it; one that nobody knows has none."""
    rule = Rule(Weekly((time(9),)), holidays=country)
    start = datetime(2026, 12, 23, 12, tzinfo=UTC)

    found = [f"{due:%m-%d}" for due in islice(firings(rule, PARIS, start), 2)]
    assert found == [last, following_day]


def test_without_a_day_that_is_left_nothing_comes() -> None:
    """A rule whose days are all left out ends; so does one past the calendar's end."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rule = Rule(
        Weekly((time(9),)), last=date(2026, 1, 2), without=(date(2026, 1, 1), date(2026, 1, 2))
    )

    assert following(rule, PARIS, start) is None
    assert following(Rule(Weekly((time(9),))), PARIS, datetime.max.replace(tzinfo=UTC)) is None
    assert (
        following(Rule(Rhythm(1e300)), PARIS, start, Beat(day(2014, 1, 1), day(2014, 1, 2))) is None
    )


def day(year: int, month: int | None = None, day_: int | None = None) -> PartialDate:
    return PartialDate(year, month, day_)


RHYTHMS = [
    ("a whole gap keeps the wall clock", Rhythm(), day(2014, 3, 1), day(2014, 3, 4), "03-30 09:00"),
    ("stretched", Rhythm(2.0), day(2014, 3, 1), day(2014, 3, 4), "04-02 09:00"),
    ("half a day is twelve hours", Rhythm(0.5), day(2014, 3, 1), day(2014, 3, 2), "03-27 21:00"),
    ("days and a half", Rhythm(0.5), day(2014, 3, 1), day(2014, 3, 4), "03-28 21:00"),
    ("one date: a minute", Rhythm(), day(2014, 3, 1), day(2014, 3, 1), "03-27 09:01"),
    ("back in time: a day", Rhythm(), day(2014, 3, 4), day(2014, 3, 1), "03-28 09:00"),
    ("unknown: a day", Rhythm(), day(2014, 3, 4), None, "03-28 09:00"),
    ("a month is no day", Rhythm(), day(2014, 3), day(2014, 5), "03-28 09:00"),
    ("no such day", Rhythm(), day(2014, 2, 30), day(2014, 5, 1), "03-28 09:00"),
    ("at a time", Rhythm(1, time(18)), day(2014, 3, 1), day(2014, 3, 4), "03-30 18:00"),
    ("in the gap", Rhythm(1, time(2, 30)), day(2014, 3, 1), day(2014, 3, 3), "03-29 03:30"),
    ("small gap at a time", Rhythm(0.1, time(8)), day(2014, 3, 1), day(2014, 3, 2), "03-28 08:00"),
    ("the first at a time", Rhythm(1, time(18)), None, day(2014, 3, 2), "03-27 18:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("timing", "previous", "own", "expected"), [r[1:] for r in RHYTHMS], ids=[r[0] for r in RHYTHMS]
)
def test_rhythm(
    timing: Rhythm, previous: PartialDate | None, own: PartialDate | None, expected: str
) -> None:
    """Asked on 27 March 2026 at 9:00 in Paris; the clock changes on the 29th."""
    after = datetime(2026, 3, 27, 8, tzinfo=UTC)
    due = following(Rule(timing), PARIS, after, Beat(previous, own))

    assert due is not None
    assert f"{due.astimezone(PARIS):%m-%d %H:%M}" == expected


def test_rhythm_waits_over_days_left_out() -> None:
    """What falls on a silent day comes on the next open one, at the same local time."""
    after = datetime(2026, 3, 27, 8, tzinfo=UTC)
    rule = Rule(Rhythm(), without=(date(2026, 3, 28), date(2026, 3, 29)))
    due = following(rule, PARIS, after)

    assert due == datetime(2026, 3, 30, 7, tzinfo=UTC)


ANNIVERSARIES = [
    (day(2014, 11, 24), "2026-11-24 09:00"),
    (day(2014, 3, 27), "2027-03-27 09:00"),
    (day(2012, 2, 29), "2027-02-28 09:00"),
    (day(2014, 11), "2026-03-28 09:00"),
    (None, "2026-03-28 09:00"),
]


@pytest.mark.parametrize(("own", "expected"), ANNIVERSARIES)
def test_anniversary(own: PartialDate | None, expected: str) -> None:
    """Asked on 27 March 2026 at 9:00 in Paris, when that day's post has just gone."""
    after = datetime(2026, 3, 27, 8, tzinfo=UTC)
    due = following(Rule(Anniversary(time(9))), PARIS, after, Beat(None, own))

    assert due is not None
    assert f"{due.astimezone(PARIS):%Y-%m-%d %H:%M}" == expected


def test_an_anniversary_on_a_day_left_out_comes_on_the_next() -> None:
    """A fragment does not wait a year for a holiday to end; leap years have their own day."""
    beat = Beat(None, day(2012, 2, 29))
    after = datetime(2027, 3, 1, 12, tzinfo=UTC)
    rule = Rule(Anniversary(time(9)), without=(date(2028, 2, 29),))

    assert following(Rule(rule.timing), PARIS, after, beat) == datetime(2028, 2, 29, 8, tzinfo=UTC)
    assert following(rule, PARIS, after, beat) == datetime(2028, 3, 1, 8, tzinfo=UTC)


PROBLEMS = [
    (Rule(Weekly((time(9),))), None),
    (Rule(Weekly(())), "never"),
    (Rule(Weekly((time(9),), ())), "never"),
    (Rule(Interval(0, datetime(2026, 1, 1, tzinfo=UTC))), "never"),
    (Rule(Rhythm(0.0)), "never"),
    (Rule(Rhythm(float("nan"))), "never"),
    (Rule(Cron("0 0 30 2 *")), "cron"),
    (Rule(Cron("0 0 * * *"), holidays="FR"), None),
    (Rule(Cron("0 0 * * *"), holidays="DE-BY"), None),
    (Rule(Cron("0 0 * * *"), holidays="DE-XX"), "country"),
    (Rule(Cron("0 0 * * *"), holidays="Narnia"), "country"),
    (Rule(Cron("0 0 * * *"), holidays="HolidayBase"), "country"),
]


@pytest.mark.parametrize(("rule", "expected"), PROBLEMS)
def test_problem(rule: Rule, expected: str | None) -> None:
    """What cannot be followed is told beforehand."""
    assert problem(rule) == expected


def test_cron_nonsense_is_refused() -> None:
    """A rule that `problem` refuses is no rule that silently ends."""
    with pytest.raises(CronError):
        following(Rule(Cron("0 0 30 2 *")), PARIS, datetime(2026, 1, 1, tzinfo=UTC))
