"""What comes of submitting a command: a receipt, or a refusal with every problem."""

from __future__ import annotations

from data.ledger import Head
from models.events.entry import Entry
from models.problem import Problem
from models.record import Record


class Receipt(Record):
    """Recorded, on the disk, and safe."""

    entries: tuple[Entry, ...]
    head: Head
    notes: tuple[str, ...] = ()
    child: str = ""
    episode: str = ""


class Refusal(Record):
    """Not recorded, because of these problems."""

    problems: tuple[Problem, ...]
