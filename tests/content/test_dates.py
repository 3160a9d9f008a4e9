"""Dates as four languages print them, with the precision they print."""

import pytest

from content.dates import find_dates, iso_date, only_date
from content.model import PartialDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 novembre 2014", "2014-11-24"),
        ("1er août 2015", "2015-08-01"),
        ("3 Décembre 2012", "2012-12-03"),
        ("24 nov. 2014", "2014-11-24"),
        ("3\u00a0mars\u00a02015", "2015-03-03"),
        ("November 24, 2014", "2014-11-24"),
        ("24th of November 2014", "2014-11-24"),
        ("Nov 24, 2014", "2014-11-24"),
        ("24. März 2014", "2014-03-24"),
        ("24 de noviembre de 2014", "2014-11-24"),
        ("03.12.2012", "2012-12-03"),
        ("26/02/2016", "2016-02-26"),
        ("12/25/2012", "2012-12-25"),
        ("2009-12-06", "2009-12-06"),
        ("mars 2015", "2015-03"),
        ("May 2016", "2016-05"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    """One date is found, and it is the whole text."""
    assert str(only_date(text)) == expected
    assert [str(date) for _, date in find_dates(f"Le {text}, Ada.")] == [expected]


@pytest.mark.parametrize(
    "text", ["1/14", "31 février 2014", "32/13/2014", "page 2014", "mars", "v1.2.2014", "3 chats"]
)
def test_what_is_no_date(text: str) -> None:
    """Fractions, impossible days and bare numbers are none."""
    assert list(find_dates(text)) == []


def test_a_date_in_a_sentence_is_not_alone() -> None:
    """Only separators may stand beside a date that is a line of its own."""
    assert only_date("Le 3 mars 2015 il pleut") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", PartialDate(2014)),
        ("2014-11", PartialDate(2014, 11)),
        ("2014-11-24", PartialDate(2014, 11, 24)),
        ("2014-13", None),
        ("2014-02-30", None),
        ("0000", None),
        ("24-11-2014", None),
    ],
)
def test_iso_dates(text: str, expected: PartialDate | None) -> None:
    """The precision is kept, and impossible dates are none."""
    assert iso_date(text) == expected
