"""What a worker must still see, worked out once: for a plain command, which does not stay to watch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.day_alerts import DayAlerts
from data.desk import Desk
from data.outcome import Refusal
from models.commands.desk import SeeAlert
from models.duties.alerts import LAPSED, Alert, alerts_of, sightings, unseen
from models.duties.case import Case
from models.history.register import Register
from models.problem import Problem


def waiting_alerts(
    desk: Desk, cases: Iterable[Case], then: Register | None = None, now: datetime | None = None
) -> list[Alert]:
    """The alerts that the signed-in worker has not seen, in the order in which the board shows them.

    Of another moment where its register and time are given.
    """
    now = now or desk.now()
    state = then.desk.at(now) if then else desk.register.desk
    found = [*DayAlerts(desk, then).at(now), *alerts_of(cases)]
    waiting = unseen(found, sightings(state.entries, desk.account.name), now)
    lapsed = sorted((alert for alert in waiting if alert.kind == LAPSED), key=lambda alert: alert.at, reverse=True)
    return [*lapsed, *(alert for alert in waiting if alert.kind != LAPSED)]


def see_alerts(desk: Desk, wanted: Iterable[str]) -> list[Alert] | Refusal:
    """Records that the worker has seen these, by their ids; no wanted ones: all that wait. Nobody else's are cleared.

    Raises:
        LedgerError: it could not be recorded; those before it were.
    """
    waiting, wanted = waiting_alerts(desk, desk.cases()), list(wanted)
    ids = {alert.id for alert in waiting}
    strange = [each for each in wanted if each not in ids]
    if strange:
        return Refusal(tuple(Problem("alert", f"no alert {each[:60]!r} waits; list them: alerts") for each in strange))
    seen = [alert for alert in waiting if not wanted or alert.id in wanted]
    for alert in seen:
        outcome = desk.submit(SeeAlert(key=desk.new_key(), alert=alert.id))
        if isinstance(outcome, Refusal):
            return outcome
    return seen
