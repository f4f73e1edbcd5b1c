"""A page of text to read: long entries, in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from screens.title_bar import TitleBar
from screens.widgets.key_line import KeyLine
from screens.widgets.plain_text import wrapped
from screens.widgets.words_line import WordsLine


class Page(Screen[None]):
    """Text under a heading; the arrow and page keys scroll it."""

    DEFAULT_CSS = """
    Page VerticalScroll { height: 1fr; }
    Page #words { height: auto; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Back", id="page.back", tooltip="Back"),
    ]

    def __init__(self, title: str, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def compose(self) -> ComposeResult:
        """Heading and text."""
        yield TitleBar()
        yield WordsLine(f" {self._title}", tone="loud")
        with VerticalScroll():
            yield WordsLine(*self._lines(), id="words")
        yield KeyLine()

    def _lines(self) -> list[str]:
        width = max(self.app.size.width - 2, 20)
        return [f" {line}" for text in self._paragraphs for part in text.splitlines() for line in wrapped(part, width)]
