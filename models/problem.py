"""What is wrong with something typed, as a value that can be shown beside its field."""

from __future__ import annotations

from models.record import Record


class Problem(Record):
    """One reason why a command is refused: the field it concerns, and what is wanted, in the worker's words."""

    field: str
    """The command's field, or empty when the whole command is refused."""
    message: str
