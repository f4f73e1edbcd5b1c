"""Words within a slip or two of one typed, found without looking at all the others.

Two words within two slips share a shape that is left when up to two letters are taken out of each (W. Garbe's
symmetric deletes). The index holds the shapes of every word's first letters, as sorted numbers; a search looks up
the few dozen shapes of what was typed. Shapes only propose: the caller measures the distance.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from zlib import crc32

from data.find.sections import Sections

MEASURED = 7
"""Letters of a word whose shapes are kept: enough to propose every word within two slips, at a bounded size."""


def shapes(word: str, slips: int) -> set[str]:
    """What is left of the word's first letters when up to `slips` of them are taken out."""
    head = word[:MEASURED]
    found = last = {head}
    for _ in range(min(slips, len(head) - 1)):
        last = {shape[:i] + shape[i + 1 :] for shape in last for i in range(len(shape))}
        found = found | last
    return found


def slips_allowed(word: str) -> int:
    """Two slips; one in a word so short that two would make any other of it."""
    return 1 if len(word) <= 3 else 2


class SlipTable:
    """The shapes of a lexicon's words, mapped to the places of those words."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._shapes = sections.numbers(f"{name}.slips", "Q")

    def proposed(self, word: str, slips: int) -> set[int]:
        """Places of words that may lie within so many slips of this one."""
        table, beyond = self._shapes, len(self._shapes)
        found: set[int] = set()
        for shape in shapes(word, slips):
            key = crc32(shape.encode("utf-8", "replace"))
            at = bisect_left(table, key << 32)
            while at < beyond and table[at] >> 32 == key:
                found.add(table[at] & 0xFFFFFFFF)
                at += 1
        return found


def slip_section(name: str, words: list[str], most: int) -> dict[str, bytes]:
    """The table for words in lexicon order, for at most `most` slips."""
    entries = {
        crc32(shape.encode("utf-8", "replace")) << 32 | place
        for place, word in enumerate(words)
        if " " not in word and "=" not in word
        for shape in shapes(word, min(most, slips_allowed(word)))
    }
    return {f"{name}.slips": array("Q", sorted(entries)).tobytes()}
