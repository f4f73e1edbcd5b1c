"""The outbox: the letters that wait, changed by workers, written as files, read out, recorded; sent by `sending.py`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from data.access import note_access
from data.configuration import Configuration
from data.desk import Desk
from data.letter_notes import Edited, LetterNotes
from data.mail_settings import address_of, is_address
from data.outcome import Receipt, Refusal
from data.waiting_letter import Waiting
from models.commands.base import Command
from models.commands.duty import RecordBriefing, RecordTold
from models.history.register import Register
from models.letters.drafting import Writer, letters_of
from models.letters.letter import BRIEFING, Letter
from models.letters.night import night_began
from models.problem import Problem


class Outbox:
    """The letters of one desk."""

    def __init__(
        self, desk: Desk, settings: Configuration, then: Register | None = None, now: datetime | None = None
    ) -> None:
        self.desk, self.settings = desk, settings
        self._then, self._moment = then, now
        """The register and time of another moment, where that is looked at: its letters as the facts would have them,
        for what a worker changed in a draft is no part of the record."""
        self.notes = LetterNotes(desk.store, desk.io)
        self.in_doubt = False
        """A letter was sent and it is not certain whether that was recorded: the ledger is opened anew first."""

    def waiting(self) -> list[Waiting]:
        """Every letter that waits, in the order of the board."""
        now = self._moment or self.desk.now()
        return [self._as_it_goes(letter) for letter in letters_of(self.desk.cases(self._then, now), self._writer(now))]

    def one(self, letter_id: str) -> Waiting | None:
        """One letter by its id; None when it waits no more."""
        return next((each for each in self.waiting() if each.letter.id == letter_id), None)

    def edit(self, waiting: Waiting, to: str, body: str) -> tuple[Problem, ...]:
        """Keeps changed words; what is wrong with them, if anything. Raises: DraftNotKept."""
        addresses = to.replace(",", " ").replace(";", " ").split()
        if not self.desk.worker.may_record:
            return (Problem("", f"{self.desk.worker.name} may look but not write letters"),)
        if self.desk.view_only:
            return (Problem("", self.desk.view_only),)
        wrong = [each for each in addresses if not is_address(each)]
        problems = [Problem("to", f"{wrong[0][:60]!r} is not an e-mail address")] if wrong else []
        problems += [] if body.strip() else [Problem("body", "a letter without words is not sent")]
        if not problems:
            self.notes.keep_edited(waiting.letter.id, Edited(" ".join(addresses), body.strip(), waiting.letter.basis))
        return tuple(problems)

    def write(self, waiting: Waiting, name: str) -> Path | Refusal:
        """Writes the letter as an `.eml` file into the exports folder; that records nothing. Raises: OSError."""
        from data.csv_files import BadName
        from data.exports import write_to_exports
        from data.letter_file import message, names_child

        desk, letter = self.desk, waiting.letter
        history = desk.register.child(letter.child)
        if not desk.worker.may_record:
            note_access(desk, "export letter", letter.id, "refused")
            return Refusal((Problem("", f"{desk.worker.name} may look but not export"),))
        if history and names_child(name, history.child.name):
            return Refusal((Problem("out", "a file is not named for a child: take the episode's id"),))
        sender = self.settings.mail.get("sender", "")
        sender = sender if is_address(sender) else ""
        made = message(sender, waiting.addresses, letter.subject, waiting.text, desk.now(), self.message_id(sender))
        try:
            return write_to_exports(desk, self.settings.exports, name, made.as_bytes(), "export letter")
        except BadName as why:
            return Refusal((Problem("out", str(why)),))

    def told(self, waiting: Waiting, *, how: str, at: str = "now", name: str = "") -> Receipt | Refusal:
        """Records that it was read out by telephone, or went by other means. Raises: LedgerError."""
        command = told_command(waiting.letter, key=self.desk.new_key(), at=at, how=how, name=name)
        outcome = self.desk.submit(command)
        if isinstance(outcome, Receipt):
            self.notes.forget(waiting.letter.id)
        return outcome

    def message_id(self, sender: str) -> str:
        """A name for a message that no other has."""
        return f"<{self.desk.new_key()}@{sender.partition('@')[2] or 'nightdesk.invalid'}>"

    def _writer(self, now: datetime) -> Writer:
        desk = self.desk
        rulebook = desk.rulebook_of(self._then or desk.register)
        protocol = rulebook.current(now)
        began = night_began(rulebook.days, protocol.office_close, now)
        return Writer(desk.worker, desk.register.desk.authority or protocol.authority, protocol, desk.training, began)

    def _as_it_goes(self, letter: Letter) -> Waiting:
        edited, mark = (None, None) if self._then else (self.notes.edited(letter.id), self.notes.mark(letter.id))
        unfinished = not self._then and self.notes.typed(letter.id) is not None
        if edited is None:
            known = tuple(filter(None, (address_of(each, self.settings.mail) for each in letter.readers)))
            return Waiting(letter, known, letter.body, False, False, mark, unfinished)
        stale = edited.basis != letter.basis
        return Waiting(letter, tuple(edited.to.split()), edited.body, True, stale, mark, unfinished)


def told_command(letter: Letter, *, key: str, at: str, how: str, name: str = "", reference: str = "") -> Command:
    """What records that a letter reached its readers, and so meets the duty."""
    if letter.kind == BRIEFING:
        to = ", ".join(reader.words for reader in letter.readers)
        source = ", ".join(part for part in (how, reference) if part)
        return RecordBriefing(key=key, episode=letter.episode, at=at, source=source, to=to)
    name = name or letter.readers[0].name
    return RecordTold(key=key, episode=letter.episode, at=at, role=letter.role, name=name, how=how, reference=reference)
