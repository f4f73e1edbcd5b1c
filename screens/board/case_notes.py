"""What the night notes of each case, and notes again only of a case that was worked out anew, or on another day.

A board of many episodes is looked at every minute; nearly all of them are then what they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.duties.alerts import Alert, alerts_of, by_weight
from models.duties.case import Case
from models.record import Record
from models.times.zone import END, local_date
from screens.board.wording import same_facts

TURNING = timedelta(seconds=2)
"""So long after a clock runs out the cases are worked out at each tick: late is later than at the time."""


class Noted(Record):
    """What was noted of a case."""

    case: Case
    day: date
    alerts: tuple[Alert, ...]
    """Those that there is cause for, whoever has seen them; their words hold for the day."""
    turn: datetime
    """The next moment at which one of its clocks changes its state or an episode drops out of a window; or END."""


class CaseNotes:
    """The notes on the cases of one night."""

    def __init__(self) -> None:
        self._noted: dict[str, Noted] = {}

    def look(self, cases: Iterable[Case], now: datetime) -> bool:
        """Takes in the cases as they are worked out at this moment; whether anything but the moment is different."""
        day, before = local_date(now), self._noted
        self._noted, anew = {}, 0
        for case in cases:
            noted = before.get(case.episode.id)
            holds = noted is not None and noted.day == day and noted.turn > now - TURNING
            if noted is None or not holds or not same_facts(noted.case, case) or now < noted.case.now:
                noted, anew = Noted(case, day, tuple(alerts_of([case])), _turn(case, now)), anew + 1
            self._noted[case.episode.id] = noted
        return bool(anew) or list(self._noted) != list(before)

    @property
    def alerts(self) -> list[Alert]:
        """Every alert, in the order in which they are shown."""
        return by_weight(alert for noted in self._noted.values() for alert in noted.alerts)

    @property
    def turn(self) -> datetime | None:
        """The next turn of any case; None when none is known."""
        first = min((noted.turn for noted in self._noted.values()), default=END)
        return None if first == END else first


def _turn(case: Case, now: datetime) -> datetime:
    turns = [clock.at for clock in case.clocks if clock.is_live and clock.at]
    turns += [count.drops_out_at for count in case.windows if count.drops_out_at]
    return min((at for at in turns if at + TURNING > now), default=END)
