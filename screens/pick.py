"""A choice of a few things by one letter, asked over whatever is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from screens.title_bar import TitleBar
from screens.widgets.words_line import WordsLine

Options = Sequence[tuple[str, str, str]]
"""The letter, the answer it gives, the words."""


class Pick(ModalScreen[str | None]):
    """Asks, and answers with the option whose letter was pressed; None when the worker went back."""

    DEFAULT_CSS = """
    Pick { align: center middle; background: ansi_default; }
    Pick > Vertical { width: 64; height: auto; border: ascii ansi_default; padding: 0 1; }
    Pick WordsLine { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="pick.back", tooltip="Choose none of these"),
    ]

    def __init__(self, title: str, options: Options) -> None:
        super().__init__()
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        """The question, a line for each letter, and the way back."""
        yield TitleBar()
        with Vertical():
            options = (f"  {key}  {words}" for key, _, words in self._options)
            yield WordsLine(self._title, "", *options, "", "  Esc  Back")

    def on_key(self, event: events.Key) -> None:
        """A letter answers."""
        for key, answer, _ in self._options:
            if event.key == key:
                event.stop()
                self.dismiss(answer)
                return
