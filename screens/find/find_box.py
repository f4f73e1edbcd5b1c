"""Query and results in one widget: a key is on the screen some milliseconds later, with what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.find.result_line import Found
from screens.find.result_rows import Line, ResultRows
from screens.widgets.plain_text import fit, plain
from screens.widgets.tones import PLAIN, tone_style

LABEL = " Find: "
FEWEST, MOST_AT_ONCE, MORE = 10, 40, 50
"""How many are looked for at least, and at most, while typing; how many more past the last of them."""
ABOVE = 2
"""Lines above the results: the query, and a blank one."""
LONGEST = 200

Search = Callable[[str, int], tuple[Sequence[Found], int]]
"""At most so many children whom a text may mean, and how many fit surely in all."""


class FindBox(Widget, can_focus=True):
    """What is typed, and the children it may mean: letters go into the query, the arrows among the children."""

    lines_as_drawn = True
    """Its lines stand on the screen as `render_line` gives them."""
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

    def __init__(
        self, search: Search, line: Callable[[Found], str], changed: Callable[[], None], text: str = ""
    ) -> None:
        super().__init__()
        self._search, self._line, self._tell = search, line, changed
        self.text = plain(text)[:LONGEST]
        self.found: Sequence[Found] = ()
        self.sure = 0
        """How many children fit surely; more than in `found` when not all are looked for yet."""
        self._cursor = len(self.text)
        self._at = 0
        self._limit = 0
        self._rows = ResultRows((), line, 0)
        self._shown: list[Line] = []

    @property
    def selected(self) -> Found | None:
        """The child under the cursor."""
        return self.found[self._at] if self._at < len(self.found) else None

    def on_resize(self) -> None:
        """Look for what was handed over; later: more room, more children."""
        if not self._at:
            self._limit = 0
        self.look()

    def look(self) -> None:
        """Search again: the text, or the record, has changed."""
        before = self.selected.id if self.selected and self._at else ""
        self._limit = self._limit or self._room
        self.found, self.sure = self._search(self.text, self._limit) if self.text.strip() else ((), 0)
        self._at = next((place for place, one in enumerate(self.found) if one.id == before), 0) if before else 0
        self._rows = ResultRows(self.found, self._line, self.size.width)
        self._show()
        self._tell()

    @property
    def more(self) -> bool:
        """Whether there may be more children than those in `found`."""
        return len(self.found) >= self._limit > 0

    @property
    def _room(self) -> int:
        """How many children are looked for while the worker types: as many as there are lines for."""
        return max(FEWEST, min(self.size.height - ABOVE - 1, MOST_AT_ONCE))

    def _show(self) -> None:
        """Paint the lines that are not what they were."""
        before, width = self._shown, self.size.width
        self._shown = [self._text_line(width), ((" " * width, ""),)]
        self._shown += self._rows.lines(self._at, max(self.size.height - ABOVE, 0))
        if len(before) != len(self._shown):
            self.refresh()
        elif other := [y for y, line in enumerate(self._shown) if line != before[y]]:
            self.refresh(*(Region(0, first, width, count) for first, count in _runs(other)))

    def on_key(self, event: events.Key) -> None:
        """A letter, a figure or a blank goes into the text."""
        if event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.take_letters(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """A paste, as one line."""
        event.stop()
        self.take_letters(" ".join(event.text[: 10 * LONGEST].split()))

    def take_letters(self, typed: str) -> None:
        """What was typed, at the cursor; searched and laid out when this returns."""
        typed = plain(typed)[: LONGEST - len(self.text)]
        self._put(self.text[: self._cursor] + typed + self.text[self._cursor :], self._cursor + len(typed))

    def _put(self, text: str, cursor: int) -> None:
        self.text, self._cursor = text, cursor
        self._limit = self._at = 0
        self.look()

    def action_move(self, by: int) -> None:
        """Another place in the text."""
        self._cursor = max(0, min(self._cursor + by, len(self.text)))
        self._show()

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
        wanted = self._at + by
        if self.more and wanted >= len(self.found):
            self._limit += MORE
            self.look()
        self._at = max(0, min(wanted, len(self.found) - 1))
        self._show()
        self._tell()

    def action_choose(self) -> None:
        """This child."""
        if one := self.selected:
            self.post_message(self.Chosen(one.id))

    def render_line(self, y: int) -> Strip:
        """The text with its cursor, a blank line, the children."""
        if y >= len(self._shown):
            return Strip.blank(self.size.width, PLAIN)
        pieces = [Segment(words, tone_style(self, tone)) for words, tone in self._shown[y]]
        return Strip(pieces).adjust_cell_length(self.size.width)

    def _text_line(self, width: int) -> Line:
        room = width - len(LABEL) - 1
        first = max(0, self._cursor - room)
        shown = self.text[first : first + room] + " "
        at = self._cursor - first
        before, under = LABEL + shown[:at], shown[at : at + 1]
        rest = fit(shown[at + 1 :], max(width - cell_len(before + under), 0))
        return ((before, ""), (under, "loud"), (rest, ""))


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring lines together: the first of them, and how many."""
    found: list[tuple[int, int]] = []
    for y in lines:
        if found and sum(found[-1]) == y:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((y, 1))
    return found


class PickBox(FindBox):
    """The same, to choose a child for a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "This child", id="find.pick", tooltip="Take this child's id into the form"),
    ]
