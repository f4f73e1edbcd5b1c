"""The yearly report's lines, worked out from a store on a session of its own: it may take a while on a long history."""

from __future__ import annotations

from data.desk import Desk
from models.figures.counted import begun_in, by_hour, figures
from models.figures.paper import figure_lines
from models.figures.period import running_year
from models.times.zone import local_date


def yearly_lines(desk: Desk) -> list[str]:
    """The report of the year that is running.

    Raises:
        LedgerError: the store cannot be read.
    """
    own = Desk.open(desk.store, desk.io, write=False)
    try:
        period = running_year(local_date(own.now()))
        pairs = begun_in(own.register.children(), period)
        months = [figures(pairs, month) for month in period.months()]
        return list(figure_lines(figures(pairs, period), months, by_hour(pairs)))
    finally:
        own.close()
