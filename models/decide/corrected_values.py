"""Reading a corrected value: as strictly as the field was read when the entry was made."""

from __future__ import annotations

from models.decide.asking import Asking
from models.decide.children import NAMES, read_details
from models.decide.meetings import rules_that_owe
from models.decide.returning import END_REASONS
from models.events.entry import Entry
from models.history.spells import STATUSES
from models.problem import Problem
from models.times.parse import parse_date
from models.times.reading import Unread
from models.times.zone import iso, local_date

AHEAD = ("limit", "due", "meets_at")
"""The times that may lie ahead."""
FIXED = ("episode", "covers", "entry", "other", "afterwards")
"""What ties an entry to others, or says how it was made; void the entry instead."""

Read = tuple[str, bool | None]
"""The value as it is stored; for the time of the fact, also whether it was given as "about"."""


def read_value(asking: Asking, entry: Entry, field: str, typed: str) -> Read:
    """The corrected value, with a problem noted for whatever is wrong with it."""
    group, _, name = field.partition(".")
    kinds = type(entry.event).kinds() if entry.event else {}
    kind = kinds.get(group, "")
    if not kind or group in FIXED or (kind == "dict[str, str]") != bool(name):
        fields = ", ".join(each for each in kinds if each not in FIXED)
        asking.wrong("field", f"{field[:40]!r} is not a field of this entry; one of: {fields}")
        return "", None
    if kind.startswith("datetime"):
        return _time(asking, group, typed)
    if group == "details":
        return _detail(asking, name, typed), None
    return _other(asking, entry, group, kind, typed), None


def _time(asking: Asking, field: str, typed: str) -> Read:
    wanted = "a time is wanted, for example 22:30"
    found = asking.coming("value", typed, wanted) if field in AHEAD else asking.past("value", typed, wanted)
    return (iso(found.at), found.about if field == "happened_at" else None) if found else ("", None)


def _detail(asking: Asking, name: str, typed: str) -> str:
    before = len(asking.problems)
    value = read_details(asking, {name: typed}, keep_blank=True).get(name, "")
    if name in NAMES and not value:
        asking.wrong("value", "a name cannot be taken away, only changed")
    asking.problems[before:] = [Problem("value", each.message) for each in asking.problems[before:]]
    return value


def _other(asking: Asking, entry: Entry, field: str, kind: str, typed: str) -> str:
    allowed = _choices(asking, entry, field)
    if allowed:
        return asking.choice("value", typed, allowed)
    if kind == "bool":
        return asking.choice("value", typed, ("yes", "no"))
    if kind == "date":
        day = parse_date(typed, local_date(asking.now))
        if isinstance(day, Unread):
            asking.wrong("value", day.message)
        return "" if isinstance(day, Unread) else day.isoformat()
    if field == "rules":
        owes = "task" if entry.type == "TaskDone" else "meeting"
        return ", ".join(rules_that_owe(asking, tuple(typed.split(",")), owes, "value"))
    return asking.prose("value", typed)


def _choices(asking: Asking, entry: Entry, field: str) -> tuple[str, ...]:
    """The words that a field of a kind of entry may hold; empty where any text will do."""
    return {
        ("EpisodeOpened", "status"): STATUSES,
        ("StatusSwitched", "to"): STATUSES,
        ("RiskJudged", "grade"): asking.protocol.risk_grades,
        ("PersonTold", "role"): tuple(asking.protocol.roles),
        ("EpisodeEnded", "reason"): END_REASONS,
    }.get((entry.type, field), ())
