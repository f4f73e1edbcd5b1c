"""Help: every key of the screen it was opened on, as this worker has them, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from screens.help_words import HelpWords
from screens.widgets.key_line import KeyLine, key_name
from screens.widgets.words_line import WordsLine


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

    def __init__(self, bindings: Iterable[Binding], about: HelpWords, training: bool = False) -> None:
        super().__init__()
        self._lines = help_lines(bindings)
        self._about = about
        self._training = "   TRAINING" if training else ""

    def compose(self) -> ComposeResult:
        """A heading, the keys, the way back."""
        yield WordsLine(f" HELP: keys of {self._about.title}{self._training}", tone="loud")
        said = (*self._about.lines, "") if self._about.lines else ()
        with VerticalScroll():
            yield WordsLine(*(f" {line}" for line in (*said, *self._lines)), id="words")
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
