"""Events about a child's own record."""

from __future__ import annotations

from datetime import date

from models.events.base import Event


class ChildRegistered(Event):
    """A child became known to this register. `details` holds every field that was given, by name."""

    details: dict[str, str]


class ChildDetailsChanged(Event):
    """Some details are different from now on; an empty text takes one away."""

    details: dict[str, str]


class ChildrenLinked(Event):
    """Two children went together, or are otherwise to be thought of together."""

    other: str
    reason: str = ""


class SameChildSaid(Event):
    """Two records are one child; the joined history counts (D22). Undone by `SameChildUnsaid`."""

    other: str
    reason: str = ""


class SameChildUnsaid(Event):
    """Two records that were joined are not one child after all."""

    other: str
    reason: str = ""


class NoteAdded(Event):
    """A case note, on an episode or on the child."""

    text: str
    episode: str = ""


class CallTaken(Event):
    """A telephone call that opened no episode; the child, if known, is the subject."""

    caller: str
    text: str
    number: str = ""
    about_whom: str = ""


class PanelHeard(Event):
    """The missing panel discussed this child (B15)."""

    panel_on: date
    outcome: str = ""
