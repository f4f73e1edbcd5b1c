"""The yearly report as lines of text, 78 columns wide: the same for the screen and the plain command."""

from __future__ import annotations

from collections.abc import Iterator

from models.figures.counted import Figures
from models.figures.drawn import bars, heat_map, sparkline
from models.times.words import MONTHS, date_words

WIDTH = 78


def figure_lines(whole: Figures, months: list[Figures], hours: tuple[tuple[int, ...], ...]) -> Iterator[str]:
    """Counts first, then months, places, reasons and hours, drawn in letters."""
    held = whole.interviews
    percent = "none was due" if held.in_time_percent is None else f"{held.in_time_percent} in 100 of those due"
    yield f"Year to {date_words(whole.period.last)}"
    yield f"Episodes begun: {whole.missing} missing, {whole.absent} absence only; {whole.children} children"
    yield f"Return interviews: {held.due} due, {held.offered} offered, {held.accepted} accepted,"
    yield f"  {held.declined} declined, {held.held} held, {held.held_in_time} within 72 hours: {percent}"
    yield ""
    yield f"Missing by month [{sparkline([month.missing for month in months])}]"
    yield from bars([(_month(month), month.missing) for month in months], WIDTH, label=9)
    for heading, rows in (("Went from", whole.placements), ("Reasons given", whole.reasons)):
        if rows:
            yield ""
            yield heading
            yield from bars(rows[:8], WIDTH, label=34)
    yield ""
    yield "When children go missing: day by hour"
    yield from heat_map(hours)


def _month(month: Figures) -> str:
    return f"{MONTHS[month.period.first.month - 1]} {month.period.first.year}"
