"""Ages, as the law counts them: a year is reached at the start of the birthday."""

from __future__ import annotations

from datetime import date


def turns(born: date, age: int) -> date:
    """The day on which someone reaches an age; born on 29 February, in other years on 1 March.

    Source: Family Law Reform Act 1969, section 9; 1 March because 28 February is still the day before.
    """
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February in a year that has none
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Age in whole years on a day; negative before the birth."""
    years = day.year - born.year
    return years if turns(born, years) <= day else years - 1
