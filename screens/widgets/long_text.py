"""A field for text of many lines: what the caller said, what was agreed."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.widgets import TextArea

from screens.widgets.plain_text import many_lines

MOST = 6
"""Lines to which a field of a form grows; longer texts scroll."""


class LongText(TextArea):
    """Textual's `TextArea` without border or blinking.

    Enter begins a line. Tab moves on, and so does an arrow that can go no further in the text, as in every other field.
    It is `lines` high and grows with its text up to MOST; left, it shows how the text begins.
    """

    DEFAULT_CSS = """
    LongText { height: 4; width: 1fr; border: none; padding: 0; background: ansi_default; }
    LongText:focus { border: none; }
    LongText:ansi .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    LongText:ansi .text-area--cursor-line { background: ansi_default; }
    LongText:ansi .text-area--selection { background: ansi_default; text-style: reverse; }
    """

    def __init__(self, text: str = "", *, lines: int = 0, id: str | None = None) -> None:
        super().__init__(
            many_lines(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
            id=id,
        )
        self.cursor_blink = False
        if lines:
            self.styles.height = "auto"
            self.styles.min_height = lines
            self.styles.max_height = max(lines, MOST)

    def on_blur(self) -> None:
        """The beginning is what tells a text; the end is where one goes on typing."""
        self.scroll_home(animate=False)

    def on_focus(self) -> None:
        """To where the cursor was left."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Only for the one who types here."""
        return super().scroll_cursor_visible(center, animate) if self.has_focus else Offset()

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down; from the last, the next field."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up; from the first, the field before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste with everything left out that is no text."""
        event.prevent_default()
        event.stop()
        if not self.read_only and (done := self._replace_via_keyboard(many_lines(event.text), *self.selection)):
            self.move_cursor(done.end_location)
