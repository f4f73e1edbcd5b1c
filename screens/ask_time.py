"""One time, asked over whatever is on the screen, with its reading shown back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from models.times.reading import Reading
from screens.readings import PAST, TypedTime
from screens.title_bar import TitleBar
from screens.widgets.form_field import FormField
from screens.widgets.key_line import KeyLine
from screens.widgets.words_line import WordsLine

WHEN = "Type a time, for example 23:10, 2h ago or sat 0130, and press Enter."


class AskTime(ModalScreen[datetime | None]):
    """Answers with a past instant; None when the worker went back."""

    DEFAULT_CSS = """
    AskTime { background: ansi_default; }
    AskTime > Vertical { height: 1fr; }
    AskTime #title { margin: 1 0 0 0; }
    AskTime #wanted { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Show", id="ask-time.take", tooltip="Take the time as it is read back", priority=True),
        Binding("f5", "either(0)", "First (BST)", id="ask-time.first", tooltip="The first of two equal times"),
        Binding("f6", "either(1)", "Second (GMT)", id="ask-time.second", tooltip="The second of two equal times"),
        Binding("escape", "dismiss(None)", "Back", id="ask-time.back", tooltip="Choose no time"),
    ]

    def __init__(self, title: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._title = title
        self._time = TypedTime(PAST, now)
        self.field = FormField("time", "Time", read_back=self._time.words, width=23)

    def compose(self) -> ComposeResult:
        """The question, the field with its reading, the keys."""
        yield TitleBar()
        with Vertical():
            yield WordsLine(f" {self._title}", tone="loud", id="title")
            yield WordsLine(f" {WHEN}", id="wanted")
            yield self.field
        yield KeyLine()

    def on_form_field_changed(self) -> None:
        """Which keys there are depends on what was typed."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys for a time that happens twice are there only then."""
        return bool(self._time.either(self.field.value)) if action == "either" else True

    def action_either(self, which: int) -> None:
        """Say which of two equal times is meant."""
        self.field.value = self._time.either(self.field.value)[which]

    def action_take(self) -> None:
        """Answer, if what stands there is a time; why not stands beside the field."""
        found = self._time.read(self.field.value)
        if isinstance(found, Reading):
            self.dismiss(found.at)
