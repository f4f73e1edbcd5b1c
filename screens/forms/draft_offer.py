"""Forms that were typed in and not saved, offered when the worker is back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from data.outcome import Receipt
from models.times.words import countdown
from models.times.zone import from_iso
from screens.forms.acts import ACTS
from screens.forms.at_desk import desk_of
from screens.forms.drafts import WaitingDraft, discard_draft, waiting_drafts
from screens.forms.form import ActForm
from screens.forms.outcome_words import recorded_words
from screens.forms.question import Question
from screens.shell import shell_of
from screens.title_bar import TitleBar
from screens.widgets.board_lines import BoardLines
from screens.widgets.board_row import BoardRow
from screens.widgets.key_line import KeyLine
from screens.widgets.words_line import WordsLine


class DraftOffer(Screen[None]):
    """What was typed and NOT recorded. Nothing of it goes unless the worker throws it away."""

    DEFAULT_CSS = """
    DraftOffer > .said { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "throw", "Throw away", id="drafts.throw", tooltip="Throw this draft away; asks first"),
        Binding("escape", "dismiss(None)", "Later", id="drafts.later", tooltip="Leave the drafts for later"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines = BoardLines(id="drafts")
        self._waiting: dict[str, WaitingDraft] = {}

    def compose(self) -> ComposeResult:
        """What they are, the drafts, the keys."""
        yield TitleBar()
        yield WordsLine(
            " DRAFTS: what you typed and did not save",
            "",
            " None of this is recorded. Enter opens one where you left it.",
            "",
            classes="said",
        )
        yield self._lines
        yield KeyLine()

    def on_mount(self) -> None:
        """Show them."""
        self._lines.focus()
        self._show()

    def _show(self) -> None:
        """The drafts that are left; when there are none, there is nothing to stay for."""
        desk = desk_of(self.app)
        self._waiting = {each.draft.about: each for each in waiting_drafts(desk)}
        now = desk.now()
        self._lines.set_rows(
            [BoardRow(key, _ago(each.draft.at, now), each.words) for key, each in self._waiting.items()]
        )
        if not self._waiting:
            self.dismiss(None)

    def on_board_lines_chosen(self, event: BoardLines.Chosen) -> None:
        """Go on with it."""
        event.stop()
        draft = self._waiting[event.key].draft
        self.app.push_screen(ActForm(ACTS[draft.form], draft=draft), self._back)

    def _back(self, receipt: Receipt | None) -> None:
        """Say what was recorded, and show what is left."""
        if receipt:
            shell = shell_of(self)
            shell.night_changed()
            shell.announce(recorded_words(shell.desk, receipt))
        self._show()

    def action_throw(self) -> None:
        """Throw one away, once that is sure."""
        waiting = self._waiting.get(self._lines.selected_key)
        if waiting is None:
            return

        def answered(answer: str | None) -> None:
            if answer:
                discard_draft(desk_of(self.app), waiting.draft)
                self._show()

        question = Question([waiting.words, "", "Throw this draft away?"], [("t", "Throw it away")])
        self.app.push_screen(question, answered)


def _ago(at: str, now: datetime) -> str:
    """How long ago it was typed, for the narrow column."""
    try:
        return countdown(max((now - from_iso(at)).total_seconds(), 0))
    except ValueError:
        return ""
