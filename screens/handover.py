"""The handover as it stands: to read, to sign, to write for paper and e-mail; and the way to acknowledge the last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from data.access import note_access
from data.handover import make_handover, sign
from data.handover_files import KINDS, write_handover
from data.ledger import LedgerError
from data.outcome import Refusal
from models.handover.item import Handover
from models.handover.signed import all_signed
from models.handover.text import handover_lines
from models.text import how_many
from models.times.zone import local
from screens.forms.outcome_words import trouble_words
from screens.forms.question import Question
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

STALE = timedelta(minutes=10)
"""A handover that was generated longer ago is generated anew before it is signed."""
ENDINGS = {"text": "txt", "html": "html", "pdf": "pdf"}


class HandoverScreen(Screen[None]):
    """The handover as it stands."""

    DEFAULT_CSS = """
    HandoverScreen VerticalScroll { height: 1fr; }
    HandoverScreen #words { height: auto; }
    HandoverScreen #status { height: auto; min-height: 1; max-height: 3; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sign", "Sign", id="handover.sign", tooltip="Sign it: it becomes an entry with your name"),
        Binding(
            "a", "acknowledge", "Acknowledge", id="handover.acknowledge", tooltip="Acknowledge the last one signed"
        ),
        Binding("w", "write", "Write", id="handover.write", tooltip="Write it as text, web page and PDF"),
        Binding("e", "entries", "Entries", id="handover.entries", tooltip="Calls, alerts, imports: set them right"),
        Binding("escape", "app.pop_screen", "Back", id="handover.back", tooltip="Back to the board"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._handover: Handover
        self._seq = -1
        self._key = ""
        self._words, self._status = WordsLine(id="words"), StatusLine(id="status")

    def compose(self) -> ComposeResult:
        """The whole text, the last answer, the keys."""
        yield TitleBar()
        with VerticalScroll():
            yield self._words
        yield self._status
        yield KeyLine()

    def on_mount(self) -> None:
        """Generated at this moment; that it was looked at is noted."""
        self._generate()
        self.answer(note_access(shell_of(self).desk, "handover", "") or self._waiting_words())

    def on_resize(self) -> None:
        """Wrapped anew."""
        self.call_after_refresh(self._show)

    def answer(self, words: str) -> None:
        """What was just done, in as many lines as it needs."""
        self._status.say(*(f" {line}" for line in wrapped(words, self.app.size.width - 2)[:3]))

    def action_sign(self) -> None:
        """Asked first. What was recorded since it was shown is shown before anything is signed."""
        if self._handover.signed:
            self.answer("This handover is signed already. Leave it and press h for a new one.")
        elif self._is_old():
            self._generate()
            self.answer("Things have moved on since you opened it: this is the handover now. Read it, then s again.")
        else:
            items = f"{how_many(len(self._handover.items), 'item')} to hand over."
            answers = [("y", "Sign it with my name")]
            self.app.push_screen(Question([self._handover.title, "", items], answers), self._answered)

    def action_acknowledge(self) -> None:
        """The newest signed handover, item by item."""
        from screens.handover_items import AcknowledgeItems

        signed = all_signed(shell_of(self).desk.register.desk)
        if signed:
            self.app.push_screen(AcknowledgeItems(signed[0].entry.id), lambda _: self.answer(self._waiting_words()))
        else:
            self.answer("No handover has been signed yet.")

    def action_entries(self) -> None:
        """What belongs to no episode, to be corrected or struck; then the handover is made anew."""
        from screens.apart import Apart

        def back(_: None) -> None:
            if not self._handover.signed:
                self._generate()

        self.app.push_screen(Apart(), back)

    def action_write(self) -> None:
        """Into the exports folder, in every form; it takes a second or two, so that is said first."""
        self.answer("Writing ..")
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        """The names of the files name nobody."""
        shell = shell_of(self)
        stem = f"handover-{local(self._handover.made):%Y%m%d-%H%M}"
        names = {kind: f"{stem}.{ENDINGS[kind]}" for kind in KINDS}
        try:
            written = write_handover(shell.desk, self._handover, shell.settings.exports, names)
        except OSError as why:
            self._status.refuse(f"Not written: {why.strerror}.")
            return
        if isinstance(written, Refusal):
            self._status.refuse(written.problems[0].message)
        else:
            self.answer(f"Written into the exports folder: {', '.join(path.name for path in written.values())}.")

    def _is_old(self) -> bool:
        """Whether something was recorded since it was generated, or so long ago that something may have lapsed."""
        desk = shell_of(self).desk
        return self._seq != desk.head.seq or desk.now() - self._handover.made > STALE

    def _answered(self, answer: str | None) -> None:
        if answer == "y":
            self._sign()

    def _sign(self) -> None:
        shell = shell_of(self)
        try:
            outcome = sign(shell.desk, self._handover, self._key)
        except LedgerError as trouble:
            self.answer(f"! {trouble_words(trouble).replace('F2', 's')}")
            return
        if isinstance(outcome, Refusal):
            self._status.refuse(outcome.problems[0].message)
            return
        _, self._handover = outcome
        shell.night_changed()
        self._show()
        self.answer(self._handover.signed)

    def _generate(self) -> None:
        desk = shell_of(self).desk
        self._seq, self._key = desk.head.seq, desk.new_key()
        self._handover = make_handover(desk, desk.register, desk.now())
        self._show()

    def _show(self) -> None:
        width = max(self.app.size.width - 3, 20)
        lines = [part for line in handover_lines(self._handover) for part in indented(line, width)]
        self._words.say_toned([(line, "loud" if line[1:2].isdigit() else "") for line in lines])

    def _waiting_words(self) -> str:
        """How much of the last signed handover nobody has acknowledged."""
        signed = next(iter(all_signed(shell_of(self).desk.register.desk)), None)
        if signed is None:
            return "No handover was signed before this one."
        return f"{signed.words}: {len(signed.waiting)} of {how_many(len(signed.items), 'item')} to be acknowledged."


def indented(line: str, width: int) -> Iterator[str]:
    """One line of the text, wrapped below its own beginning."""
    indent = len(line) - len(line.lstrip(" "))
    for part in wrapped(line, max(width - indent, 10)):
        yield " " + " " * indent + part
