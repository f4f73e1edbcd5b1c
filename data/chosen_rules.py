"""The rulebook that the record has chosen."""

from __future__ import annotations

from data.protocol_files import DEFAULT, protocol_in, shipped
from models.duties.rulebook import BEGINNING, Period, Rulebook
from models.history.desk_state import DeskState
from models.times.working_days import WorkingDays


def rulebook_of(desk: DeskState, days: WorkingDays) -> Rulebook:
    """The protocols chosen so far, and the usual one before the first of them."""
    periods = tuple(Period(each.since, protocol_in(each.text)) for each in desk.protocols)
    if not periods or periods[0].since > BEGINNING:
        periods = (Period(BEGINNING, shipped(DEFAULT)), *periods)
    return Rulebook(periods, days, desk.daytime)
