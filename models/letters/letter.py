"""A letter as it is drafted: to whom, about what, in which words."""

from __future__ import annotations

from models.digest import sha256
from models.record import Record

TOLD, BRIEFING = "told", "briefing"
"""What sending a letter records: that a person was told, or that the written briefing went out."""

TOLD_SO_FAR = "Told so far:"
"""How the line begins that says who has been told."""


class Reader(Record):
    """One person a letter is for."""

    role: str
    """The protocol's short name: `sw`, `placing-authority`."""
    label: str
    """What the role is called: `Social worker`."""
    name: str = ""
    """Who that is for this child, as the child's details say; an address may stand in it."""

    @property
    def words(self) -> str:
        """`Social worker, A Khan`."""
        return f"{self.label}, {self.name}" if self.name else self.label


class Letter(Record):
    """One letter that waits to be written to somebody."""

    id: str
    """The duty it answers and the role, `E3JMT3JC.email-on-second-report/sw`; or `morning/EPISODE/ROLE`."""
    kind: str
    episode: str
    child: str
    readers: tuple[Reader, ...]
    """One, but for a briefing, which goes to all its readers at once."""
    about: str
    """Why it is owed, in few words."""
    subject: str
    """Holds initials and the LCS number, never a name: subjects stand in lists, notices and logs."""
    body: str
    signature: str
    caution: str = ""
    """What the worker must weigh before it goes; never part of the letter."""

    @property
    def basis(self) -> str:
        """A digest of the facts it states, less who else has been told: that changes with each letter."""
        lines = [line for line in self.body.splitlines() if not line.startswith(TOLD_SO_FAR)]
        digest: str = sha256("\n".join([self.subject, *lines]).encode()).hexdigest()
        return digest

    @property
    def role(self) -> str:
        """The role it is listed under."""
        return self.readers[0].role

    @property
    def to(self) -> str:
        """Every reader, in words."""
        return "; ".join(reader.words for reader in self.readers)
