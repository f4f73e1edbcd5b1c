"""Rules that cannot both hold, or can hold for nobody: found when a protocol is read, before a night depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.protocol.rule import Deadline, Rule

Found = Iterator[tuple[int, str, str]]
"""The rule's place in the file, the key that is wrong, and why."""

NEVER_BOTH = (
    ("looked-after", "not-looked-after", "home"),
    ("looked-after", "child-in-need"),
    ("looked-after", "child-protection"),
    ("home", "child-in-need", "child-protection"),
    ("open", "not-open"),
    ("own", "cola"),
)
"""Traits of which a child has at most one, apart from what the name itself says."""
ONE_DEADLINE = ("interview", "write-up", "meeting", "briefing", "lcs", "tell")
"""What is one thing however many rules ask for it; a task is told from another by its words."""


def contradictions(rules: Sequence[Rule]) -> Found:
    """Every contradiction, in the order of the rules."""
    for place, rule in enumerate(rules):
        apart = _apart(rule.traits)
        if apart:
            yield place, "for", f"no child is both {apart[0]} and {apart[1]}"
        for earlier in rules[:place]:
            if _same_thing(earlier, rule) and earlier.deadline != rule.deadline:
                words = f'rule "{earlier.id}" owes the same for the same reason {_by(earlier)}, this one {_by(rule)}'
                yield place, "deadline" if rule.deadline else "id", words


def _apart(traits: Iterable[str]) -> tuple[str, str] | None:
    """Two of the traits that no child has together."""
    named = set(traits)
    for group in NEVER_BOTH:
        both = [trait for trait in group if trait in named]
        if len(both) > 1 and set(both) != {"not-looked-after", "home"}:
            return both[0], both[1]
    return None


def _same_thing(one: Rule, other: Rule) -> bool:
    """The same act owed at the same trigger by children whom both rules are for."""
    if one.owes != other.owes or one.owes not in ONE_DEADLINE or not set(one.when) & set(other.when):
        return False
    if one.owes == "tell" and not set(one.tell) & set(other.tell):
        return False
    return _apart({*one.traits, *other.traits}) is None


def _by(rule: Rule) -> str:
    deadline: Deadline | None = rule.deadline
    if deadline is None:
        return "without a deadline"
    return f"within {deadline.hours} hours" if deadline.hours else f"within {deadline.working_days} working days"
