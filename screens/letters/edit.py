"""Changing a letter: its address and its words. Kept a moment after each key, for every worker at this desk.

What does not hold yet (half an address, no words, a store that can only be looked at) changes no letter, and is put
aside beside it: whoever opens the editor next goes on there.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from data.drafts import DraftNotKept
from data.letter_notes import Edited
from data.outbox import Outbox
from data.waiting_letter import Waiting
from screens.forms.question import Question
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.line_input import LineInput
from screens.widgets.long_text import LongText
from screens.widgets.status_line import StatusLine
from screens.widgets.words_line import WordsLine

SOON_S = 0.5
"""So soon after a change it is kept, however fast the typing goes on."""


class EditLetter(Screen[None]):
    """A letter to change."""

    DEFAULT_CSS = """
    EditLetter Horizontal { height: 1; }
    EditLetter .label { width: 10; }
    EditLetter LineInput { width: 1fr; }
    EditLetter LongText { height: 1fr; }
    """
    AUTO_FOCUS = "LongText"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "save", "Keep", id="letter.keep", priority=True, tooltip="Keep it as it stands here"),
        Binding("ctrl+s", "save_too", "Keep", id="letter.keep-too", priority=True, show=False, tooltip="As F2"),
        Binding("f6", "draft", "Draft", id="letter.draft", priority=True, tooltip="Back to the draft; asks first"),
        Binding("escape", "done", "Back", id="letter.done", tooltip="Go back; what stands here is kept"),
    ]

    def __init__(self, outbox: Outbox, waiting: Waiting) -> None:
        super().__init__()
        self._outbox, self._waiting = outbox, waiting
        self._kept = (" ".join(waiting.addresses), waiting.body)
        """The letter as it would go."""
        typed = outbox.notes.typed(waiting.letter.id)
        to, body = (typed.to, typed.body) if typed else self._kept
        self._to, self._body = LineInput(to, id="to"), LongText(body, id="body")
        self._status = StatusLine()
        self._timer: Timer | None = None
        self._aside = False
        """Whether what stands here is on the disk although it does not hold."""

    def compose(self) -> ComposeResult:
        """Address, subject, words; who signs; the keys."""
        letter = self._waiting.letter
        yield TitleBar()
        with Horizontal():
            yield WordsLine(" To", classes="label")
            yield self._to
        yield WordsLine(f" Subject   {letter.subject}", tone="quiet")
        yield WordsLine(" ".ljust(79, "-"), tone="quiet")
        yield self._body
        yield WordsLine(f" Signed: {letter.signature}", tone="quiet")
        yield self._status
        yield KeyLine()

    def on_input_changed(self, _message: Input.Changed) -> None:
        """The address."""
        self._keep_soon()

    def on_text_area_changed(self, _message: TextArea.Changed) -> None:
        """The words."""
        self._keep_soon()

    def flush(self) -> None:
        """Put aside what was typed, at once: the screen is being locked."""
        self._keep()

    def action_save(self) -> None:
        """Keep it and go back; a wrong address is said first."""
        if problem := self._keep():
            self._status.refuse(problem)
        else:
            self.dismiss(None)

    def action_save_too(self) -> None:
        """For hands that know it from elsewhere."""
        self.action_save()

    def action_done(self) -> None:
        """Go back; nothing that was typed is lost by leaving, whether it holds or not."""
        problem = self._keep()
        if problem and not self._aside and self._outbox.desk.worker.may_record:
            self._status.refuse(problem)
        else:
            self.dismiss(None)

    def action_draft(self) -> None:
        """The draft again, once that is sure."""

        def answered(answer: str | None) -> None:
            if answer == "y":
                self._stop()
                self._outbox.notes.restore(self._waiting.letter.id)
                self.dismiss(None)

        words = ["Go back to the draft? What was changed in this letter is lost."]
        self.app.push_screen(Question(words, [("y", "Back to the draft")]), answered)

    def on_unmount(self) -> None:
        """Nothing is kept after it was left."""
        self._stop()

    def _keep_soon(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(SOON_S, self._keep)

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _keep(self) -> str:
        """Why it changes no letter, or nothing. A letter that was not changed stays the draft it is."""
        self._stop()
        self._aside = False
        now, notes, letter = (self._to.value, self._body.text), self._outbox.notes, self._waiting.letter
        try:
            problems = self._outbox.edit(self._waiting, *now) if now != self._kept else ()
            if problems and self._outbox.desk.worker.may_record:
                notes.keep_typed(letter.id, Edited(*now, letter.basis))
                self._aside = True
        except DraftNotKept as why:
            return str(why)
        if problems:
            return problems[0].message
        notes.forget_typed(letter.id)
        self._kept = now
        return ""
