"""The looks of words by their tone: a second sign, in the terminal's own sixteen colours.

Read from the theme's variables, not from rules: Textual works rules out anew for each part of each widget, and
that made a form take half a second to open.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.widget import Widget

REVERSE = Style(reverse=True)
"""What is selected, and what must not be missed: every terminal has it, with or without colours."""
PLAIN = Style.null()
_VARIABLES = {
    "late": "tone-overdue",
    "overdue": "tone-overdue",
    "owed": "tone-owed",
    "soon": "tone-soon",
    "calm": "tone-calm",
    "quiet": "tone-heading",
    "heading": "tone-heading",
}


def tone_style(widget: Widget, tone: str) -> Style:
    """How words of a tone are drawn in the theme of today; plain for a tone that is none."""
    if tone == "loud":
        return REVERSE
    variable = _VARIABLES.get(tone)
    return _coloured(widget.app.theme_variables.get(variable, "")) if variable else PLAIN


@lru_cache(maxsize=32)
def _coloured(name: str) -> Style:
    """The style of one of the theme's colour names (`ansi_bright_red`)."""
    return Style(color=name.removeprefix("ansi_")) if name.startswith("ansi_") else PLAIN
