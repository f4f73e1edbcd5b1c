"""The JSON that plain commands answer: a contract, versioned. Instants are UTC in whole seconds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.ledger import Head
from data.outcome import Receipt
from models.duties.case import Case
from models.duties.clocks import Clock
from models.duties.windows import Count
from models.events.entry import Entry
from models.history.child import Child
from models.history.confirmed import last_confirmed
from models.history.corrections import corrections_of
from models.times.zone import iso, local_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = 1


def head_shape(head: Head) -> dict[str, Any]:
    """How far the ledger is known."""
    return {"seq": head.seq, "hash": head.hash}


def cases_shape(cases: Iterable[Case], protocol: str, head: Head, now: datetime) -> dict[str, Any]:
    """What `board`, `show` and `due` share."""
    episodes = [case_shape(case) for case in cases]
    return {"v": VERSION, "now": iso(now), "protocol": protocol, "head": head_shape(head), "episodes": episodes}


def case_shape(case: Case) -> dict[str, Any]:
    """One episode with its spells, counts and clocks."""
    episode = case.episode
    return {
        "id": episode.id,
        "child": child_shape(case.child, case.now),
        "status": episode.status,
        "since": iso(episode.since),
        "about": episode.about,
        "found_at": iso(episode.found_at) if episode.found_at else None,
        "returned_at": iso(episode.returned_at) if episode.returned_at else None,
        "last_confirmed": iso(last_confirmed(episode).at) if episode.is_open else None,
        "risk": episode.risk,
        "police_log": episode.police_log,
        "police_grade": episode.police_grade,
        "spells": [
            {"status": spell.status, "from": iso(spell.start), "to": iso(spell.end) if spell.end else None}
            for spell in episode.spells
        ],
        "away_s": int(episode.time_away(case.now).total_seconds()),
        "missing_s": int(episode.time_missing(case.now).total_seconds()),
        "counts": [count_shape(count) for count in case.counts],
        "clocks": [clock_shape(clock, case.now) for clock in case.clocks],
    }


def child_shape(child: Child, now: datetime) -> dict[str, Any]:
    """Enough to tell the child from another."""
    return {
        "id": child.id,
        "name": child.name,
        "dob": child.detail("dob") or None,
        "age": child.age(local_date(now)),
        "legal": child.legal,
        "placing": child.placing,
        "placement": child.detail("placement"),
    }


def count_shape(count: Count) -> dict[str, Any]:
    """How many of how many, and when the oldest drops out."""
    return {
        "rule": count.rule,
        "n": count.n,
        "of": count.of,
        "window_days": count.window_days,
        "window_from": iso(count.window_from),
        "episodes": [each.episode.id for each in count.placed],
        "drops_out_at": iso(count.drops_out_at) if count.drops_out_at else None,
        "absences": count.absences,
        "known_until": iso(count.known_until) if count.known_until else None,
        "known": count.known,
    }


def clock_shape(clock: Clock, now: datetime) -> dict[str, Any]:
    """One clock; `left_s` is negative when late, and null where nothing is counted down."""
    left = clock.left(now)
    return {
        "rule": clock.rule,
        "kind": clock.kind,
        "label": clock.label,
        "at": iso(clock.at) if clock.at else None,
        "left_s": int(left.total_seconds()) if left is not None else None,
        "state": clock.state,
        "duty": clock.duty or None,
        "provisional": clock.provisional,
        "why": clock.why,
        "source": clock.source,
    }


def entry_shape(entry: Entry, entries: Iterable[Entry]) -> dict[str, Any]:
    """One entry as it was entered, and the newest entry that corrects it."""
    corrections = corrections_of(entry.id, entries)
    return {
        "id": entry.id,
        "seq": entry.seq,
        "type": entry.type,
        "happened_at": iso(entry.happened_at),
        "entered_at": iso(entry.entered_at),
        "by": {"name": entry.by.name, "role": entry.by.role},
        "source": entry.event.source if entry.event else "",
        "data": dict(entry.data),
        "corrected_by": corrections[-1].id if corrections else None,
    }


def receipt_shape(receipt: Receipt) -> dict[str, Any]:
    """What a write answers."""
    shape: dict[str, Any] = {
        "events": [{"id": entry.id, "seq": entry.seq} for entry in receipt.entries],
        "head": head_shape(receipt.head),
        "notes": list(receipt.notes),
    }
    for name in ("child", "episode"):
        if getattr(receipt, name):
            shape[name] = getattr(receipt, name)
    return shape
