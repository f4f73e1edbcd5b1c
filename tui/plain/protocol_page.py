"""A protocol as a page that a manager can read beside the procedure: every key of the file, in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.decide.interviews import FINDINGS
from models.protocol.rule import Deadline, Protocol, Rule
from models.times.words import duration

CHILDREN = {
    "any": "",
    "looked-after": "who are looked after",
    "not-looked-after": "who are not looked after",
    "home": "who live at home",
    "child-in-need": "who are children in need",
    "child-protection": "with a child protection plan",
    "open": "with an open case here",
    "not-open": "without an open case here",
    "own": "of this authority",
    "cola": "placed here by another authority",
    "phoenix": "with a Phoenix worker",
    "early-help": "with an early help team",
}
"""What each trait says of children."""


def page(protocol: Protocol) -> Iterator[str]:
    """The whole protocol, rule by rule with its source."""
    yield f"{protocol.authority}: {protocol.title}"
    yield f"Source: {protocol.document}"
    yield f"Office closes at {protocol.office_close}: then a deadline in working days ends"
    yield f"Risk, as the council judges it: {', '.join(protocol.risk_grades)}"
    yield f"Grades of the police: {', '.join(protocol.police_grades)}"
    for rule in protocol.rules:
        yield ""
        yield f"{rule.id}: {rule.text}"
        yield from (f"  {line}" for line in rule_lines(rule, protocol))
    yield ""
    yield "Can be told: " + ", ".join(f"{short} ({name})" for short, name in protocol.roles.items())
    yield ""
    yield "Asked at every return interview:"
    yield from (f"  - {label}" for label in (FINDINGS | protocol.findings).values())
    if protocol.practice:
        yield ""
        yield "Also asked for, by people rather than by clocks:"
        yield from (f"  - {line}" for line in protocol.practice)


def rule_lines(rule: Rule, protocol: Protocol) -> Iterator[str]:
    """What makes it owed, for whom, by when, by whom, and where it is written."""
    yield "when: " + "; or ".join(when.words() for when in rule.when)
    if rule.traits != ("any",):
        yield f"for: {children(rule.traits)}"
    yield f"deadline: {deadline_words(rule.deadline, protocol.office_close)}"
    if _counts_down(rule):
        yield f"warning: from {duration(rule.soon.total_seconds())} before"
    if rule.by:
        yield f"by: {rule.by}"
    yield from (f"by, for {children(owner.traits)}: {owner.who}" for owner in rule.owners)
    yield from _meeting_lines(rule)
    if rule.tell:
        yield f"tell: {', '.join(protocol.roles.get(role, role) for role in rule.tell)}"
    if rule.note:
        yield f"note: {rule.note}"
    yield f"source: {rule.source}"


def _counts_down(rule: Rule) -> bool:
    """Whether a clock runs towards it, which turns to `soon`: to a deadline, to so many hours, to an agreed limit."""
    ahead = (when.kind == "time" or (when.kind == "lapse" and rule.owes == "decision") for when in rule.when)
    return rule.deadline is not None or any(ahead)


def _meeting_lines(rule: Rule) -> Iterator[str]:
    if rule.chair:
        yield f"chair: {rule.chair}"
    if rule.later_chair:
        yield f"chair, from meeting number {rule.later_from} on, for {children(rule.later_traits)}: {rule.later_chair}"
    if rule.stage:
        yield f"stage: {rule.stage}"
    if rule.attend:
        yield f"attend: {', '.join(rule.attend)}"
    if rule.owes == "meeting" and rule.met_by != "held":
        yield "met: once the meeting has been called"


def children(traits: tuple[str, ...]) -> str:
    """`children who are looked after and of this authority`."""
    return " ".join(("children", " and ".join(words for trait in traits if (words := CHILDREN[trait])))).strip()


def deadline_words(deadline: Deadline | None, office_close: str) -> str:
    """A deadline in words; none is said as such (D8)."""
    if deadline is None:
        return "none set"
    if deadline.hours:
        return f"{deadline.hours} hours after it arose"
    days = f"{deadline.working_days} working day{'s' if deadline.working_days > 1 else ''}"
    return f"{days} after it arose, at office close ({office_close})"
