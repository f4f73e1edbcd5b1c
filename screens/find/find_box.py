"""Query and results in one widget: a key is on the screen some milliseconds later, with what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.find.result_line import Found
from screens.widgets.plain_text import fit, plain
from screens.widgets.tones import PLAIN, REVERSE, tone_style

LABEL = " Find: "
FEW, MANY = 10, 60
"""How many are looked for while typing, and once the worker goes past the last of them."""
LONGEST = 200

Search = Callable[[str, int], Sequence[Found]]
Row = tuple[int, str]
"""A line of the results: which child it belongs to (-1 for a heading), and its words."""


class FindBox(Widget, can_focus=True):
    """What is typed, and the children it may mean: letters go into the query, the arrows among the children."""

    DEFAULT_CSS = """
    FindBox { height: 1fr; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Up", show=False, id="find.up", tooltip="The child above"),
        Binding("down", "go(1)", "Down", show=False, id="find.down", tooltip="The child below"),
        Binding("pageup", "go(-8)", "Page up", show=False, id="find.page-up", tooltip="Eight children up"),
        Binding("pagedown", "go(8)", "Page down", show=False, id="find.page-down", tooltip="Eight children down"),
        Binding("left", "move(-1)", "Left", show=False, id="find.left", tooltip="A letter back"),
        Binding("right", "move(1)", "Right", show=False, id="find.right", tooltip="A letter on"),
        Binding("home", "move(-999)", "Start", show=False, id="find.start", tooltip="The start of the text"),
        Binding("end", "move(999)", "End", show=False, id="find.end", tooltip="The end of the text"),
        Binding("backspace", "take(-1)", "Rub out", show=False, id="find.rub-out", tooltip="Take the letter before"),
        Binding("delete", "take(0)", "Delete", show=False, id="find.delete", tooltip="Take the letter after"),
        Binding("ctrl+u", "clear", "Clear", show=False, id="find.clear", tooltip="Begin again"),
        Binding("enter", "choose", "Call card", id="find.choose", tooltip="Open the child's call card"),
    ]

    class Chosen(Message):
        """The worker pressed Enter on a child."""

        def __init__(self, child: str) -> None:
            super().__init__()
            self.child = child

    class Changed(Message):
        """The text or the children found are others now."""

    def __init__(self, search: Search, now: Callable[[Found], str], text: str = "") -> None:
        super().__init__()
        self._search, self._line = search, now
        self.text = plain(text)[:LONGEST]
        self.found: Sequence[Found] = ()
        self._cursor = len(self.text)
        self._at = 0
        self._limit = FEW
        self._rows: list[Row] = []

    @property
    def selected(self) -> Found | None:
        """The child under the cursor."""
        return self.found[self._at] if self._at < len(self.found) else None

    def on_mount(self) -> None:
        """Look for what was handed over."""
        self.look()

    def look(self) -> None:
        """Search again: the text, or the record, has changed."""
        before = self.selected.id if self.selected else ""
        self.found = self._search(self.text, self._limit) if self.text.strip() else ()
        ids = [one.id for one in self.found]
        self._at = ids.index(before) if self._limit == MANY and before in ids else 0
        self._lay_out()

    def _lay_out(self) -> None:
        self._rows, heading = [], ""
        for number, one in enumerate(self.found):
            if one.heading != heading:
                heading = one.heading
                self._rows.append((-1, heading))
            self._rows.append((number, self._line(one)))
            if reason := one.reason():
                self._rows.append((number, f"    {reason}"))
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """A letter, a figure or a blank goes into the text."""
        if event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self._insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """A paste, as one line."""
        event.stop()
        self._insert(" ".join(event.text[: 10 * LONGEST].split()))

    def _insert(self, typed: str) -> None:
        typed = plain(typed)[: LONGEST - len(self.text)]
        self._put(self.text[: self._cursor] + typed + self.text[self._cursor :], self._cursor + len(typed))

    def _put(self, text: str, cursor: int) -> None:
        self.text, self._cursor, self._limit = text, cursor, FEW
        self.look()

    def action_move(self, by: int) -> None:
        """Another place in the text."""
        self._cursor = max(0, min(self._cursor + by, len(self.text)))
        self.refresh()

    def action_take(self, before: int) -> None:
        """Take a letter out, the one before the cursor (-1) or the one after it (0)."""
        at = self._cursor + before
        if 0 <= at < len(self.text):
            self._put(self.text[:at] + self.text[at + 1 :], at)

    def action_clear(self) -> None:
        """Begin again."""
        self._put("", 0)

    def action_go(self, by: int) -> None:
        """Another child; past the last one, more are looked for."""
        if self._at + by >= len(self.found) == FEW == self._limit:
            self._limit = MANY
            self.look()
        self._at = max(0, min(self._at + by, len(self.found) - 1))
        self.refresh()

    def action_choose(self) -> None:
        """This child."""
        if one := self.selected:
            self.post_message(self.Chosen(one.id))

    def render_line(self, y: int) -> Strip:
        """The text with its cursor, a blank line, the children."""
        width = self.size.width
        if y == 0:
            return self._text_line(width)
        row = y - 2 + self._top()
        if y == 1 or row >= len(self._rows):
            return Strip.blank(width, PLAIN)
        number, words = self._rows[row]
        if number < 0:
            rule = f" {words} ".ljust(width, "-")
            return Strip([Segment(fit(rule, width), tone_style(self, "heading"))])
        here = number == self._at
        mark = ">" if here and (row == 0 or self._rows[row - 1][0] != number) else " "
        return Strip([Segment(fit(mark + words, width), REVERSE if here else PLAIN)])

    def _top(self) -> int:
        """The first row in sight: as far down as keeps the cursor's child in sight."""
        last = max((at for at, (number, _) in enumerate(self._rows) if number == self._at), default=0)
        return max(0, last - (self.size.height - 3))

    def _text_line(self, width: int) -> Strip:
        room = width - len(LABEL) - 1
        first = max(0, self._cursor - room)
        shown = self.text[first : first + room] + " "
        at = self._cursor - first
        parts = ((LABEL + shown[:at], PLAIN), (shown[at : at + 1], REVERSE), (shown[at + 1 :], PLAIN))
        return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(width)


class PickBox(FindBox):
    """The same, to choose a child for a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "This child", id="find.pick", tooltip="Take this child's id into the form"),
    ]
