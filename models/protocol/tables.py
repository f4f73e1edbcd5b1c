"""One table of a protocol file: typed reading that notes every mistake instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.problem import Problem
from models.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONGEST_NAME = 40
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Table:
    """Reads the keys of one TOML table; what is wrong, missing or unknown goes into `problems`, with its line."""

    def __init__(
        self, data: Mapping[str, Any], where: str, line_of: Callable[[str], int], problems: list[Problem]
    ) -> None:
        self._data, self._where, self._line_of = data, where, line_of
        self._read: set[str] = set()
        self.problems = problems

    def wrong(self, key: str, message: str) -> None:
        """Notes a mistake at a key."""
        where = f"line {self._line_of(key)}" + (f", {self._where}" if self._where else "")
        self.problems.append(Problem(where, message))

    def has(self, key: str) -> bool:
        """Whether the key stands in the table."""
        return key in self._data

    def get(self, key: str, kind: type, default: Any, wanted: str) -> Any:
        """A value of one kind, or the default with a note."""
        self._read.add(key)
        value = self._data.get(key, default)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.wrong(key, f'"{key}" is missing: {wanted}' if key not in self._data else f'"{key}": {wanted}')
        return kind()

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank."""
        value = str(self.get(key, str, default, "a text in quotes is wanted")).strip()
        if not value and key in self._data and isinstance(self._data[key], str) and default is None:
            self.wrong(key, f'"{key}" is blank')
        self._printable(key, value)
        return value

    def _printable(self, key: str, value: str) -> None:
        if clean(value) != value.strip():
            self.wrong(key, f'"{key}" holds characters that cannot be shown')

    def word(self, key: str) -> str:
        """A short name: small letters, digits and hyphens."""
        value = self.text(key)
        if value and not _is_name(value, "-"):
            self.wrong(key, f'"{key}": small letters, digits and hyphens only, at most 40')
        return value

    def number(self, key: str, default: int | None = None, most: int = 100_000) -> int:
        """A whole number from 1 up."""
        value = int(self.get(key, int, default, "a whole number is wanted"))
        if key in self._data and isinstance(self._data[key], int) and not 1 <= value <= most:
            self.wrong(key, f'"{key}": a whole number from 1 to {most} is wanted')
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when left out."""
        return bool(self.get(key, bool, False, "true or false is wanted"))

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list."""
        self._read.add(key)
        if key not in self._data:
            return default
        value = self._data[key]
        found = [value] if isinstance(value, str) else value
        if isinstance(found, list) and found and all(isinstance(item, str) and item.strip() for item in found):
            for item in found:
                self._printable(key, item)
            return tuple(found)
        empty = "; leave it out rather than empty" if found == [] else ""
        self.wrong(key, f'"{key}": a list of texts is wanted, for example ["police", "sw"]{empty}')
        return default

    def some_of(self, key: str, allowed: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of words out of a fixed choice."""
        values = self.texts(key, default)
        for value in values:
            if value not in allowed:
                self.wrong(key, f'"{value}" is not known here; one of: {", ".join(allowed)}')
        return values

    def clock_time(self, key: str, default: str) -> str:
        """A time of day, HH:MM."""
        value = self.text(key, default)
        if not _is_time(value):
            self.wrong(key, f'"{key}": a time like "17:00" is wanted')
            return default
        return value

    def table(self, key: str) -> Mapping[str, Any]:
        """A table inside this one; empty when left out."""
        value: Mapping[str, Any] = self.get(key, dict, {}, "a table is wanted")
        return value

    def named_texts(self) -> dict[str, str]:
        """Every key of the table with its text; keys are as a worker types them."""
        for key in self._data:
            if not _is_name(key, "-_"):
                self.wrong(key, f'"{key}": small letters, digits, hyphens and underlines only, at most 40')
        return {key: self.text(key) for key in self._data}

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """Tables in a list; one table alone counts as a list."""
        self._read.add(key)
        value = self._data.get(key, [])
        found = [value] if isinstance(value, dict) else value
        if isinstance(found, list) and all(isinstance(item, dict) for item in found):
            return found
        self.wrong(key, f'"{key}": a table, or a list of tables, is wanted')
        return []

    def inner(self, data: Mapping[str, Any], key: str) -> Table:
        """A table that stands on one line inside this one, under a key."""
        return Table(data, self._where, lambda _: self._line_of(key), self.problems)

    def done(self) -> None:
        """Names the keys that nobody asked for: most are slips of typing, and a rule would be silently weaker."""
        for key in self._data:
            if key not in self._read:
                self.wrong(key, f'"{key}" is not known here')


def _is_name(value: str, marks: str) -> bool:
    """Small letters and digits; the marks too, but not in front. (Patterns would take 1 ms each to make.)"""
    return 0 < len(value) <= LONGEST_NAME and value[0] in _SMALL and _SMALL.union(marks).issuperset(value)


def _is_time(value: str) -> bool:
    """`HH:MM`, of a day of 24 hours."""
    hours, mark, minutes = value[:2], value[2:3], value[3:]
    if mark != ":" or len(minutes) != 2 or not (hours + minutes).isascii() or not (hours + minutes).isdigit():
        return False
    return int(hours) < 24 and int(minutes) < 60
