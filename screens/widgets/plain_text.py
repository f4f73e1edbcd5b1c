"""Text from people, made safe and fitted for a line: never markup or an escape sequence, never too wide."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, get_character_cell_size

CUT = "~"
"""Stands at the end of a line that had more to say."""

_LEFT_OUT = frozenset({"Cf", "Cs", "Co", "Cn"})


def plain(text: str) -> str:
    """Text on one line, with everything left out that is no visible character.

    Control characters and unusual spaces become a space, so that words do not run together. Marks that turn
    the direction of writing, join emoji or change a width go: terminals disagree on them, and they can make
    one name look like another.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in unicodedata.normalize("NFC", text))


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if kind in _LEFT_OUT or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return character


def many_lines(text: str) -> str:
    """Long text as it may be kept: lines and tabs stay, everything else as in `plain`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return "\n".join(plain(line) for line in lines)


def fit(text: str, width: int) -> str:
    """Plain text in exactly `width` cells: filled with spaces, or cut, with a mark that says so."""
    text = plain(text)
    if text.isascii():
        return text.ljust(width) if len(text) <= width else text[: max(width - 1, 0)] + CUT[:width]
    if (cells := cell_len(text)) <= width:
        return text + " " * (width - cells)
    kept, used = "", 0
    for character in text:
        wide = get_character_cell_size(character)
        if used + wide > width - 1:
            break
        kept, used = kept + character, used + wide
    return kept + CUT + " " * (width - used - 1) if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """Plain text broken between words into lines of at most `width` cells; a word too long is cut across."""
    width = max(width, 2)  # a window that is being made smaller can have no room at all for a moment
    lines, line = [], ""
    for word in plain(text).split():
        while cell_len(word) > width:
            if line:
                lines.append(line)
                line = ""
            head = fit(word, width).rstrip()[: -len(CUT)] or word[0]
            lines.append(head)
            word = word[len(head) :]
        longer = f"{line} {word}" if line and word else line or word
        if cell_len(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line or not lines else lines
