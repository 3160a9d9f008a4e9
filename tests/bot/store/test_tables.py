"""Instants survive to the microsecond, and only aware ones are taken."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.store.columns import Instant

DIALECT = create_engine("sqlite://").dialect
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2900, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis wants naive bounds


@given(INSTANTS, INSTANTS)
def test_instants_keep_value_and_order(first: datetime, second: datetime) -> None:
    """What comes back is the same instant in UTC, and numbers sort as instants do."""
    column = Instant()
    numbers = [column.process_bind_param(one, DIALECT) for one in (first, second)]
    back = [column.process_result_value(number, DIALECT) for number in numbers]
    assert back == [first, second]
    assert back[0] is not None
    assert back[0].tzinfo is UTC
    assert (str(numbers[0]) == str(numbers[1])) == (first == second)
    assert ((numbers[0] or 0) < (numbers[1] or 0)) == (first < second)


def test_naive_times_are_refused() -> None:
    """A time without a zone could mean any instant."""
    with pytest.raises(TypeError):
        Instant().process_bind_param(datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001 - the point
