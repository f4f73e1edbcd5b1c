"""What is to become of one row: a command, or why there is nothing to do, or why it is refused."""

from __future__ import annotations

from typing import Protocol as Interface

from data.imports.known import Known
from data.imports.rows import Row
from models.commands.base import Command
from models.digest import sha256
from models.history.child import Child
from models.record import Record


class Planned(Record):
    """One row's plan. With a command the row is new; else it is known, or refused with a problem."""

    command: Command | None = None
    problem: str = ""
    child: str = ""
    note: str = ""
    """What a person should know although the row is taken."""


class Planner(Interface):
    """One kind of import."""

    known: Known

    def plan(self, row: Row) -> Planned:
        """What is to become of a row."""

    def taken(self, planned: Planned, child: Child) -> None:
        """The row was recorded, or would be: later rows of the file meet it."""

    def no_matter(self, message: str) -> bool:
        """Whether a refusal only says that it is recorded already."""


def key_of(*parts: str) -> str:
    """A command's key, the same for the same row in every file: what was recorded is never recorded twice."""
    return str(sha256("|".join(("import", *parts)).encode("utf-8", "replace")).hexdigest())[:24]
