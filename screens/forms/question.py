"""A question over the screen that is answered with one key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine

WIDTH = 66


class Question(ModalScreen[str]):
    """Says how things stand and offers answers, each with its letter. Esc is always "go back": an empty answer."""

    DEFAULT_CSS = """
    Question { align: center middle; background: ansi_default; }
    Question > Vertical { width: 70; height: auto; max-height: 22; }
    Question WordsLine { height: auto; padding: 0 2; }
    Question .answers { padding: 1 2; }
    """
    BINDINGS = [Binding("escape", "back", "Go back", id="question.back", tooltip="Answer nothing and go back")]

    def __init__(self, words: Sequence[str], answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._said = [line for part in words for line in (wrapped(part, WIDTH) if part else [""])]
        self._answers = dict(answers)

    @property
    def words(self) -> str:
        """What is said, line by line."""
        return "\n".join(self._said)

    def compose(self) -> ComposeResult:
        """The words, the answers with their letters, the keys."""
        with Vertical():
            yield WordsLine("-" * WIDTH)
            yield WordsLine(*self._said)
            lines = [f"{key.upper() if len(key) > 1 else key}  {words}" for key, words in self._answers.items()]
            yield WordsLine(*lines, "Esc  Go back", classes="answers")
            yield WordsLine("-" * WIDTH)

    def on_key(self, event: events.Key) -> None:
        """One of the letters answers; every other key but Esc does nothing."""
        event.prevent_default()
        if event.key != "escape":
            event.stop()
        if event.key in self._answers:
            self.dismiss(event.key)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss("")
