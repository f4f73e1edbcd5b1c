"""Commands about a child's record."""

from __future__ import annotations

from models.commands.base import Command


class RegisterChild(Command):
    """Register a child; `details` by the names of `DETAILS`."""

    details: dict[str, str]
    source: str = ""


class ChangeChild(Command):
    """Change some details; an empty text takes one away."""

    child: str
    details: dict[str, str]
    source: str = ""


class LinkChildren(Command):
    """Two children went together."""

    child: str
    other: str
    reason: str = ""


class SaySameChild(Command):
    """Two records are one child, or (`undo`) are not."""

    child: str
    other: str
    reason: str
    undo: bool = False


class AddNote(Command):
    """A case note on a child or an episode."""

    subject: str
    """The id of a child or an episode."""
    text: str
    at: str = ""


class TakeCall(Command):
    """A call that opens no episode."""

    caller: str
    text: str
    at: str = ""
    number: str = ""
    child: str = ""
    about_whom: str = ""


class HearAtPanel(Command):
    """The missing panel discussed a child."""

    child: str
    on: str
    outcome: str = ""
