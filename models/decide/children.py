"""Registering children, changing their details, linking and joining them."""

from __future__ import annotations

from models import ids
from models.commands.child import ChangeChild, LinkChildren, RegisterChild, SaySameChild
from models.decide.asking import Asking, Decision
from models.events.child import ChildDetailsChanged, ChildRegistered, ChildrenLinked, SameChildSaid, SameChildUnsaid
from models.history.details import CASE, DETAILS, LEGAL, LONG
from models.times.parse import parse_date
from models.times.reading import Unread
from models.times.zone import local_date

NAMES = ("surname", "forename")
"""The details without which there is no child."""


def register_child(asking: Asking, command: RegisterChild) -> Decision:
    """Any name that is not blank is a name; a date of birth, or about what age, is needed to tell children apart."""
    details = read_details(asking, command.details)
    for name, wanted in (("surname", "a surname is wanted; any text will do"), ("forename", "a forename is wanted")):
        if not details.get(name):
            asking.wrong(name, wanted)
    if not details.get("dob") and not details.get("about_age") and "dob" not in _fields(asking):
        asking.wrong("dob", "a date of birth is wanted, for example 12/3/2010; or say about what age")
    child = asking.fresh_id(ids.CHILD)
    source = asking.line("source", command.source)
    event = ChildRegistered(happened_at=asking.now, source=source, details=details)
    return asking.decided((child, event), child=child)


def change_child(asking: Asking, command: ChangeChild) -> Decision:
    """Only what differs is recorded."""
    history = asking.child("child", command.child)
    details = read_details(asking, command.details, keep_blank=True)
    for name in NAMES:
        if details.get(name) == "":
            asking.wrong(name, "a name cannot be taken away, only changed")
    if history is None:
        return asking.refused()
    changed = {name: text for name, text in details.items() if text != history.child.detail(name)}
    if not changed and not asking.problems:
        asking.wrong("", "nothing is different from what is recorded")
    source = asking.line("source", command.source)
    event = ChildDetailsChanged(happened_at=asking.now, source=source, details=changed)
    return asking.decided((history.child.id, event), child=history.child.id)


def link_children(asking: Asking, command: LinkChildren) -> Decision:
    """Recorded on both children."""
    pair = _pair(asking, command.child, command.other)
    reason = asking.line("reason", command.reason)
    if pair is None:
        return asking.refused()
    one, other = pair
    mine = ChildrenLinked(happened_at=asking.now, other=other, reason=reason)
    theirs = ChildrenLinked(happened_at=asking.now, other=one, reason=reason)
    return asking.decided((one, mine), (other, theirs), child=one)


def say_same_child(asking: Asking, command: SaySameChild) -> Decision:
    """Joins two records, or takes them apart again (D22). Refused when both have an open episode (D17)."""
    pair = _pair(asking, command.child, command.other)
    reason = asking.line("reason", command.reason, "say why these two records are, or are not, one child")
    if pair is None:
        return asking.refused()
    one, other = pair
    if not command.undo:
        _check_joinable(asking, one, other)
    kind = SameChildUnsaid if command.undo else SameChildSaid
    mine = kind(happened_at=asking.now, other=other, reason=reason)
    theirs = kind(happened_at=asking.now, other=one, reason=reason)
    return asking.decided((one, mine), (other, theirs), child=one)


def _check_joinable(asking: Asking, one: str, other: str) -> None:
    histories = [asking.register.child(child) for child in (one, other)]
    if all(history and history.open_episode for history in histories):
        asking.wrong("other", "both records have an open episode; close or void one of them first")


def _pair(asking: Asking, one: str, other: str) -> tuple[str, str] | None:
    mine, theirs = asking.child("child", one), asking.child("other", other)
    if mine is None or theirs is None:
        return None
    if mine.child.id == theirs.child.id:
        asking.wrong("other", "this is the same record; a second one is wanted")
        return None
    return mine.child.id, theirs.child.id


def _fields(asking: Asking) -> set[str]:
    return {problem.field for problem in asking.problems}


def read_details(asking: Asking, typed: dict[str, str], keep_blank: bool = False) -> dict[str, str]:
    """The details that were given, each checked."""
    found: dict[str, str] = {}
    for name, text in typed.items():
        if name not in DETAILS:
            asking.wrong(name, f"not a detail that is kept; one of: {', '.join(DETAILS)}")
            continue
        value = asking.prose(name, text) if name in LONG else asking.line(name, text)
        if value:
            value = _checked(asking, name, value)
        if value or (keep_blank and not text.strip()):
            found[name] = value
    return found


def _checked(asking: Asking, name: str, value: str) -> str:
    if name == "legal":
        return asking.choice(name, value, LEGAL)
    if name == "case":
        return asking.choice(name, value, CASE)
    if name == "about_age":
        return _age(asking, value)
    return _born(asking, value) if name == "dob" else value


def _age(asking: Asking, value: str) -> str:
    years = value.lower().removeprefix("about").strip()
    if not (years.isascii() and years.isdigit() and int(years) < 26):
        asking.wrong("about_age", "an age in whole years is wanted, for example 14")
    return years


def _born(asking: Asking, value: str) -> str:
    today = local_date(asking.now)
    born = parse_date(value, today)
    if isinstance(born, Unread):
        asking.wrong("dob", born.message)
        return ""
    if born > today:
        asking.wrong("dob", "a date of birth cannot lie in the future")
    return born.isoformat()
