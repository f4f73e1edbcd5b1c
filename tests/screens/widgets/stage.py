"""An application with one widget on it, to try the widget alone."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.theme import BASE_CSS, DARK


class Stage(App[None]):
    """The widgets given, one below the other; every message that reaches the top is kept."""

    DEFAULT_CSS = BASE_CSS

    def __init__(self, *widgets: Widget) -> None:
        super().__init__(ansi_color=True)
        self.register_theme(DARK)
        self.theme = DARK.name
        self._widgets = widgets
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def hear(self, message: Message) -> None:
        """Keep a message (the tests' message hook)."""
        self.heard.append(message)

    def kinds(self, kind: type[Message]) -> list[Message]:
        """The messages of a kind that were posted, each once."""
        found: list[Message] = []
        for message in self.heard:
            if isinstance(message, kind) and all(message is not other for other in found):
                found.append(message)
        return found
