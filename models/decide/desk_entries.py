"""What is recorded on the desk and concerns no child: which of it can be set right, which is entered anew."""

from __future__ import annotations

from models.decide.asking import Asking
from models.events.base import Event
from models.events.child import CallTaken
from models.events.desk import DayAlertLeft, HistoryImported
from models.events.entry import Entry

SET_RIGHT: dict[type[Event], tuple[str, ...]] = {
    CallTaken: ("caller", "text", "number", "about_whom", "happened_at", "source"),
    DayAlertLeft: ("text", "source"),
    HistoryImported: ("until", "since"),
}
"""The kinds of entries that can be corrected, by these fields, or struck."""


def check_of_desk(asking: Asking, entry: Entry) -> bool:
    """Whether an entry on the desk can be set right; if not, what to do instead is said."""
    if type(entry.event) in SET_RIGHT:
        return True
    asking.wrong("entry", "this entry is about the desk itself and stands: enter the worker, protocol or handover anew")
    return False
