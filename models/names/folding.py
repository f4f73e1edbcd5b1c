"""Names as they are compared: plain lower-case letters, without accents, apostrophes and hyphens."""

from __future__ import annotations

from itertools import pairwise

APOSTROPHES = "'’‘`´ʼʻ＇"
"""Dropped, not turned into a space: O'Neill, ONeill and O’Neill are one word."""

LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ə": "e",
}  # fmt: skip
"""Letters that Unicode does not take apart into a letter and an accent."""

LONGEST_WORD = 40
"""Letters kept of one word. A longer one is not a name, and must not cost a search its speed."""


class _Plain(dict[int, "str | None"]):
    """What each lower-case character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        plain = letter if letter.isalnum() else None if letter in APOSTROPHES else " "
        self[code] = LETTERS.get(letter, plain)
        return self[code]


_PLAIN = _Plain()


def fold(text: str) -> str:
    """Text in plain lower-case letters, digits and single spaces; everything else parts words."""
    if not text.isascii():
        text = _without_accents(text)
    return " ".join(text.lower().translate(_PLAIN).split())


def words(text: str) -> list[str]:
    """The words of a name in order."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]


def joined(parts: list[str]) -> list[str]:
    """Neighbouring words of one name written as one: Ellie Mae gives elliemae, Mc Donald mcdonald."""
    return [(first + second)[:LONGEST_WORD] for first, second in pairwise(parts)]


def _without_accents(text: str) -> str:
    # Imported here: nearly all names typed are plain ASCII, and plain commands count milliseconds.
    import unicodedata

    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))
