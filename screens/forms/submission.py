"""A command on its way to the ledger: sent again with the same key, it is recorded once."""

from __future__ import annotations

from collections.abc import Mapping

from data.desk import Desk, entry_id
from data.ledger import LedgerError, Unconfirmed
from data.outcome import Receipt, Refusal
from models.commands.base import Command
from models.record import Record
from screens.forms.outcome_words import changed_since, trouble_words


class Trouble(Record):
    """Why it is not, or not surely, recorded."""

    words: str
    settled: bool = False
    """An earlier doubt is settled: the first sending was recorded, so what stands in the form is a new entry."""


class Submission:
    """What one form has sent, and whether it is in doubt."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_doubt: dict[str, str] | None = None

    def send(self, command: Command, answers: Mapping[str, str]) -> Receipt | Refusal | Trouble:
        """The receipt, the refusal, or the trouble; nothing is raised."""
        try:
            if self._in_doubt is not None and self._desk.view_only:
                self._desk.reopen()
            known = self._desk.register.entry(entry_id(command, 0)) is not None
            outcome = self._desk.submit(command)
        except LedgerError as trouble:
            if isinstance(trouble, Unconfirmed) and self._in_doubt is None:
                self._in_doubt = dict(answers)
            return Trouble(trouble_words(trouble))
        first, self._in_doubt = self._in_doubt, None
        if known and first is not None and first != dict(answers):
            return Trouble(changed_since(first, answers), settled=True)
        return outcome

    @property
    def is_in_doubt(self) -> bool:
        """Whether something may have been recorded without our knowing."""
        return self._in_doubt is not None
