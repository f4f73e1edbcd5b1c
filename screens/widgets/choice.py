"""A choice of a few words, made with one letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.plain_text import fit, plain
from screens.widgets.tones import PLAIN, REVERSE


class Choice(Widget, can_focus=True):
    """One of several words on one line, the chosen one in brackets: `(missing)  absence`.

    A letter chooses the next word that begins with it, the arrows and the space bar go along, Backspace
    chooses none, and Enter moves on. When not all fit, the line begins with the chosen one.
    """

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next", show=False, id="choice.next", tooltip="The next word"),
        Binding("left", "step(-1)", "Back", show=False, id="choice.back", tooltip="The word before"),
        Binding("backspace,delete", "clear", "None", show=False, id="choice.none", tooltip="Choose none"),
        Binding("enter", "move_on", "On", show=False, id="choice.on", tooltip="The next field"),
    ]

    class Changed(Message):
        """Another word is chosen."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = [(value_, plain(words)) for value_, words in options]
        self._value = value

    @property
    def value(self) -> str:
        """The value of the chosen option; empty when none is chosen."""
        return self._value

    @value.setter
    def value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.refresh()
            self.post_message(self.Changed(value))

    def on_key(self, event: events.Key) -> None:
        """A letter chooses."""
        letter = (event.character or "").lower()
        if not letter.strip() or not event.is_printable:
            return
        values = [value for value, words in self.options if words.lower().startswith(letter)]
        if values:
            event.stop()
            event.prevent_default()
            at = values.index(self._value) + 1 if self._value in values else 0
            self.value = values[at % len(values)]

    def action_step(self, by: int) -> None:
        """The next or the previous word, round the ends."""
        values = [value for value, _ in self.options]
        if self._value in values:
            self.value = values[(values.index(self._value) + by) % len(values)]
        elif values:
            self.value = values[0 if by > 0 else -1]

    def action_clear(self) -> None:
        """Choose nothing."""
        self.value = ""

    def action_move_on(self) -> None:
        """Enter moves on and never saves."""
        self.screen.focus_next()

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """And where they no longer go."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The words in a row; from the chosen one on, when there is no room for all."""
        width = self.size.width
        words = [(f"({w})" if v == self._value else f" {w} ", v == self._value) for v, w in self.options]
        if sum(len(word) for word, _ in words) > width:
            at = next((n for n, (_, here) in enumerate(words) if here), 0)
            words = [*words[at:], ("..", False), *words[:at]]
        segments = [Segment(word, REVERSE if here and self.has_focus else PLAIN) for word, here in words]
        return Strip(segments).adjust_cell_length(width) if y == 0 else Strip([Segment(fit("", width))])
