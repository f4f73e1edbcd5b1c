"""What is kept beside the ledger about a letter: the words a worker changed, and how far its sending got.

Kept as drafts that every worker shares: whoever is at the desk goes on with the letter, and nobody sends one twice.
"""

from __future__ import annotations

from typing import TypeVar

from data.drafts import Drafts
from data.io import Io
from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

N = TypeVar("N", "Edited", "Mark")
EVERYBODY = "outbox/"
"""No account has a slash in its name."""
EDITED, SENT, TYPED = "letter", "sent", "typed"
HANDED_OVER, ACCEPTED = "handed-over", "accepted"
"""How far a sending got: the server may have the letter; the server has it, and it is not recorded yet."""


class Edited(Record):
    """A letter as a worker changed it. `basis` is the draft it was made from."""

    to: str
    body: str
    basis: str


class Mark(Record):
    """A sending that is not finished."""

    state: str
    key: str
    """The key of the command that records it: sent again, it records once."""
    message_id: str
    at: str
    """When, in UTC."""
    to: str


class LetterNotes:
    """The notes of one store."""

    def __init__(self, store: Path, io: Io) -> None:
        self._drafts = Drafts(store, io)

    def edited(self, letter: str) -> Edited | None:
        """The words somebody changed."""
        return self._read(Edited, EDITED, letter)

    def keep_edited(self, letter: str, edited: Edited) -> None:
        """Puts changed words aside. Raises: DraftNotKept."""
        self._write(EDITED, letter, edited)

    def typed(self, letter: str) -> Edited | None:
        """What was typed into the letter as it stood under somebody's hands, and does not hold: half an address."""
        return self._read(Edited, TYPED, letter)

    def keep_typed(self, letter: str, typed: Edited) -> None:
        """Puts aside what does not hold yet. Raises: DraftNotKept."""
        self._write(TYPED, letter, typed)

    def forget_typed(self, letter: str) -> None:
        """It holds now, or was given up."""
        self._drafts.discard(EVERYBODY, TYPED, letter)

    def mark(self, letter: str) -> Mark | None:
        """The sending that is not finished."""
        return self._read(Mark, SENT, letter)

    def set_mark(self, letter: str, mark: Mark) -> None:
        """Notes how far a sending got. Raises: DraftNotKept."""
        self._write(SENT, letter, mark)

    def unmark(self, letter: str) -> None:
        """The letter has certainly not gone."""
        self._drafts.discard(EVERYBODY, SENT, letter)

    def restore(self, letter: str) -> None:
        """Back to the draft."""
        self.forget_typed(letter)
        self._drafts.discard(EVERYBODY, EDITED, letter)

    def forget(self, letter: str) -> None:
        """The letter is done with."""
        self.unmark(letter)
        self.restore(letter)

    def _write(self, form: str, letter: str, value: Edited | Mark) -> None:
        values = {name: getattr(value, name) for name in type(value).kinds()}
        self._drafts.save(EVERYBODY, form, values, letter)

    def _read(self, kind: type[N], form: str, letter: str) -> N | None:
        draft = self._drafts.load(EVERYBODY, form, letter)
        try:
            return kind(**{name: str(draft.values[name]) for name in kind.kinds()}) if draft else None
        except (KeyError, TypeError):
            return None  # written by a stranger
