"""Notices: an alert as it leaves the building. Ids and rules only, never a child's name."""

from __future__ import annotations

from models.digest import sha256
from models.duties.alerts import CROSSED, GONE, LAPSED, LATE, Alert
from models.record import Record
from models.times.zone import iso

WHAT = {LAPSED: "agreed limit LAPSED", LATE: "OVERDUE", CROSSED: "threshold crossed", GONE: "no longer owed"}
DECIDE = {LAPSED: "decide on the board", GONE: "see the board"}
MOVING = frozenset({LAPSED, LATE})
"""Kinds whose time a correction may move; reached again at its new time, it is another alert."""


class Notice(Record):
    """One alert for the world outside."""

    key: str
    """What tells it from every other alert, for ever."""
    ref: str
    """Eight letters and digits of the key, to be named over the phone."""
    kind: str
    episode: str
    rule: str
    since: str
    words: str


def notice_of(alert: Alert, training: bool) -> Notice:
    """The notice of an alert; of a training store it says so."""
    since = iso(alert.at)
    key = f"{alert.id}@{since}" if alert.kind in MOVING else alert.id
    ref, rule = sha256(key.encode()).hexdigest()[:8], _rule(alert)
    about = f"{WHAT[alert.kind]}{f', {rule}' if rule else ''}, episode {alert.episode or 'none'}, since {since}"
    words = f"{about}: {DECIDE.get(alert.kind, 'owed')}. Ref {ref}"
    return Notice(key, ref, alert.kind, alert.episode, rule, since, f"TRAINING: {words}" if training else words)


def _rule(alert: Alert) -> str:
    """The rule's id, which a duty's id holds: `overdue/E35R9WBV.interview-72h`."""
    if alert.kind == LAPSED:
        return "absence-limit"
    parts = alert.id.partition("/")[2].split(".")
    return parts[1] if len(parts) > 1 else ""
