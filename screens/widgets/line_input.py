"""A one-line field: Enter moves on, a paste loses no line silently, and the cursor shows without colour."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.message import Message
from textual.widgets import Input

from screens.widgets.plain_text import plain
from screens.widgets.tones import PLAIN, REVERSE

MOST_CHARACTERS = 2000
"""A line longer than this is no line; the field says so instead of cutting it."""


class LineInput(Input):
    """Textual's `Input` without border, blinking or a key that saves."""

    DEFAULT_CSS = """
    LineInput { height: 1; width: 28; border: none; padding: 0; text-style: underline; background: ansi_default; }
    LineInput:focus { border: none; background-tint: ansi_default 0%; }
    LineInput:ansi { background: ansi_default; color: ansi_default; }
    """

    class Refused(Message):
        """A paste was too long for a line and was not taken."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, value: str = "", *, password: bool = False, id: str | None = None) -> None:
        super().__init__(value, password=password, select_on_focus=False, id=id)
        self.cursor_blink = False

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """Cursor and selection in reverse video. Not worked out from rules, which takes ten times as long."""
        return REVERSE if names[0] in ("input--cursor", "input--selection") else PLAIN

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


# `Input`'s four parts need no rules of their own, since their looks are given above (no keyword does this for widgets).
LineInput._inherit_component_classes = False
