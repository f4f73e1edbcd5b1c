"""A one-line field: Enter moves on, a paste loses no line silently, and the cursor shows without colour."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

from screens.widgets.plain_text import plain

MOST_CHARACTERS = 2000
"""A line longer than this is no line; the field says so instead of cutting it."""


class LineInput(Input):
    """Textual's `Input` without border, blinking or a key that saves."""

    DEFAULT_CSS = """
    LineInput { height: 1; width: 28; border: none; padding: 0; text-style: underline; background: ansi_default; }
    LineInput:focus { border: none; background-tint: ansi_default 0%; }
    LineInput:ansi { background: ansi_default; color: ansi_default; }
    LineInput:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    LineInput:ansi > .input--selection { text-style: reverse; }
    """

    class Refused(Message):
        """A paste was too long for a line and was not taken."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, value: str = "", *, password: bool = False, id: str | None = None) -> None:
        super().__init__(value, password=password, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False

    async def action_submit(self) -> None:
        """Enter moves on and never saves: a pasted newline would save too."""
        self.screen.focus_next()

    def _on_paste(self, event: events.Paste) -> None:
        """Take the whole paste, its lines joined, in place of the first line that Textual would take."""
        event.prevent_default()
        event.stop()
        text = " ".join(plain(line).strip() for line in event.text.splitlines() if line.strip())
        if len(self.value) + len(text) > MOST_CHARACTERS:
            self.post_message(self.Refused(f"Pasted {len(text)} characters; this field holds one line"))
            return
        self.replace(text, *sorted(self.selection))
