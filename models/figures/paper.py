"""The yearly report as lines of text, 78 columns wide: the same for the screen and the plain command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.figures.counted import Figures
from models.figures.drawn import bars, heat_map, sparkline
from models.figures.report import Named, Report
from models.text import how_many
from models.times.words import MONTHS, date_words

WIDTH = 78
LABEL, MOST = 34, 8
"""Letters of a name, and names, that a table has room for; the file has them all."""


def figure_lines(found: Report) -> Iterator[str]:
    """Counts first and how far they are known, then months, places, reasons and hours, drawn in letters."""
    whole, held = found.whole, found.whole.interviews
    percent = "none was due" if held.in_time_percent is None else f"{held.in_time_percent} in 100 of those due"
    yield f"Year to {date_words(whole.period.last)}; {found.known}"
    children = how_many(whole.children, "child", "children")
    yield f"Episodes begun: {whole.missing} missing, {whole.absent} absence only; {children}"
    yield f"Return interviews: {held.due} due, {held.offered} offered, {held.accepted} accepted,"
    yield f"  {held.declined} declined, {held.held} held, {held.held_in_time} within 72 hours: {percent}"
    yield ""
    yield f"Missing by month [{sparkline([month.missing for month in found.months])}]"
    yield from bars([(_month(month), month.missing) for month in found.months], WIDTH, label=9)
    yield from _drawn("Went from", [(name, each.missing + each.absent) for name, each in found.placements])
    yield from _drawn("Reasons given", [(name, each.missing) for name, each in found.reasons])
    yield from _drawn("Found at", found.found_at)
    yield from _interviews("month", [(_month(month), month) for month in found.months])
    yield from _interviews("placement", found.placements[:MOST])
    yield from _interviews("reason", found.reasons[:MOST])
    yield ""
    yield "When children go missing: day by hour"
    yield from heat_map(found.hours)


def _drawn(heading: str, rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
        yield from bars(rows[:MOST], WIDTH, label=LABEL)


def _interviews(by: str, rows: Sequence[Named]) -> Iterator[str]:
    """What became of the interviews, a row for each that had any due."""
    due = [(name, each.interviews) for name, each in rows if each.interviews.due]
    if due:
        yield ""
        yield f"{f'Interviews by {by}':<{LABEL}}  due offered accepted  held in 72 h"
    for name, held in due:
        cells = f"{held.due:>5}{held.offered:>8}{held.accepted:>9}{held.held:>6}{held.held_in_time:>8}"
        yield f"{name[:LABEL]:<{LABEL}}{cells}"


def _month(month: Figures) -> str:
    return f"{MONTHS[month.period.first.month - 1]} {month.period.first.year}"
