"""A letter that waits, as it would go now: drafted or as a worker changed it, and how far its sending got."""

from __future__ import annotations

from data.letter_notes import ACCEPTED, Mark
from models.letters.letter import Letter
from models.record import Record


class Waiting(Record):
    """One letter of the outbox."""

    letter: Letter
    addresses: tuple[str, ...]
    """Those of the readers that are known, or the ones that a worker typed."""
    body: str
    edited: bool
    stale: bool
    """It was edited, and the facts have changed since."""
    mark: Mark | None
    unfinished: bool = False
    """Somebody began to change it, and what was typed does not hold yet: it goes as it stood before."""

    @property
    def text(self) -> str:
        """Body and signature."""
        return f"{self.body}\n\n{self.letter.signature}\n"

    @property
    def complete(self) -> bool:
        """Whether it is known where every reader gets it."""
        return bool(self.addresses) and (self.edited or len(self.addresses) == len(self.letter.readers))

    @property
    def taken(self) -> bool:
        """The mail server has it: only recording is left to do."""
        return self.mark is not None and self.mark.state == ACCEPTED

    @property
    def state(self) -> str:
        """How far its sending got, in words."""
        if self.mark is None:
            return ""
        return "SENT, NOT RECORDED" if self.taken else "NOT CERTAIN whether it was sent"

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the worker must weigh before it goes."""
        found = (
            self.letter.caution,
            "The facts have changed since this letter was edited: read it again" if self.stale else "",
            "A change of it was begun and is not whole: e goes on with it" if self.unfinished else "",
            "" if self.complete else "No address is known for every reader",
        )
        return tuple(each for each in found if each)
