"""One letter in full, from the left edge to the right, so that it can be copied with the terminal's own means."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from data.access import note_access
from data.ledger import LedgerError
from data.mail import MaybeSent, NotSent
from data.mail_settings import BadMail
from data.outbox import Outbox
from data.outcome import Receipt, Refusal
from data.sending import Sending, SentNotRecorded
from data.waiting_letter import Waiting
from models.letters.letter import BRIEFING
from screens.forms.outcome_words import recorded_words
from screens.forms.question import Question
from screens.letters.asking import doubt, sure
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

UNDER_WAY = "It is being sent at this moment: wait for the answer."


class LetterPage(Screen[None]):
    """One letter, as it would go."""

    DEFAULT_CSS = """
    LetterPage VerticalScroll { height: 1fr; }
    LetterPage #words { height: auto; }
    LetterPage #status { height: auto; min-height: 1; max-height: 5; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", id="letter.edit", tooltip="Change its words or its address"),
        Binding("w", "write", "Write file", id="letter.write", tooltip="Write it as .eml into the exports folder"),
        Binding(
            "s", "send", "Send", id="letter.send", tooltip="Send it by the mail server, and record that; asks first"
        ),
        Binding(
            "p", "phone", "By phone", id="letter.phone", tooltip="You read it out, or sent it otherwise: record it"
        ),
        Binding("escape", "back", "Back", id="letter.back", tooltip="Back to the outbox"),
    ]

    def __init__(self, outbox: Outbox, waiting: Waiting) -> None:
        super().__init__()
        self._outbox, self._waiting = outbox, waiting
        self._words, self._status = WordsLine(id="words"), StatusLine(id="status")
        self._sending: Sending | None = None

    def compose(self) -> ComposeResult:
        """Address, subject and text; the last answer; the keys."""
        yield TitleBar()
        with VerticalScroll():
            yield self._words
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Shown as it stands; that it was looked at is noted."""
        problem = note_access(shell_of(self).desk, "letter", self._waiting.letter.child)
        self._show()
        self.answer(problem or self._cautions())

    def on_resize(self) -> None:
        """Wrapped anew."""
        self.call_after_refresh(self._show)

    def on_screen_resume(self) -> None:
        """Back from the editor, or from a form in which it was recorded."""
        self._look_again()

    def answer(self, words: str) -> None:
        """What was just done, in as many lines as it needs."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:5]))

    def action_back(self) -> None:
        """Leave it as it is."""
        if self._sending:
            self.answer(UNDER_WAY)
        else:
            self.dismiss(None)

    def action_edit(self) -> None:
        """Change it."""
        from screens.letters.edit import EditLetter

        if self._sending:
            self.answer(UNDER_WAY)
        else:
            self.app.push_screen(EditLetter(self._outbox, self._waiting))

    def action_write(self) -> None:
        """As a file whose name names nobody."""
        letter = self._waiting.letter
        try:
            written = self._outbox.write(self._waiting, f"letter-{letter.episode}-{letter.role}.eml")
        except OSError as why:
            self._status.refuse(f"Not written: {why.strerror}.")
            return
        if isinstance(written, Refusal):
            self._status.refuse(written.problems[0].message)
        else:
            self.answer(f"Written into the exports folder: {written.name}. Not sent; p records it once it has gone.")

    def action_phone(self) -> None:
        """It was read out, or went another way: the form that records it."""
        from screens.forms.acts import ACTS
        from screens.forms.form import ActForm
        from screens.forms.scene import case_of

        letter, desk = self._waiting.letter, shell_of(self).desk
        case = case_of(desk, letter.episode)
        if self._sending or case is None:
            self.answer(UNDER_WAY if self._sending else "This episode is not there any more.")
            return
        to = ", ".join(reader.words for reader in letter.readers)
        prefill = {"role": letter.role, "how": "telephone, read out", "name": letter.readers[0].name}
        act, prefill = ("briefing", {"to": to}) if letter.kind == BRIEFING else ("told", prefill)
        self.app.push_screen(ActForm(ACTS[act], case=case, prefill=prefill), self._recorded)

    def action_send(self) -> None:
        """Asked first, with the address; where it may have gone before, that is asked."""
        if self._sending:
            self.answer(UNDER_WAY)
            return
        waiting = self._waiting
        in_doubt = waiting.mark is not None and not waiting.taken
        question: Question = doubt(waiting) if in_doubt else sure(waiting)
        self.app.push_screen(question, self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == "r":
            self._arrived()
        elif answer:
            self._begin(again=answer == "a")

    def _arrived(self) -> None:
        """It had gone: only recording is left."""
        mark = self._waiting.mark
        try:
            outcome = self._outbox.told(self._waiting, how="e-mail", at=mark.at if mark else "now")
        except LedgerError as why:
            self._status.refuse(f"NOT RECORDED. {why}")
            return
        if isinstance(outcome, Refusal):
            self._status.refuse(outcome.problems[0].message)
        else:
            self._recorded(outcome)

    def _begin(self, *, again: bool) -> None:
        sending = Sending(self._outbox, self._waiting, again=again)
        try:
            sending.begin()
        except (BadMail, NotSent) as why:
            sending.give_up()
            self._look_again()
            self._status.say(*(f" ! {line}" for line in wrapped(str(why), self.app.size.width - 4)), tone="late")
            return
        self._sending = sending
        self.answer(f"Sending to {', '.join(self._waiting.addresses)} ...")
        self._hand_over(sending)

    @work(thread=True, exclusive=True)
    def _hand_over(self, sending: Sending) -> None:
        """Beside the screen: a server may take its time. Nothing of the desk is touched here."""
        problem = ""
        try:
            sending.hand_over()
        except (NotSent, MaybeSent) as why:
            problem = str(why)
        self.app.call_from_thread(self._handed_over, sending, problem)

    def _handed_over(self, sending: Sending, problem: str) -> None:
        receipt: Receipt | None = None
        try:
            receipt = None if problem else sending.finish()
        except SentNotRecorded as why:
            problem = str(why)
        finally:
            sending.give_up()
            self._sending = None
        if receipt:
            self._recorded(receipt)
            return
        self._look_again()
        self._status.say(*(f" ! {line}" for line in wrapped(problem, self.app.size.width - 4)), tone="late")

    def _recorded(self, receipt: Receipt | None) -> None:
        """The duty is met: back to the outbox, where that is said."""
        if receipt is None:
            return
        self._outbox.notes.forget(self._waiting.letter.id)
        shell = shell_of(self)
        shell.night_changed()
        words = recorded_words(shell.desk, receipt)
        self.dismiss(None)
        self.call_later(shell.announce, words)

    def _look_again(self) -> None:
        """The letter as it stands now; one that waits no more stays to be read."""
        if self._sending is None and (now := self._outbox.one(self._waiting.letter.id)):
            before, self._waiting = self._waiting, now
            self._show()
            if _seen(now) != _seen(before):
                self.answer(self._cautions())

    def _show(self) -> None:
        """From the first column, with nothing beside it: what is marked with the mouse is the letter alone."""
        waiting, width = self._waiting, max(self.app.size.width - 1, 20)
        head = [f"To: {', '.join(waiting.addresses)}", f"Subject: {waiting.letter.subject}", ""]
        lines = [part for line in (*head, *waiting.text.splitlines()) for part in _parts(line, width)]
        self._words.say(*lines)

    def _cautions(self) -> str:
        return ". ".join(words for words in (self._waiting.state, *self._waiting.cautions) if words)


def _seen(waiting: Waiting) -> tuple[object, ...]:
    """What a worker is told of when it has changed."""
    return waiting.text, waiting.addresses, waiting.state, waiting.unfinished


def _parts(line: str, width: int) -> list[str]:
    """One line of the letter, broken between words, its beginning kept."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return [indent + part for part in wrapped(line, width - len(indent))]
