"""Text from people: what is taken out on the way in, and how long it may be."""

from __future__ import annotations

import re

LONGEST = 40_000
"""Bytes of UTF-8 one text may take: an event is one line of at most 64 KiB."""

_UNSEEN = r"\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_CONTROL = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}\ud800-\udfff]"
_ESCAPES = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])"


def clean(text: str) -> str:
    """Typed or pasted text without escape sequences, control characters, direction marks and blanks of no width."""
    if text.isprintable():  # nearly always; the patterns take 2 ms to make
        return text.strip()
    plain = re.sub(_ESCAPES, "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(_CONTROL, "", plain).strip()


def one_line(text: str) -> str:
    """Clean text with its line breaks and tabs turned into single blanks."""
    return " ".join(clean(text).split())


def how_many(number: int, thing: str, things: str = "") -> str:
    """`1 row`, `2 rows`, `1 child`, `12,000 children`; `things` where it is not the thing with an s."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def size(text: str) -> int:
    """Bytes the text takes in the ledger, where a quote, a backslash, a line break and a tab take two."""
    return len(text.encode("utf-8", "replace")) + sum(map(text.count, '"\\\n\t'))
