"""Help: every key of the screen it was opened on, as this worker has them, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from screens.widgets.key_line import KeyLine, key_name
from screens.widgets.words_line import WordsLine

INTRODUCTION = (
    "What is owed stands before any countdown. Times carry their units: 5h44m is",
    "hours and minutes, 19m58s minutes and seconds, 1 wd a working day, - is late.",
    "LAPSED waits for your decision. Arrow keys and PgDn show more of this page.",
    "",
)


class Help(ModalScreen[None]):
    """The keys of one screen."""

    DEFAULT_CSS = """
    Help { background: ansi_default; }
    Help VerticalScroll { height: 1fr; }
    Help #words { height: auto; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "dismiss(None)", "Back", id="help.back", tooltip="Back to the screen"),
    ]

    def __init__(self, bindings: Iterable[Binding], about: str, training: bool = False) -> None:
        super().__init__()
        self._lines = help_lines(bindings)
        self._about = about
        self._training = "   TRAINING" if training else ""

    def compose(self) -> ComposeResult:
        """A heading, the keys, the way back."""
        yield WordsLine(f" HELP: keys of {self._about}{self._training}", tone="loud")
        with VerticalScroll():
            yield WordsLine(*(f" {line}" for line in (*INTRODUCTION, *self._lines)), id="words")
        yield KeyLine()


def help_lines(bindings: Iterable[Binding]) -> list[str]:
    """One line for each act: its keys, and what it does."""
    keys: dict[str, list[str]] = {}
    first: dict[str, Binding] = {}
    for binding in bindings:
        if binding.tooltip and not binding.system:
            keys.setdefault(binding.action, []).append(key_name(binding.key))
            first.setdefault(binding.action, binding)
    return [f"{', '.join(keys[action]):13} {each.tooltip}" for action, each in first.items()]
