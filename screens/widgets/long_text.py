"""A field for text of many lines: what the caller said, what was agreed."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from screens.widgets.plain_text import many_lines


class LongText(TextArea):
    """Textual's `TextArea` without border or blinking.

    Enter begins a line. Tab moves on, and so does an arrow that can go no further in the text, as in every other field.
    """

    DEFAULT_CSS = """
    LongText { height: 4; width: 1fr; border: none; padding: 0; background: ansi_default; }
    LongText:focus { border: none; }
    LongText:ansi .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    LongText:ansi .text-area--cursor-line { background: ansi_default; }
    LongText:ansi .text-area--selection { background: ansi_default; text-style: reverse; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
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
