"""Ages, leap-day birthdays among them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.times.age import age_on, turns

BIRTHS = st.dates(date(1990, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2011, 3, 12), date(2026, 3, 11), 14),
        (date(2011, 3, 12), date(2026, 3, 12), 15),
        (date(2011, 3, 12), date(2011, 3, 12), 0),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2026, 3, 1), date(2026, 2, 28), -1),
    ],
)
def test_age_on_a_day(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_a_leap_day_child_turns_18_on_the_first_of_march() -> None:
    assert turns(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert turns(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert turns(date(2010, 3, 12), 18) == date(2028, 3, 12)


@given(BIRTHS, st.integers(0, 30))
def test_an_age_begins_on_the_day_it_is_reached(born: date, age: int) -> None:
    assert age_on(born, turns(born, age)) == age
    assert age_on(born, turns(born, age) - timedelta(days=1)) == age - 1
