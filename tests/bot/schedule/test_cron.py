"""What five fields mean, and which are refused."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.cron import CronError, parse

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def count(fields: str) -> int:
    return len([*parse(fields).days_between(*YEAR)])


# Fields, their times (how many, the first), and how many days of 2026 match.
MEANINGS = [
    ("30 8 * * *", 1, time(8, 30), 365),
    ("0 0 * * 0", 1, time(0), 52),
    ("0 0 * * 7", 1, time(0), 52),
    ("0 0 * * SUN", 1, time(0), 52),
    ("0 0 * * mon-fri", 1, time(0), 261),
    ("0 0 * * fri-sun", 1, time(0), 156),
    ("0 0 * * 6-7", 1, time(0), 104),
    ("0 0 * * */2", 1, time(0), 209),
    ("0 0 * * 1/2", 1, time(0), 208),
    ("0 0 1 * *", 1, time(0), 12),
    ("0 0 13 * 5", 1, time(0), 61),
    ("0 0 */10 * 2", 1, time(0), 6),
    ("0 0 31 * *", 1, time(0), 7),
    ("0 0 28-31 2 *", 1, time(0), 1),
    ("0 0 * feb,Mar *", 1, time(0), 59),
    ("5-10/2,50 1,23 * 12 *", 8, time(1, 5), 31),
    ("10/20 3 * * *", 3, time(3, 10), 365),
    ("*/7 * * * *", 216, time(0), 365),
    ("@daily", 1, time(0), 365),
    ("@hourly", 24, time(0), 365),
    ("@Yearly", 1, time(0), 1),
    ("  0\t4  *  *  * ", 1, time(4), 365),
]


@pytest.mark.parametrize(("fields", "times", "first", "days"), MEANINGS)
def test_meaning(fields: str, times: int, first: time, days: int) -> None:
    """Names, 0 and 7, lists, ranges, steps and macros; one day field is enough of two."""
    read = parse(fields)

    assert len(read.times) == times
    assert read.times[0] == first
    assert list(read.times) == sorted(read.times)
    assert count(fields) == days


# Fields, and the field that is to blame.
NONSENSE = [
    ("", 0),
    ("0 0 * *", 0),
    ("0 0 * * * *", 0),
    ("@fortnightly", 0),
    ("@reboot", 0),
    ("60 0 * * *", 1),
    ("-1 0 * * *", 1),
    ("*/0 0 * * *", 1),
    ("1,,2 0 * * *", 1),
    ("5-1 0 * * *", 1),
    ("0 24 * * *", 2),
    ("0 ٣ * * *", 2),
    ("0 a * * *", 2),
    ("0 0 0 * *", 3),
    ("0 0 L * *", 3),
    ("0 0 15W * *", 3),
    ("0 0 30 2 *", 3),
    ("0 0 31 2,4,6 *", 3),
    ("0 0 30 2 */2", 3),
    ("0 0 * 13 *", 4),
    ("0 0 * mon *", 4),
    ("0 0 * * 8", 5),
    ("0 0 * * sat-mon", 5),
    ("0 0 * * 5#3", 5),
    ("0 0 * * jan", 5),
    ("9" * 100_000, 0),
    ("*/1," * 50_000, 0),
    ("0," * 200 + " * * * *", 1),
    ("1-" * 100 + " * * * *", 1),
]


@pytest.mark.parametrize(("fields", "field"), NONSENSE, ids=[one[0][:20] for one in NONSENSE])
def test_nonsense_is_refused(fields: str, field: int) -> None:
    """With the field that is to blame, in a line that can be shown."""
    with pytest.raises(CronError) as refused:
        parse(fields)

    assert refused.value.field == field
    assert refused.value.what
    assert len(str(refused.value)) < 200


def test_a_day_of_the_week_saves_a_date_that_never_comes() -> None:
    """30 February or Monday: Mondays of February."""
    assert count("0 0 30 2 1") == 4


@given(st.text(st.sampled_from("0123456789*/,-@ jansu\t"), max_size=40))
def test_anything_is_read_or_refused(fields: str) -> None:
    """Nothing but a CronError comes out; what is read comes some day."""
    try:
        read = parse(fields)
    except CronError:
        return
    assert read.times
    assert next(read.days_between(date(2026, 1, 1), date(2080, 1, 1)))
