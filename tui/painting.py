"""Only the cells that changed are sent. The one file that knows how Textual hands out updates.

Stock Textual sends whole spans, with a colour prefix and a reset for each piece: forty ticking rows cost
thousands of bytes a second. Here each update goes into a grid of wanted cells, and the difference from what
the terminal shows is sent. While the terminal has not taken the last frame nothing is sent at all, and later
only what the screen has come to: a slow line falls behind by one frame, never by a queue of them.

Private names of Textual 8.2.8: `App._display`, `_batch_count`, `_running`, `_closed`, `_driver`; `Screen._compositor`,
`_update_timer`, `_on_timer_update`, `_context`, `_dirty_widgets`, `_layout_required`; `Widget._repaint_required`,
`_layout_required`, `_exchange_repaint_regions`; `LayoutUpdate` and `ChopsUpdate` with their fields. tests/terminal
proves the result equal to a full repaint.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget

from tui.cells import CellGrid
from tui.driver import NightdeskDriver
from tui.environment import speaks_utf8

if TYPE_CHECKING:
    from textual.screen import Screen

_FIRST_RETRY_S = 0.004
_LAST_RETRY_S = 0.1
_LONGEST_HOLD_S = 0.02
_BETWEEN_FRAMES_S = 0.1
"""From one frame to the next while more keys wait than a blink is long."""
_ATTRIBUTES = {0: "1", 1: "2", 3: "4", 6: "7", 8: "9"}
"""Rich's bits that terminals draw alike: bold, dim, underline, reverse, struck. Nothing blinks or slants."""


class ChangedCellsApp(App[int]):
    """An application that sends changed cells instead of spans."""

    def __init__(self) -> None:
        super().__init__(driver_class=NightdeskDriver, ansi_color=True)
        self._grid = CellGrid(80, 24, ascii_only=not speaks_utf8(os.environ))
        self._retry_s = 0.0

    def redraw(self) -> None:
        """Paint everything again: the terminal may show anything by now."""
        self._grid.forget()
        self._send_changes()

    def hold_frame(self) -> Callable[[], None]:
        """Keep the screen from painting until the function that comes back is called; that paints at once.

        So a key has all its consequences in one frame, without waiting for another frame's turn. A key that
        takes long does not keep the screen from painting for longer than a blink, and a bunch of them, which a
        slow line brings at one time, is not answered by a frame for each: the line would be full of them.
        """
        screen, loop = self.screen, asyncio.get_running_loop()
        timer = screen._update_timer
        vars(timer)["resume"] = lambda: None

        def paint() -> None:
            if self._running and screen.is_running:
                with screen._context():
                    screen._on_timer_update()

        limit = loop.call_later(_LONGEST_HOLD_S, lambda: blink())

        def blink() -> None:
            nonlocal limit
            limit = loop.call_later(_BETWEEN_FRAMES_S, blink)
            paint()

        def release() -> None:
            limit.cancel()
            vars(timer).pop("resume", None)
            paint()

        return release

    def changed_alone(self) -> list[Widget]:
        """The widgets to be painted anew over which nothing lies: one with others inside would be drawn over them.

        None while any of them wants another place.
        """
        changed = [each for each in self.screen.walk_children(Widget) if each._repaint_required]
        if self.screen._layout_required or any(each._layout_required for each in changed):
            return []
        return [each for each in changed if not each.children]

    def paint_at_once(self, widgets: Iterable[Widget]) -> None:
        """Paint the changed lines of these widgets, over which nothing lies; the rest of the screen is not composed."""
        screen = self.screen
        for widget in widgets:
            widget._repaint_required = False
            place = screen._compositor.visible_widgets.get(widget)
            if place is None or self._batch_count:
                screen._dirty_widgets.add(widget)
                continue
            region, clip = place
            seen = clip.translate(-region.offset)
            as_drawn = getattr(widget, "lines_as_drawn", False) and not (self.get_line_filters() or widget.gutter)
            for part in (changed.intersection(seen) for changed in widget._exchange_repaint_regions()):
                at = part.translate(region.offset)
                if as_drawn:  # without a look at its styles, which takes four times as long as the line itself
                    for y in part.line_range:
                        _put(widget.render_line(y), region.x, region.y + y, self._grid, at.right)
                    continue
                for y, strip in enumerate(widget.render_lines(part), at.y):
                    _put(strip, at.x, y, self._grid, at.right)
        self._send_changes()

    def paint_changed(self) -> None:
        """Paint what a second has changed: a few cells of widgets that stay where they are.

        Asking the compositor which widgets lie in between would cost four times as much as the cells themselves.
        """
        if self.is_headless or not self._running:
            return
        if changed := self.changed_alone():
            with self.screen._context():
                self.paint_at_once(changed)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not isinstance(renderable, CompositorUpdate) or self.is_headless:
            super()._display(screen, renderable)
            return
        if self._batch_count or not self._running or self._closed:
            return
        take(renderable, self._grid)
        self._send_changes()
        self.post_display_hook()

    def _send_changes(self) -> None:
        """Send what changed, or try again soon when the terminal is still busy with the last frame."""
        driver = self._driver
        if self._retry_s or not isinstance(driver, NightdeskDriver):
            return  # the retry will send the newest state
        if driver.busy:
            self._retry_later(_FIRST_RETRY_S)
            return
        if text := self._grid.changes(self._resting_place()):
            driver.send(text)

    def _resting_place(self) -> tuple[int, int] | None:
        """Where the invisible cursor should be: in the field that is typed in, for input methods."""
        if not hasattr(self.focused, "cursor_screen_offset"):
            return None
        x, y = self.cursor_position
        return min(x, self._grid.width - 1), min(y, self._grid.height - 1)

    def _retry_later(self, wait_s: float) -> None:
        self._retry_s = wait_s
        asyncio.get_running_loop().call_later(wait_s, self._retry)

    def _retry(self) -> None:
        driver = self._driver
        if not self._running or not isinstance(driver, NightdeskDriver):
            self._retry_s = 0.0
        elif driver.busy:
            self._retry_later(min(2 * self._retry_s, _LAST_RETRY_S))
        else:
            self._retry_s = 0.0
            self._send_changes()


def take(update: CompositorUpdate, grid: CellGrid) -> None:
    """Write what Textual wants to show into the grid."""
    if isinstance(update, LayoutUpdate):
        _take_layout(update, grid)
    elif isinstance(update, ChopsUpdate):
        _take_chops(update, grid)


def _take_layout(update: LayoutUpdate, grid: CellGrid) -> None:
    if update.region.size != (grid.width, grid.height):
        grid.resize(*update.region.size)
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            x = _put(strip, x, y, grid, update.region.right)


def _take_chops(update: ChopsUpdate, grid: CellGrid) -> None:
    for y, left, right in update.spans:
        if not 0 <= y < len(update.chops):
            continue
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < right and end > left:
                _put(strip, x, y, grid, right)


def _put(strip: Strip, x: int, y: int, grid: CellGrid, right: int) -> int:
    """Write a strip's cells, as far as to the column on the right; the column after it."""
    for segment in strip:
        if x >= right:
            break
        cells = min(segment.cell_length, right - x)
        grid.put(x, y, segment.text, "" if segment.style is None else sgr_of(segment.style), cells)
        x += cells
    return x


@lru_cache(maxsize=2048)
def sgr_of(style: Style) -> str:
    """How a style is drawn, as SGR numbers in sixteen colours; the terminal's own colours need none."""
    numbers = []
    bits = style._attributes & style._set_attributes
    numbers += [number for bit, number in _ATTRIBUTES.items() if bits & (1 << bit)]
    for colour, foreground in ((style.color, True), (style.bgcolor, False)):
        if colour is not None:
            codes = colour.downgrade(ColorSystem.STANDARD).get_ansi_codes(foreground)
            numbers += [] if codes in (("39",), ("49",)) else codes
    return ";".join(numbers)
