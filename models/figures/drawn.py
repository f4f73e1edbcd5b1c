"""Figures drawn with letters: bars, sparklines and a heat map that read in ASCII and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LEVELS = " .:-=+*#%@"
"""From nothing to the most; a blank is exactly nothing."""


def level(value: int, most: int) -> str:
    """One character for a value: blank for none, and never blank for some."""
    if value <= 0 or most <= 0:
        return LEVELS[0]
    return LEVELS[max(1, round(value / most * (len(LEVELS) - 1)))]


def sparkline(values: Sequence[int]) -> str:
    """A row of levels, the largest value the highest."""
    most = max(values, default=0)
    return "".join(level(value, most) for value in values)


def bars(rows: Sequence[tuple[str, int]], width: int, label: int = 16) -> Iterator[str]:
    """One line a row: name, number, and a bar of `#` as long as the number allows."""
    most = max((value for _, value in rows), default=0)
    room = max(1, width - label - 7)
    for name, value in rows:
        length = max(1, round(value / most * room)) if value > 0 else 0
        yield f"{name[:label]:<{label}} {value:>5} {'#' * length}"


def heat_map(hours: Sequence[Sequence[int]]) -> Iterator[str]:
    """Weekdays down, hours across, two columns an hour; the key says what the darkest stands for."""
    most = max((value for row in hours for value in row), default=0)
    yield "    " + "".join(f"{hour:<4}" for hour in range(0, 24, 2))
    for day, row in zip(DAYS, hours, strict=True):
        yield f"{day} " + "".join(level(value, most) * 2 for value in row)
    yield f"    blank: none; from {LEVELS[1]} (fewest) to {LEVELS[-1]} (most: {most})"
