"""Typed text before it is understood: made plain, or refused at once."""

from __future__ import annotations

import re

from models.times.reading import Unread

WANTED = "Use HH:MM, for example 22:30"
"""What every refusal of a time ends with, or says alone."""

LONGEST = 80
"""Characters; the longest sensible time is half of it, and a pasted page is none."""

_ABOUT = re.compile(r"(?:(?:about|around|approximately|approx\.?|circa|c\.?) |~ ?)(.+)")
_ZONE = re.compile(r"(.*\d|.*\S(?= )) ?(bst|gmt|utc|z)")


def plain(text: str) -> str | Unread:
    """The text in lower case, one space between words, commas as spaces."""
    if len(text) > LONGEST:
        return Unread(f"Too long to be a time. {WANTED}")
    if not text.isascii() or not text.isprintable():
        return Unread(f"A character here is not a plain letter or figure. {WANTED}")
    words = " ".join(text.lower().replace(",", " ").split())
    return words or Unread(f"No time given. {WANTED}")


def split_about(words: str) -> tuple[bool, str]:
    """Whether the time is approximate, and the rest of it."""
    found = _ABOUT.fullmatch(words)
    return (True, found[1]) if found else (False, words)


def split_zone(words: str) -> tuple[str, str]:
    """The zone word at the end (`bst`, `gmt`, `utc` or nothing; `z` is `utc`), and the rest."""
    found = _ZONE.fullmatch(words)
    if not found:
        return "", words
    return ("utc" if found[2] == "z" else found[2]), found[1]
