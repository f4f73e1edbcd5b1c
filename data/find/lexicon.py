"""A sorted list of words and, for each, who has it. Words are found by bisection where they lie."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate, chain

from data.find.sections import BrokenIndex, Sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SELDOM = 60
"""Look-ups after which the words are worth unpacking: a session asks again and again, a plain command does not."""

UNPACKED = 40_000
"""Words that a session will hold unpacked; longer lists are searched where they lie."""


class Lexicon:
    """Words in order of their bytes, each with its holders: children (or words, in a list of sounds)."""

    def __init__(self, sections: Sections, name: str) -> None:
        # A copy: bisection cuts words out of it, and cutting bytes is three times as fast as cutting a view.
        self._text = sections.bytes_of(f"{name}.text").tobytes()
        self._ends = sections.numbers(f"{name}.ends")
        self._starts = sections.numbers(f"{name}.starts")
        self._holders = sections.numbers(f"{name}.holders")
        self._read: dict[int, str] = {}
        self._words: list[bytes] | None = None
        self._asked = 0
        if not len(self._ends) == len(self._starts) or not self._ends:
            raise BrokenIndex(name)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def word(self, place: int) -> str:
        """The word at a place in the list."""
        word = self._read.get(place)
        if word is None:
            word = self._read[place] = self._bytes(place).decode("utf-8", "replace")
        return word

    def place(self, word: str) -> int:
        """Where the word stands, or -1 when nobody has it."""
        wanted = word.encode("utf-8", "replace")
        place = self._first_from(wanted)
        return place if place < len(self) and self._bytes(place) == wanted else -1

    def beginning(self, start: str) -> range:
        """The places of all words that begin so; the word itself, if it is there, is the first."""
        wanted = start.encode("utf-8", "replace")
        first = self._first_from(wanted)
        return range(first, self._first_from(wanted + b"\xff", first))

    def holders(self, first: int, beyond: int | None = None) -> list[int]:
        """Who has the word at a place, or any of the words from one place up to another."""
        beyond = first + 1 if beyond is None else beyond
        found: list[int] = self._holders[self._starts[first] : self._starts[beyond]].tolist()
        return found

    def having(self, word: str) -> list[int]:
        """Who has exactly this word."""
        place = self.place(word)
        return [] if place < 0 else self.holders(place)

    def _bytes(self, place: int) -> bytes:
        return self._text[self._ends[place] : self._ends[place + 1]]

    def _first_from(self, wanted: bytes, low: int = 0) -> int:
        """The first place from `low` on whose word is not before the one wanted."""
        if self._words is not None:
            return bisect_left(self._words, wanted, low)
        self._asked += 1
        if self._asked > SELDOM and len(self) <= UNPACKED:
            self._words = [self._bytes(place) for place in range(len(self))]
        high = len(self)
        text, ends = self._text, self._ends
        while low < high:
            middle = (low + high) // 2
            if text[ends[middle] : ends[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def lexicon_sections(name: str, held: Iterable[tuple[str, int]]) -> tuple[dict[str, bytes], list[str]]:
    """The sections of a lexicon, and its words in order, from (word, holder) pairs with the holders ascending."""
    by_word: dict[str, list[int]] = {}
    for word, holder in held:
        known = by_word.get(word)
        if known is None:
            by_word[word] = [holder]
        elif known[-1] != holder:
            known.append(holder)
    # Code points sort as their UTF-8 does, which is what a search compares.
    words = sorted(by_word)
    texts = [word.encode("utf-8", "replace") for word in words]
    holders = [by_word[word] for word in words]
    sections = {
        f"{name}.text": b"".join(texts),
        f"{name}.ends": array("I", accumulate(map(len, texts), initial=0)).tobytes(),
        f"{name}.starts": array("I", accumulate(map(len, holders), initial=0)).tobytes(),
        f"{name}.holders": array("I", chain.from_iterable(holders)).tobytes(),
    }
    return sections, words
