"""Sending one letter, so that it goes once and is recorded.

Three steps, so that a screen can do the slow one beside itself: `begin` (nobody else may send now), `hand_over` (the
mail server has it), `finish` (it is recorded and meets the duty); `give_up` at the end in any case. A note of the
sending is on the disk before the server gets the message's last line. So whatever breaks, the outbox knows afterwards
which it is: not sent; not certain; sent and not recorded, when sending again only records.
"""

from __future__ import annotations

from data.access import note_access
from data.drafts import DraftNotKept
from data.io import CREATE
from data.ledger import LedgerError, Unconfirmed
from data.letter_file import message
from data.letter_notes import ACCEPTED, HANDED_OVER, Mark
from data.mail import NotSent, deliver
from data.mail_settings import BadMail, MailSettings, address_of, mail_settings
from data.outbox import Outbox, told_command
from data.outcome import Receipt, Refusal
from data.waiting_letter import Waiting
from models.problem import Problem
from models.times.words import day_time
from models.times.zone import from_iso, iso

BY_EMAIL = "e-mail"


class SentNotRecorded(Exception):
    """The server has the letter and the ledger does not know; `str()` is fit for the screen."""


class Sending:
    """One letter on its way. `again` sends a letter anew of which it is not certain whether it went."""

    def __init__(self, outbox: Outbox, waiting: Waiting, *, again: bool = False) -> None:
        self._outbox, self._desk, self._notes = outbox, outbox.desk, outbox.notes
        self.waiting, self._again = waiting, again
        self._settings: MailSettings | None = None
        self._mark: Mark
        self._content = b""
        self._claim = -1

    def begin(self) -> None:
        """Makes ready: everything that can be refused without a word to the server is refused here.

        Raises:
            BadMail: no server, no address, or a worker who may not.
            NotSent: another session is sending; or the letter has changed, or waits no more.
        """
        desk, waiting = self._desk, self.waiting
        if not desk.worker.may_record:
            note_access(desk, "send letter", waiting.letter.id, "refused")
            raise BadMail(Problem("", f"{desk.worker.name} may look but not send letters"))
        self._settle_doubt()
        if desk.view_only:
            raise BadMail(Problem("", f"NOT SENT: nothing is sent that cannot be recorded. {desk.view_only}"))
        self._take_turn()
        self._look_again()
        mark = self.waiting.mark
        if self.waiting.taken and mark:
            self._mark = mark
            return
        if mark and not self._again:
            raise BadMail(Problem("", doubt_words(mark)))
        self._make_ready(mark)

    def hand_over(self) -> None:
        """Gives the letter to the mail server; may take some time, and touches nothing of the desk.

        Raises:
            NotSent: certainly not sent; nothing has changed.
            MaybeSent: not known; the letter is marked so.
        """
        if self._settings is None:
            return
        try:
            deliver(self._settings, self.waiting.addresses, self._content, self._note_before)
        except NotSent:
            self._as_before()
            raise
        self._mark = self._mark.but(state=ACCEPTED)
        try:
            self._notes.set_mark(self.waiting.letter.id, self._mark)
        except DraftNotKept:
            return  # the mark that stands says "not certain": that is safe, and `finish` takes it away

    def finish(self) -> Receipt:
        """Records it, which meets the duty.

        Raises:
            SentNotRecorded: the letter is out; sending it again will only record it.
        """
        letter, mark = self.waiting.letter, self._mark
        command = told_command(letter, key=mark.key, at=mark.at, how=BY_EMAIL, reference=mark.message_id)
        try:
            outcome = self._desk.submit(command)
        except LedgerError as why:
            self._outbox.in_doubt = isinstance(why, Unconfirmed)
            raise SentNotRecorded(_sent_words(mark, str(why))) from why
        if isinstance(outcome, Refusal):
            raise SentNotRecorded(_sent_words(mark, "; ".join(each.message for each in outcome.problems)))
        note_access(self._desk, "send letter", letter.id)
        self._notes.forget(letter.id)
        return outcome

    def give_up(self) -> None:
        """Lets the next one send."""
        if self._claim >= 0:
            self._desk.io.close(self._claim)
            self._claim = -1

    def _take_turn(self) -> None:
        """One letter at a time at this desk; the system lets go when this process ends."""
        io = self._desk.io
        try:
            self._claim = io.open(f"{self._desk.store}/drafts/outbox.lock", CREATE)
            free = io.flock(self._claim)
        except OSError as why:
            raise NotSent(f"NOT SENT: the outbox cannot be locked ({why.strerror}).") from why
        if not free:
            raise NotSent("NOT SENT: another session is sending a letter at this moment. Try again.")

    def _look_again(self) -> None:
        """What others did until now: the letter that goes is the one that was read."""
        try:
            self._desk.newest_head()
        except LedgerError as why:
            raise NotSent(f"NOT SENT: the store cannot be read. {why}") from why
        now = self._outbox.one(self.waiting.letter.id)
        if now is None:
            raise NotSent("NOT SENT: this letter waits no more; somebody told them, or the duty ended.")
        if (now.text, now.addresses) != (self.waiting.text, self.waiting.addresses):
            raise NotSent("NOT SENT: the facts, or the letter, have changed since you read it. Read it again.")
        self.waiting = now

    def _make_ready(self, before: Mark | None) -> None:
        """A letter that may have gone once keeps its message's name, by which mail programs know a repeat."""
        outbox, waiting = self._outbox, self.waiting
        settings = mail_settings(outbox.settings.mail)
        if not waiting.complete:
            table = outbox.settings.mail
            unknown = [each.words for each in waiting.letter.readers if not address_of(each, table)]
            raise BadMail(Problem("to", f"no e-mail address is known for {', '.join(unknown) or 'anybody'}"))
        now = self._desk.now()
        name, key = outbox.message_id(settings.sender), self._desk.new_key()
        made = Mark(HANDED_OVER, key, name, iso(now), " ".join(waiting.addresses))
        self._mark = made.but(key=before.key, message_id=before.message_id) if before else made
        letter, to = waiting.letter, waiting.addresses
        content = message(settings.sender, to, letter.subject, waiting.text, now, self._mark.message_id)
        self._content, self._settings = content.as_bytes(), settings

    def _settle_doubt(self) -> None:
        """After an entry of which it is not certain whether it is stored, the ledger is opened anew."""
        if not (self._outbox.in_doubt and self._desk.view_only):
            return
        try:
            self._desk.reopen()
        except LedgerError as why:
            raise NotSent(f"NOT SENT: the store cannot be opened again. {why}") from why
        self._outbox.in_doubt = False

    def _as_before(self) -> None:
        """This try has certainly failed; a doubt about an earlier one stays."""
        earlier, letter = self.waiting.mark, self.waiting.letter.id
        if earlier is None:
            self._notes.unmark(letter)
            return
        try:
            self._notes.set_mark(letter, earlier)
        except DraftNotKept:
            return  # the mark that stands says "not certain" too

    def _note_before(self) -> None:
        try:
            self._notes.set_mark(self.waiting.letter.id, self._mark)
        except DraftNotKept as why:
            raise NotSent("NOT SENT: that it is being sent could not be noted on the disk.") from why


def send(outbox: Outbox, waiting: Waiting, *, again: bool = False) -> Receipt:
    """All the steps. Raises: what they raise."""
    sending = Sending(outbox, waiting, again=again)
    try:
        sending.begin()
        sending.hand_over()
        return sending.finish()
    finally:
        sending.give_up()


def doubt_words(mark: Mark) -> str:
    """What to do about a letter of which it is not certain whether it went."""
    when = day_time(from_iso(mark.at))
    return (
        f"It is NOT CERTAIN whether this letter went to {mark.to}, {when}. Ask whether it arrived: "
        "if so record it as told, if not send it again."
    )


def _sent_words(mark: Mark, why: str) -> str:
    return (
        f"SENT to {mark.to}, {day_time(from_iso(mark.at))}, but NOT RECORDED: {why} The letter stays in the outbox, "
        "marked. Send it once more to record it: it does not go out twice."
    )
