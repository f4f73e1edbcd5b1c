"""The board's list: rows that tick without moving anything, and a cursor that belongs to an episode.

Drawn line by line, so that 2,000 rows cost no more than twenty. The countdown stands leftmost in cells of its
own: a tick paints those cells of the rows that changed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.board_row import Places, Row, alike, countdowns_of, heir_of
from screens.widgets.plain_text import fit
from screens.widgets.tones import PLAIN, REVERSE, tone_style

COUNTDOWN = 7
"""Cells of a countdown: `-99h59m`."""
LEFT = 1 + COUNTDOWN + 1
"""The cursor's mark, the countdown and a space."""
CURSOR = ">"


class BoardLines(ScrollView, can_focus=True):
    """The rows of the board. The owner sets rows and ticks; the widget looks after cursor and painting."""

    lines_as_drawn = True
    """Its lines stand on the screen as `render_line` gives them: no style adds anything but room around them."""
    DEFAULT_CSS = """
    BoardLines { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "up", "Up", show=False, id="board.up", tooltip="The row above"),
        Binding("down,j", "down", "Down", show=False, id="board.down", tooltip="The row below"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="board.page-up", tooltip="A page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="board.page-down", tooltip="A page down"),
        Binding("home", "end(0)", "First", show=False, id="board.first", tooltip="The first row"),
        Binding("end", "end(-1)", "Last", show=False, id="board.last", tooltip="The last row"),
        Binding("enter", "choose", "Detail", show=False, id="board.choose", tooltip="Open the episode"),
    ]

    class CursorMoved(Message):
        """The row under the cursor is gone and the cursor stands on another: say so in words."""

        def __init__(self, lost_key: str, new_key: str) -> None:
            super().__init__()
            self.lost_key = lost_key
            self.new_key = new_key

    class CursorAt(Message):
        """The worker moved the cursor to a row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor is now matters, not each row it passed."""
            return isinstance(message, BoardLines.CursorAt)

    class Chosen(Message):
        """The worker pressed Enter on a row. The key is the one under the cursor at the key press."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Scrolled(Message):
        """Other rows came into sight: tick them."""

        def can_replace(self, message: Message) -> bool:
            """One is enough."""
            return isinstance(message, BoardLines.Scrolled)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._texts: list[tuple[str, str]] = []
        self._places = Places(())
        self._line_of: dict[str, int] = {}
        self.selected_key = ""
        self.came_into_sight: Callable[[], None] = lambda: None
        """Called when other rows may be in sight, before they are painted."""
        self.moved_at = monotonic()

    @property
    def keys(self) -> list[str]:
        """The keys of the rows that can be selected, from the top."""
        return list(self._line_of)

    @property
    def still_s(self) -> float:
        """Seconds since the worker last moved the cursor: order rows anew only when this is some seconds."""
        return monotonic() - self.moved_at

    def more(self) -> tuple[int, int]:
        """How many lines are out of sight above and below; the screen says so in words."""
        top = self.scroll_offset.y
        return top, max(len(self._places) - top - self.size.height, 0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows in this order. The cursor stays on its episode, and that where it is in sight."""
        if len(rows) == len(self._rows) > 0 and all(map(alike, rows, self._rows)):
            self._put_all(rows)  # no line need be moved
            return
        old_keys, old_line = self.keys, self._line_of.get(self.selected_key, 0)
        self._rows = list(rows)
        self._texts = list(map(countdowns_of, rows))
        self._places = Places(rows)
        self._line_of = {rows[n].key: y for y, (n, part) in enumerate(self._places) if part == 0 and rows[n].key}
        lost, heir = self.selected_key, heir_of(self.selected_key, old_keys, self.keys)
        self.selected_key = heir
        self.virtual_size = Size(self.size.width, len(self._places))
        moved = self._line_of.get(heir, 0) - old_line
        self._show_line(self._line_of.get(heir, 0), self.scroll_offset.y + (moved if old_keys else 0))
        self.refresh()
        if lost and heir != lost:
            self.post_message(self.CursorMoved(lost, heir))

    def reword(self, rows: Sequence[Row]) -> bool:
        """Show some rows in other words where they stand; whether all could be, for none takes other lines now."""
        lines = [(row, line) for row in rows if (line := self._line_of.get(row.key)) is not None]
        fitting = [(row, line) for row, line in lines if alike(row, self._row_at(line))]
        for row, line in fitting:
            self._put(row, line)
        return len(fitting) == len(rows)

    def _put_all(self, rows: Sequence[Row]) -> None:
        """Rows in place of as many that take as many lines: of thousands only those in sight need be compared."""
        rows_before, texts_before = self._rows, self._texts
        self._rows, self._texts = list(rows), list(map(countdowns_of, rows))
        top = self.scroll_offset.y
        for y, (number, _) in enumerate(self._places[top : top + self.size.height]):
            if rows_before[number] != rows[number] or texts_before[number] != self._texts[number]:
                self.refresh(Region(0, y, self.size.width, 1))

    def _put(self, row: Row, line: int) -> None:
        """A row in place of one that takes as many lines."""
        number, texts = self._places[line][0], countdowns_of(row)
        old, self._rows[number] = self._rows[number], row
        if old != row or self._texts[number] != texts:
            self._texts[number] = texts
            self._paint_lines(line, 2 if row.second else 1)

    def _row_at(self, line: int) -> Row:
        return self._rows[self._places[line][0]]

    def row(self, key: str) -> Row | None:
        """The row of a key as it was worded last."""
        line = self._line_of.get(key)
        return None if line is None else self._row_at(line)

    @property
    def keys_in_sight(self) -> list[str]:
        """The keys of the rows that can be seen: only their countdowns need be computed for a tick."""
        return self.keys_between(0, self.size.height)

    def keys_between(self, first: int, last: int) -> list[str]:
        """The keys of the rows on some lines, counted from the first in sight."""
        top = self.scroll_offset.y
        rows = dict.fromkeys(row for row, _ in self._places[max(top + first, 0) : max(top + last, 0)])
        return [self._rows[row].key for row in rows if self._rows[row].key]

    def tick(self, texts: Mapping[str, tuple[str, str]]) -> int:
        """Show new countdowns, by key: (first line, second line). How many cells' lines were painted anew."""
        top, height = self.scroll_offset.y, self.size.height
        changed: list[Region] = []
        for key, new in texts.items():
            line = self._line_of.get(key)
            if line is None:
                continue
            row = self._places[line][0]
            old = self._texts[row]
            if old == new:
                continue
            self._texts[row] = new
            parts = (part for part in (0, 1) if old[part] != new[part])
            changed += [Region(0, line + part - top, LEFT, 1) for part in parts if 0 <= line + part - top < height]
        if changed:
            self.refresh(*changed)
        return len(changed)

    def select(self, key: str) -> bool:
        """Put the cursor on a row, by its key; false when there is none."""
        if key not in self._line_of:
            return False
        self._go(key)
        return True

    def render_line(self, y: int) -> Strip:
        """One line of the board: mark, countdown, words."""
        width, line = self.size.width, y + self.scroll_offset.y
        if line >= len(self._places):
            return Strip.blank(width, PLAIN)
        number, part = self._places[line]
        row = self._rows[number]
        if row.tone == "heading":
            return Strip([Segment(fit(f" {row.rest}", width), tone_style(self, "heading"))], width)
        here = part == 0 and row.key == self.selected_key != ""
        words = row.rest if part == 0 or row.second is None else row.second[1]
        tone = row.tone if part == 0 else row.second_tone
        bar = here and self.has_focus
        left = f"{CURSOR if here else ' '}{fit(self._texts[number][part], COUNTDOWN)} "
        pieces = [Segment(left, REVERSE if bar else tone_style(self, tone))]
        pieces.append(Segment(fit(words, max(width - LEFT, 0)), REVERSE if bar else PLAIN))
        return Strip(pieces, max(width, LEFT))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the owner that other rows are in sight, whose countdowns may be out of date."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.came_into_sight()
            self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Keep the cursor in sight in a window of another size; other rows are in sight now."""
        self.virtual_size = Size(self.size.width, len(self._places))
        self._show_line(self._line_of.get(self.selected_key, 0), self.scroll_offset.y)
        self.came_into_sight()
        self.post_message(self.Scrolled())

    def on_focus(self) -> None:
        """The cursor's row is in reverse video while keys go here."""
        self._paint_row(self.selected_key)

    def on_blur(self) -> None:
        """And only marked while they do not."""
        self._paint_row(self.selected_key)

    def action_up(self) -> None:
        """One row up."""
        self._step(-1)

    def action_down(self) -> None:
        """One row down."""
        self._step(1)

    def action_page(self, direction: int) -> None:
        """About a screen up or down: to the last row that begins within it."""
        keys, line = self.keys, self._line_of.get(self.selected_key, 0)
        reach = line + direction * max(self.size.height - 1, 1)
        ahead = [k for k in keys if (line < self._line_of[k] <= reach or reach <= self._line_of[k] < line)]
        if ahead:
            self._go(ahead[-1] if direction > 0 else ahead[0])
        else:
            self._step(direction)

    def action_end(self, index: int) -> None:
        """The first row (0) or the last (-1)."""
        if self._line_of:
            self._go(self.keys[index])

    def action_choose(self) -> None:
        """Tell the owner which row was chosen."""
        if self.selected_key:
            self.post_message(self.Chosen(self.selected_key))

    def _step(self, by: int) -> None:
        keys = self.keys
        if keys:
            at = keys.index(self.selected_key) if self.selected_key in self._line_of else 0
            self._go(keys[max(0, min(at + by, len(keys) - 1))])

    def _go(self, key: str) -> None:
        """Move the cursor because the worker asked."""
        self.moved_at = monotonic()
        old, self.selected_key = self.selected_key, key
        self._show_line(self._line_of[key], self.scroll_offset.y)
        self._paint_row(old)
        self._paint_row(key)
        self.post_message(self.CursorAt(key))

    def _show_line(self, line: int, top: int) -> None:
        """Scroll to `top`, or as near to it as keeps the line, its heading and its second line in sight."""
        height = self.size.height
        if not height:
            return
        row = self._places[line][0] if line < len(self._places) else 0
        first = line - 1 if line and not self._rows[self._places[line - 1][0]].key else line
        last = line + 1 if self._rows and self._rows[row].second else line
        top = min(max(top, last - height + 1), first)
        top = max(0, min(top, len(self._places) - height))
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _paint_row(self, key: str) -> None:
        self._paint_lines(self._line_of.get(key, -1), 1)

    def _paint_lines(self, line: int, count: int) -> None:
        y = line - self.scroll_offset.y
        for each in range(y, y + count):
            if 0 <= each < self.size.height:
                self.refresh(Region(0, each, self.size.width, 1))
