"""Alerts: what a worker must be told in words, and must say to have seen.

A crossing, a lapse, something late, a duty withdrawn. Which exist follows from the cases; what a worker has seen is
kept for each account, so that one worker's "seen" never clears another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from models.duties.case import Case
from models.duties.duty import OVERDUE, WITHDRAWN, Duty, withdrawn_alert
from models.duties.lapses import undecided
from models.events.desk import AlertSeen
from models.events.entry import Entry
from models.history.child import Child
from models.record import Record
from models.times.words import day_time_short
from models.times.zone import local_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from models.duties.brief import Cause

    E = TypeVar("E", bound="Alert | Cause")

LAPSED, LATE, CROSSED, GONE, LEFT = "lapsed", "overdue", "crossed", "withdrawn", "left"
KINDS = (LAPSED, LEFT, LATE, CROSSED, GONE)
"""In the order in which they are shown."""
COMES_BACK = timedelta(minutes=5)
"""So long after it was seen, a lapse that nobody has decided is shown again (D12)."""
LEFT_LASTS = timedelta(days=7)
"""So long a thing left for the night is shown to whoever has not seen it; after that it stands in the record only."""
CROSSINGS = frozenset({"count", "time", "risk", "harm"})
"""The triggers whose being met is a threshold crossed; the others are steps somebody has just entered."""


class Alert(Record):
    """One thing to be seen."""

    id: str
    kind: str
    at: datetime
    """Since when there is cause."""
    words: str
    episode: str


def alerts_of(cases: Iterable[Case]) -> list[Alert]:
    """Every alert that there is cause for, whoever has seen it: lapses first, each kind oldest first."""
    return by_weight(alert for case in cases for alert in _of_case(case))


def by_weight(alerts: Iterable[E]) -> list[E]:
    """Each alert once, in the order in which they are shown."""
    found = {alert.id: alert for alert in alerts}
    return sorted(found.values(), key=lambda alert: (KINDS.index(alert.kind), alert.at, alert.id))


def unseen(alerts: Iterable[E], seen: Mapping[str, datetime], now: datetime) -> list[E]:
    """Those that a worker must still see; `seen` says when that worker last saw which."""
    return [alert for alert in alerts if _waits(alert, seen.get(alert.id), now)]


def first_to_come_back(alerts: Iterable[Alert | Cause], seen: Mapping[str, datetime], now: datetime) -> datetime | None:
    """When the next of the lapses that this worker has seen is shown again; None when none is to be."""
    put_away = (seen[alert.id] for alert in alerts if alert.kind == LAPSED and alert.id in seen)
    return min((at + COMES_BACK for at in put_away if now - at < COMES_BACK), default=None)


def sightings(entries: Iterable[Entry], account: str) -> dict[str, datetime]:
    """When an account last saw each alert, from the desk's entries."""
    events = (entry.event for entry in entries)
    return {e.alert: e.happened_at for e in events if isinstance(e, AlertSeen) and e.account == account}


def named(child: Child, now: datetime) -> str:
    """A child as an alert and a form name it: `Kayleigh Barnes, 15`."""
    age = child.age(local_date(now))
    return child.name if age is None else f"{child.name}, {age}"


def _waits(alert: Alert | Cause, seen_at: datetime | None, now: datetime) -> bool:
    if seen_at is None:
        return True
    return alert.kind == LAPSED and now - seen_at >= COMES_BACK


def _of_case(case: Case) -> Iterator[Alert]:
    name = named(case.child, case.now)
    lapse = undecided(case.episode, case.now) if case.episode.is_open else None
    if lapse:
        at = day_time_short(lapse.limit.at, case.now)
        words = f"{name}: the agreed limit of {at} has LAPSED. Decide: switch to missing, or agree a new limit"
        yield Alert(f"lapsed/{case.episode.id}/{lapse.limit.entry}", LAPSED, lapse.limit.at, words, case.episode.id)
    for duty in case.duties:
        if duty.episode == case.episode.id or duty.episode == "":
            yield from _of_duty(duty, name, case)


def _of_duty(duty: Duty, name: str, case: Case) -> Iterator[Alert]:
    if duty.ended == WITHDRAWN:
        at = duty.ended_at or case.now
        words = f"{name}: {duty.rule.label} is no longer owed, {duty.how}"
        yield Alert(withdrawn_alert(duty), GONE, at, words, duty.episode)
    elif duty.state(case.now) == OVERDUE and duty.deadline:
        words = f"{name}: {duty.rule.label} is OVERDUE since {day_time_short(duty.deadline, case.now)}"
        yield Alert(f"overdue/{duty.id}", LATE, duty.deadline, words, duty.episode)
    elif duty.is_owed and any(when.kind in CROSSINGS for when in duty.rule.when):
        yield _crossing(duty, name, case)


def _crossing(duty: Duty, name: str, case: Case) -> Alert:
    """A further episode or reason that joins the duty (D11) is a crossing of its own."""
    times = len(duty.whys)
    again = f"/{times}" if times > 1 else ""
    since = day_time_short(duty.arose_at, case.now)
    words = f"{name}: {duty.rule.label.partition(':')[0]} is owed since {since}: {duty.whys[-1]}"
    return Alert(f"crossed/{duty.id}{again}", CROSSED, duty.arose_at, words, duty.episode)
