"""What a meeting decided, fed back: who has learnt of it, from the meeting's own record or told afterwards (B14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.duties.ending import Ending, Found, done
from models.events.duty import MeetingHeld, PersonTold
from models.history.history import ChildHistory
from models.protocol.rule import Rule
from models.role_words import role_words

ALSO = {
    "child": ("children",),
    "carer": ("carers", "foster"),
    "parent": ("parents", "mother", "father", "mum", "dad"),
}
"""What people write for a role; any other role is written as it is."""


def fed_back(rule: Rule, history: ChildHistory) -> Found:
    """The endings of a task that says whom to tell: a role that the meeting fed back to, or that was told after it."""
    first: dict[str, datetime] = {}
    under = {meeting for when in rule.when for meeting in when.meetings}
    for entry, event in history.each(MeetingHeld):
        if under and not under & set(event.rules):
            continue
        first.setdefault(event.episode, event.happened_at)
        for role in roles_named(rule.tell, event.fed_back_to):
            yield _told(f"fed back to {role_words(role)}", done("", event.happened_at, event.episode, entry), role)
    for entry, told in history.each(PersonTold):
        if told.role in rule.tell and told.episode in first and told.happened_at >= first[told.episode]:
            yield _told(f"{role_words(told.role)} told", done("", told.happened_at, told.episode, entry), told.role)


def _told(what: str, ending: Ending, role: str) -> Ending:
    return ending.but(how=f"{what}{ending.how}", role=role)


def roles_named(roles: Iterable[str], names: Iterable[str]) -> list[str]:
    """The roles that these names mean: `carers, mum` names carer and parent; `child's school` names nobody."""
    words = {word.strip(".,;:()").lower() for name in names for word in name.split()}
    return [role for role in roles if words & {role, f"{role}s", *ALSO.get(role, ())}]
