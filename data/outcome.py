"""What comes of submitting a command: a receipt, or a refusal with every problem."""

from __future__ import annotations

from data.ledger import Head
from models.events.entry import Entry
from models.history.child import Child
from models.problem import Problem
from models.record import Record


class Receipt(Record):
    """Recorded, on the disk, and safe."""

    entries: tuple[Entry, ...]
    head: Head
    notes: tuple[str, ...] = ()
    child: str = ""
    episode: str = ""
    about: Child | None = None
    """The child, where what was recorded cannot have changed who it is; spares folding a long history once more."""


class Refusal(Record):
    """Not recorded, because of these problems."""

    problems: tuple[Problem, ...]
