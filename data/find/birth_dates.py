"""Dates of birth and ages as people say them while a search is being typed.

More lenient than a form, on purpose: a form wants one certain date, find wants every child who may be meant.
`12/3/10`, `12 mar 2010`, `120310`, `12.03.2010`, `2010-03-12`, `12/3`, `mar 2010`, `2010` are all of use.
"""

from __future__ import annotations

from models.record import Record

OLDEST = 30
"""Years back that a two-digit year may lie: a register of ten years holds people of up to 28."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEPARATORS = str.maketrans("/.-", "   ")


class Born(Record):
    """A date of birth, or as much of one as was said; 0 stands for what was not."""

    year: int
    month: int
    day: int

    @property
    def number(self) -> int:
        """The date as yyyymmdd."""
        return self.year * 10_000 + self.month * 100 + self.day


def day_number(iso: str) -> int:
    """An ISO date as the number yyyymmdd, 0 when it is none."""
    digits = iso.replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def month_day(number: int) -> int:
    """The day of the year in a yyyymmdd number, as mmdd."""
    return number % 10_000


def month_named(word: str) -> int:
    """The month a word names, in full or by its first three letters; 0 when none. "sept" is one too."""
    word = word[:-1] if word == "sept" else word
    for number, full in enumerate(_FULL_MONTHS, 1):
        if word in (full, _MONTHS[number - 1]):
            return number
    return 0


def in_one_word(token: str, this_year: int) -> Born | None:
    """The date in a single token: `12/3/10`, `2010-03-12`, `120310`, `12032010`, `12mar2010`, `12/3`."""
    parts = token.translate(_SEPARATORS).split()
    if len(parts) > 1:
        return in_words(parts, this_year)
    if token.isascii() and token.isdigit() and len(token) in (6, 8):
        return _run_together(token, this_year)
    letters = "".join(c for c in token if c.isalpha())
    if letters and month_named(letters) and token.count(letters) == 1:
        return in_words([part for part in token.replace(letters, f" {letters} ").split() if part], this_year)
    return None


def in_words(parts: list[str], this_year: int) -> Born | None:
    """The date in two or three words: day, month (number or name) and year, or part of it; None when it is none."""
    if any(not part.isascii() or len(part) > 9 for part in parts) or not 2 <= len(parts) <= 3:
        return None
    named = [month_named(part) for part in parts]
    if any(named):
        return _with_named_month(parts, named, this_year)
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4 and len(parts) == 3:
        return _checked(int(parts[0]), int(parts[1]), int(parts[2]), this_year)
    if len(parts) == 2:
        if len(parts[1]) == 4:
            return _checked(int(parts[1]), int(parts[0]), 0, this_year)
        return _checked(0, int(parts[1]), int(parts[0]), this_year)
    return _checked(full_year(parts[2], this_year), int(parts[1]), int(parts[0]), this_year)


def full_year(text: str, this_year: int) -> int:
    """A year as typed: four digits as they are, two as the latest such year not in the future; -1 when neither."""
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        return -1
    year = this_year - this_year % 100 + int(text)
    return year if year <= this_year else year - 100


def near(born: Born, this_year: int) -> list[Born]:
    """Whole dates that differ from this one as misheard dates do: day and month swapped, or one of the three off."""
    if not (born.year and born.month and born.day):
        return []
    days = [born.but(day=day) for day in range(1, 32) if _like(day, born.day)]
    months = [born.but(month=month) for month in range(1, 13) if month != born.month]
    years = [born.but(year=born.year + step) for step in (-1, 1, -2, 2, -10, 10)]
    found = [born.but(month=born.day, day=born.month), *days, *months, *years]
    return [one for one in found if one != born and _checked(one.year, one.month, one.day, this_year)]


def _run_together(digits: str, this_year: int) -> Born | None:
    if len(digits) == 6:
        return in_words([digits[:2], digits[2:4], digits[4:]], this_year)
    return in_words([digits[:2], digits[2:4], digits[4:]], this_year) or in_words(
        [digits[:4], digits[4:6], digits[6:]], this_year
    )


def _with_named_month(parts: list[str], named: list[int], this_year: int) -> Born | None:
    """`12 mar 2010`, `12th march`, `mar 2010`, `march 12 2010`."""
    place = next(i for i, month in enumerate(named) if month)
    numbers = [_ordinal(part) for i, part in enumerate(parts) if i != place]
    if not all(part.isdigit() for part in numbers):
        return None
    if len(numbers) == 2:
        return _checked(full_year(numbers[1], this_year), named[place], int(numbers[0]), this_year)
    if len(numbers[0]) == 4:
        return _checked(int(numbers[0]), named[place], 0, this_year)
    return _checked(0, named[place], int(numbers[0]), this_year)


def _ordinal(part: str) -> str:
    return part[:-2] if part[-2:] in ("st", "nd", "rd", "th") else part


def _checked(year: int, month: int, day: int, this_year: int) -> Born | None:
    """The date if a child may have been born then; a year of 0, or a day of 0, is one that was not said."""
    if year and not this_year - OLDEST <= year <= this_year:
        return None
    longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return Born(year, month, day) if 1 <= month <= 12 and 0 <= day <= longest else None


def _like(one: int, other: int) -> bool:
    """Days of the month of which one digit differs, or whose digits are swapped, or that follow each other."""
    digits, others = divmod(one, 10), divmod(other, 10)
    return abs(one - other) == 1 or digits[0] == others[0] or digits[1] == others[1] or digits == others[::-1]
