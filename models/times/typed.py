"""Typed text before it is understood: made plain, or refused at once."""

from __future__ import annotations

import re

from models.times.reading import Unread

WANTED = "Use HH:MM, for example 22:30"
"""What every refusal of a time ends with, or says alone."""

LONGEST = 80
"""Characters; the longest sensible time is half of it, and a pasted page is none."""

# Here as in the other files of typed times the patterns are text, which `re` compiles once it meets it: a plain
# command then pays only for the forms that its one time has, about 1 ms instead of 4.
_ABOUT = r"(?:(?:about|around|approximately|approx\.?|circa|c\.?) |~ ?)(.+)"
_ZONE = r"(.*\d|.*\S(?= )) ?(bst|gmt|utc|z)"


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
    found = re.fullmatch(_ABOUT, words)
    return (True, found[1]) if found else (False, words)


def split_zone(words: str) -> tuple[str, str]:
    """The zone word at the end (`bst`, `gmt`, `utc` or nothing; `z` is `utc`), and the rest."""
    found = re.fullmatch(_ZONE, words)
    if not found:
        return "", words
    return ("utc" if found[2] == "z" else found[2]), found[1]
