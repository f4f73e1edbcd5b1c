"""A choice of any number of words, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip

from screens.widgets.choice import Choice
from screens.widgets.plain_text import fit
from screens.widgets.tones import PLAIN, REVERSE


class Many(Choice, inherit_bindings=False):
    """Lines with a mark: `[x] 24 h: meeting`. The space bar sets or takes the mark; the value joins with commas."""

    DEFAULT_CSS = """
    Many { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", show=False, id="many.mark", tooltip="Set or take away the mark"),
        Binding("up", "go(-1)", "Up", show=False, id="many.up", tooltip="The line above"),
        Binding("down", "go(1)", "Down", show=False, id="many.down", tooltip="The line below"),
        Binding("enter", "move_on", "On", show=False, id="many.on", tooltip="The next field"),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(options, value, id=id)
        self._at = 0

    @property
    def marked(self) -> list[str]:
        """The values that carry the mark."""
        chosen = self.value.split(",")
        return [value for value, _ in self.options if value in chosen]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each line."""
        return max(len(self.options), 1)

    def on_key(self, event: events.Key) -> None:
        """A letter marks nothing here: it is not a choice of one."""
        event.prevent_default()

    def action_mark(self) -> None:
        """Set the mark, or take it away."""
        if self.options:
            value, marked = self.options[self._at][0], self.marked
            now = [each for each in marked if each != value] if value in marked else [*marked, value]
            self.value = ",".join(each for each, _ in self.options if each in now)

    def action_go(self, by: int) -> None:
        """The next line, or at the end the next field."""
        if 0 <= self._at + by < len(self.options):
            self._at += by
            self.refresh()
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def render_line(self, y: int) -> Strip:
        """One line with its mark."""
        width = self.size.width
        if y >= len(self.options):
            return Strip([Segment(fit("(none)" if y == 0 else "", width), PLAIN)])
        value, words = self.options[y]
        mark = "x" if value in self.marked else " "
        style = REVERSE if self.has_focus and y == self._at else PLAIN
        return Strip([Segment(fit(f"[{mark}] {words}", width), style)])
