"""The lines of one page of the call card, full width, with a cursor that goes from line to line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from models.card import CardLine, CardSection
from screens.widgets.plain_text import fit, wrapped
from screens.widgets.tones import PLAIN, REVERSE, tone_style

INDENT = 3
GAP = "?"

Row = tuple[int, str, str]
"""Which line of the card it belongs to (-1 for a heading), its words, its tone."""


class CardLines(Widget, can_focus=True):
    """Headings and lines; a gap begins with `?` and says what to ask. Reads aloud from top to bottom."""

    lines_as_drawn = True
    """Its lines stand on the screen as `render_line` gives them."""
    DEFAULT_CSS = """
    CardLines { height: 1fr; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1)", "Up", show=False, id="card.up", tooltip="The line above"),
        Binding("down,j", "go(1)", "Down", show=False, id="card.down", tooltip="The line below"),
    ]

    class PastEnd(Message):
        """The cursor went past the first (-1) or the last (1) line of the page."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__()
        self._sections: Sequence[CardSection] = ()
        self.lines: list[CardLine] = []
        self.at = 0
        self._rows: list[Row] = []

    @property
    def selected(self) -> CardLine | None:
        """The line under the cursor."""
        return self.lines[self.at] if self.at < len(self.lines) else None

    def show(self, sections: Sequence[CardSection], at: int) -> None:
        """Show these sections with the cursor on a line; -1 is the last."""
        self._sections = sections
        self.lines = [line for section in sections for line in section.lines]
        self.at = len(self.lines) - 1 if at < 0 else min(at, max(len(self.lines) - 1, 0))
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(self.size.width - INDENT - 1, 20)
        self._rows, number = [], 0
        for section in self._sections:
            self._rows.append((-1, f" {section.heading.upper()}", "heading"))
            for line in section.lines:
                words = f"{line.label}: {line.text}" if line.label else line.text
                parts = [part for row in words.splitlines() for part in wrapped(row, width)] or [""]
                self._rows += [(number, part, "soon" if line.gap else "") for part in parts]
                number += 1
        self.refresh()

    def action_go(self, by: int) -> None:
        """Another line, or another page."""
        if 0 <= self.at + by < len(self.lines):
            self.at += by
            self.refresh()
        else:
            self.post_message(self.PastEnd(by))

    def _top(self) -> int:
        """The first row in sight. When not all fit, the last one on the screen says how many are below."""
        room = self.size.height - (len(self._rows) > self.size.height)
        mine = [place for place, row in enumerate(self._rows) if row[0] == self.at]
        last = mine[-1] if mine else 0
        return 0 if last < room else min(last - room + 1, mine[0])

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, place = self.size.width, y + self._top()
        if place >= len(self._rows):
            return Strip.blank(width, PLAIN)
        if y == self.size.height - 1 and place < len(self._rows) - 1:
            return Strip([Segment(fit(f"   .. {len(self._rows) - place} more lines below", width), PLAIN)])
        number, words, tone = self._rows[place]
        style = tone_style(self, tone)
        if number < 0:
            return Strip([Segment(fit(words, width), style)])
        first = self._rows[place - 1][0] != number
        here = number == self.at
        style = REVERSE if here else style
        mark = (">" if here else " ") + (GAP if tone == "soon" else " ") if first else "  "
        return Strip([Segment(fit(f"{mark} {words}", width), style)])
