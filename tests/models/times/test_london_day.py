"""The short way to the London date is the long way's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.london_day import london_day
from models.times.zone import local_date


@given(st.datetimes(datetime(1997, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)))
def test_it_is_the_date_that_the_zone_gives(at):
    assert london_day(at) == local_date(at)


@pytest.mark.parametrize("year", range(2016, 2038))
def test_around_both_changes_of_the_clocks_every_hour_is_right(year):
    for month in (3, 10):
        for hours in range(9 * 24):
            at = datetime(year, month, 24, tzinfo=UTC) + timedelta(hours=hours, minutes=59)
            assert london_day(at) == local_date(at)
