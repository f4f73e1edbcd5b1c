"""Who reads a letter: the role's words, the person whom this child's details name, and how much they are to know."""

from __future__ import annotations

from models.history.child import Child
from models.letters.letter import Reader
from models.protocol.rule import Protocol

BY_MOUTH = frozenset({"police", "child", "parent", "carer"})
"""Roles that are told by telephone or face to face: police need the log number back, families are not e-mailed."""
NAMED_IN = {
    "sw": "social_worker",
    "tm": "team_manager",
    "sm": "service_manager",
    "iro": "iro",
    "school": "school",
    "phoenix": "phoenix",
    "placing-authority": "placing",
}
"""The detail of a child that says who a role is."""
NEED_LITTLE = frozenset({"school", "involved", "health", "parent", "carer"})
"""Readers who learn that the child is away, and nothing of the history, the risk or who else was told."""
BRIEFED = ("strategic-lead", "assistant-director")
"""Who reads the written briefing (Bury 3.4.1), where the rule names nobody."""
MORNING = ("sw", "tm", "sm")
"""Who learns in the morning what happened in the night."""


def reader(role: str, child: Child, protocol: Protocol) -> Reader:
    """The reader that a role is for one child."""
    label = protocol.roles.get(role) or role.replace("-", " ").capitalize()
    name = child.detail(NAMED_IN[role]) if role in NAMED_IN else ""
    return Reader(role, label, name)
