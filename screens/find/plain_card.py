"""The whole call card as one plain page, from the left edge: to copy with the terminal's means, or to read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from models.card import CardSection, card_text
from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine


class PlainCard(Screen[None]):
    """The call card as plain text. The arrow and page keys scroll it."""

    DEFAULT_CSS = """
    PlainCard VerticalScroll { height: 1fr; }
    PlainCard #words { height: auto; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="plain.back", tooltip="Back to the card"),
    ]

    def __init__(self, head: str, sections: Sequence[CardSection]) -> None:
        super().__init__()
        self._head, self._sections = head, sections
        self._words = WordsLine(id="words")

    def compose(self) -> ComposeResult:
        """The text and nothing beside it."""
        yield TitleBar()
        with VerticalScroll():
            yield self._words
        yield KeyLine()

    def on_mount(self) -> None:
        """Broken between words, for this window."""
        self._show()

    def on_resize(self) -> None:
        """Broken anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        width = max(self.app.size.width - 1, 20)
        lines = [self._head, *card_text(self._sections)]
        self._words.say(*(part for line in lines for part in wrapped(line, width) or [""]))
