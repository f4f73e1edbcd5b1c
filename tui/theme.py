"""Sixteen colours, those of the terminal itself, and everything still readable without any of them.

PuTTY's default (`TERM=xterm`) has sixteen. The background is left alone, so that a worker's own colours
stay. State is said in words and marks; colour is a second sign. What is selected is in reverse video, which
every terminal has; bold is not used on plain text, because PuTTY makes another colour of it.
"""

from __future__ import annotations

from textual.theme import Theme

_SHARED = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "text-muted": "ansi_default",
    "text-disabled": "ansi_default",
    "foreground-muted": "ansi_default",
    "background-muted": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-text-style": "none",
    "block-cursor-blurred-text-style": "none",
    "border": "ansi_default",
    "border-blurred": "ansi_default",
    "scrollbar": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
    "footer-key-foreground": "ansi_default",
    "button-focus-text-style": "reverse",
    "link-color": "ansi_default",
    "link-background-hover": "ansi_default",
    "link-color-hover": "ansi_default",
}


def _theme(name: str, dark: bool, late: str, near: str, calm: str, quiet: str) -> Theme:
    """A theme that differs from the other only in the shades that stand out from its background."""
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=quiet,
        secondary=quiet,
        accent=quiet,
        warning=near,
        error=late,
        success=calm,
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            **_SHARED,
            "tone-overdue": late,
            "tone-owed": late,
            "tone-soon": near,
            "tone-calm": calm,
            "tone-heading": quiet,
        },
    )


DARK = _theme("nightdesk-dark", True, "ansi_bright_red", "ansi_bright_yellow", "ansi_bright_green", "ansi_bright_cyan")
"""For light text on a dark background: PuTTY as it comes, and most others."""
LIGHT = _theme("nightdesk-light", False, "ansi_red", "ansi_magenta", "ansi_green", "ansi_blue")
"""For dark text on a light background, where yellow and cyan cannot be read."""
THEMES = {"dark": DARK, "light": LIGHT}
"""What the configuration may choose from."""

BASE_CSS = """
App { background: ansi_default; color: ansi_default; }
Screen { background: ansi_default !important; color: ansi_default !important; }
Screen.-screen-suspended { text-style: none !important; }
* { scrollbar-size-vertical: 0 !important; scrollbar-size-horizontal: 0 !important; }
"""
"""Rules for every screen: no scroll bars (their glyphs are not ASCII), the terminal's own background."""
