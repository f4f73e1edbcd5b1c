"""How many slips of the keyboard lie between two words: letters left out, added, changed or swapped.

This is the optimal string alignment distance (a swap of neighbours is one slip), computed with one machine
word a column after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances"
(2003). In pure Python it takes a few microseconds; a plain command cannot wait for a compiled library to load.
"""

from __future__ import annotations


def slips_between(typed: str, written: str) -> int:
    """The least number of slips that turn one word into the other."""
    if typed == written:
        return 0
    if not typed or not written:
        return len(typed) + len(written)
    marks: dict[str, int] = {}
    for place, letter in enumerate(typed):
        marks[letter] = marks.get(letter, 0) | 1 << place
    return _columns(marks, len(typed), written)


def _columns(marks: dict[str, int], length: int, written: str) -> int:
    """Run the bit-vector recurrence over the letters of `written`."""
    full = (1 << length) - 1
    last = 1 << length - 1
    rises, falls, zeros, seen, slips = full, 0, 0, 0, length
    for letter in written:
        here = marks.get(letter, 0)
        swapped = ((~zeros & here) << 1) & seen
        zeros = ((((here & rises) + rises) ^ rises) | here | falls | swapped) & full
        up = falls | (full & ~(zeros | rises))
        down = zeros & rises
        if up & last:
            slips += 1
        elif down & last:
            slips -= 1
        up = (up << 1) | 1
        rises = ((down << 1) | (full & ~(zeros | up))) & full
        falls = up & zeros & full
        seen = here
    return slips
