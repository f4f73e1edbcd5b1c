"""What waits for whoever comes on: things the day team left, and a handover that nobody has acknowledged in full."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from data.desk import Desk
from models.duties.alerts import LEFT, LEFT_LASTS, Alert
from models.events.desk import DESK, DayAlertLeft
from models.events.entry import Entry
from models.history.desk_state import DeskState
from models.history.register import Register
from models.text import how_many
from models.times.words import day_time_short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from models.handover.known import Known

FRESH = timedelta(days=2)
"""So long a handover waits to be acknowledged before it is only history."""


class DayAlerts:
    """The alerts of one desk. The ledger is looked at only when something was recorded since."""

    def __init__(self, desk: Desk, then: Register | None = None) -> None:
        self._desk, self._then = desk, then
        """`then` is the register of another moment, where that is looked at."""
        self._left: dict[str, Entry] = {}
        self._known = -1

    def at(self, now: datetime) -> list[Alert]:
        """Those that there is cause for at a moment, whoever has seen them."""
        if self._desk.head.seq != self._known:
            recent = self._recent(now)
            self._left |= {entry.id: entry for entry in recent if isinstance(entry.event, DayAlertLeft)}
            self._known = self._desk.head.seq
        left = list(self._left.values())
        state = self._then.desk.at(now) if self._then else self._desk.register.desk
        return [*_handover(state, self._desk.account.name, now), *self._left_for_the_night(left, now)]

    def _left_for_the_night(self, left: list[Entry], now: datetime) -> list[Alert]:
        if not left:
            return []
        from models.handover.day_alerts import day_alerts  # here, as below: on most nights nothing waits (3 ms)

        return day_alerts(left, known_of(self._register, left), now)

    def _recent(self, now: datetime) -> Iterable[Entry]:
        """What was entered since the last look; at the first one, since what still matters may have been left."""
        if self._known < 0:
            return self._register.entered_since(now - LEFT_LASTS, DayAlertLeft.__name__)
        return self._register.entered_after(self._known, DayAlertLeft.__name__)

    @property
    def _register(self) -> Register:
        return self._then or self._desk.register


def known_of(register: Register, entries: Iterable[Entry]) -> Known:
    """The children whom entries are about, and the desk."""
    from models.handover.known import Known

    subjects = {entry.subject for entry in entries} - {DESK}
    found = {subject: register.child(subject) for subject in sorted(subjects)}
    return Known({subject: history for subject, history in found.items() if history}, register.desk)


def _handover(state: DeskState, account: str, now: datetime) -> list[Alert]:
    """The newest handover, where items of it wait; not for the one who signed it."""
    newest = state.handovers[-1:]
    if not newest or newest[0].by.account == account or now - newest[0].entered_at > FRESH:
        return []
    from models.handover.signed import signed_of

    waiting = len(signed_of(newest[0], state).waiting)
    at = day_time_short(newest[0].entered_at, now)
    words = f"{newest[0].by.name} handed over at {at}: {how_many(waiting, 'item')} to be acknowledged (h, then a)"
    return [Alert(f"handover/{newest[0].id}", LEFT, newest[0].entered_at, words, "")] if waiting else []
