"""The yearly report's lines, worked out from a store on a session of its own: it may take a while on a long history."""

from __future__ import annotations

from data.desk import Desk
from models.figures.paper import figure_lines
from models.figures.period import running_year
from models.figures.report import report
from models.times.zone import local_date


def yearly_lines(desk: Desk) -> list[str]:
    """The report of the year that is running.

    Raises:
        LedgerError: the store cannot be read.
    """
    own = Desk.open(desk.store, desk.io, write=False)
    try:
        now, register = own.now(), own.register
        period = running_year(local_date(now))
        return list(figure_lines(report(register.children(), period, register.desk.daytime, now)))
    finally:
        own.close()
