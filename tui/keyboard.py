"""What the keyboard sends, made into characters: UTF-8, and what is not UTF-8 read as Windows-1252.

A PuTTY left at Latin-1 sends é and £ as one byte. The stock driver dies of it.
"""

from __future__ import annotations

import codecs
import re

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
_AFTER_ESCAPE = re.compile(r"(?<=\x1b)(?=[^\x1b\[O])")
_HELD_TICKS = 3
_RAW_PASTE = 200
"""Characters in one read that no fingers typed: an unbracketed paste."""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """The codec error handler: the bytes that are not UTF-8, each as its Windows-1252 character."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    text = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in bad)
    return text, error.end


codecs.register_error("nightdesk-1252", _as_windows_1252)


class KeyboardDecoder:
    """Bytes in, characters out; a beginning that nothing follows is let go after two tenths of a second."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("nightdesk-1252")
        self._held = 0

    def decode(self, data: bytes) -> str:
        """The characters that are complete so far."""
        self._held = 0
        return self._decoder.decode(data)

    @property
    def holds(self) -> bool:
        """Whether bytes have come that may be the beginning of a character."""
        return bool(self._decoder.getstate()[0])

    def tick(self) -> str:
        """Call when nothing has come for a tenth of a second: é from Latin-1 looks like the start of more."""
        if not self.holds:
            return ""
        self._held += 1
        return self._decoder.decode(b"", final=True) if self._held >= _HELD_TICKS else ""


class EscapeWatch:
    """Tells Escape with another key close behind it from the beginning of a longer key.

    Textual would wait for the rest of the longer key and, when none comes, type `^` and the letter into the field.
    """

    def __init__(self) -> None:
        self._escape_waits = False

    def apart(self, text: str) -> list[str]:
        """The text in pieces: before each but the first, the Escape in front of it is a key of its own."""
        pieces = _AFTER_ESCAPE.split("\x1b" + text if self._escape_waits else text)
        if self._escape_waits:
            pieces[0] = pieces[0][1:]
        self._escape_waits = text.endswith("\x1b") if text else self._escape_waits
        return pieces

    def let_go(self) -> None:
        """The Escape that waited has been given out."""
        self._escape_waits = False


class PasteWatch:
    """Tells a paste that the terminal did not mark from typing, so that its newlines press no key."""

    def __init__(self) -> None:
        self._inside = False
        self._tail = ""

    @property
    def inside(self) -> bool:
        """Whether a marked paste has begun and not ended."""
        return self._inside

    def is_raw_paste(self, text: str) -> bool:
        """Whether these characters, read at one time, can only be an unmarked paste."""
        seen = self._tail + text
        self._tail = seen[-(len(PASTE_START) - 1) :]
        start, end = seen.rfind(PASTE_START), seen.rfind(PASTE_END)
        was_inside, self._inside = self._inside, (start > end) if start != end else self._inside
        return not was_inside and len(text) >= _RAW_PASTE and "\x1b" not in text
