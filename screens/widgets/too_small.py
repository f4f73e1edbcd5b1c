"""What is shown while the window is too small for the screens: which size is needed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine


class TooSmall(ModalScreen[None]):
    """Covers everything, takes every key, and goes away when the window is enlarged."""

    DEFAULT_CSS = """
    TooSmall { background: ansi_default; }
    TooSmall WordsLine { height: auto; }
    """

    def __init__(self, problem: str, width: int) -> None:
        super().__init__()
        self._words = WordsLine(*wrapped(problem, max(width, 1)))

    def compose(self) -> ComposeResult:
        """One block of words."""
        yield self._words

    def say(self, problem: str, width: int) -> None:
        """Show what is wrong with the size now, in whatever width there is."""
        self._words.say(*wrapped(problem, max(width, 1)))
