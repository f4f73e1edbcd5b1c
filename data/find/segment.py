"""The children of one index, read where they lie: what they are filed under, and their records."""

from __future__ import annotations

from zlib import crc32

from data.find.findable import Findable
from data.find.keys import spoken_key
from data.find.lexicon import Lexicon
from data.find.sections import BrokenIndex, Sections
from data.find.stored import SECTION, names_read, read_back
from models.names.folding import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.find.slips import SlipTable

MOST_KEPT = 2048
"""Children whose records are kept as read: from one keystroke to the next, most answers stay."""


class Segment:
    """A verified index. Parts are looked at when they are first needed: an exact match never loads the slips."""

    def __init__(self, buffer: memoryview) -> None:
        self.sections = Sections(buffer)
        if not self.sections.has(SECTION):
            raise BrokenIndex("other fields")
        self._lexicons: dict[str, Lexicon] = {}
        self._slips: dict[str, SlipTable] = {}
        self._children: dict[int, Findable] = {}
        self._words: dict[int, list[str]] = {}
        self._ends: memoryview | None = None
        self._checks: memoryview | None = None
        self.remembered: dict[object, object] = {}

    def __len__(self) -> int:
        return self.sections.children

    def lexicon(self, name: str) -> Lexicon:
        """`names`, `places`, `refs`; and `sounds` and `bones`, whose holders are places in `names`."""
        if name not in self._lexicons:
            self._lexicons[name] = Lexicon(self.sections, name)
        return self._lexicons[name]

    def slips(self, name: str) -> SlipTable:
        """The slip table of `names`, `places` or `bones`."""
        from data.find.slips import SlipTable

        if name not in self._slips:
            self._slips[name] = SlipTable(self.sections, name)
        return self._slips[name]

    def child(self, number: int) -> Findable:
        """One child's facts.

        Raises BrokenIndex when the record is not what was written.
        """
        one = self._children.get(number)
        if one is None:
            if len(self._children) >= MOST_KEPT:
                self._children.clear()
            try:
                one = self._children[number] = read_back(self._record(number))
            except ValueError as error:
                raise BrokenIndex(SECTION) from error
        return one

    def name_words(self, number: int) -> list[str]:
        """The words of one child's surname and forename, read without the rest.

        Raises BrokenIndex as `child` does.
        """
        known = self._words.get(number)
        if known is None:
            if len(self._words) >= MOST_KEPT:
                self._words.clear()
            known = self._words[number] = words(names_read(self._record(number)))
        return known

    def _record(self, number: int) -> bytes:
        if self._ends is None or self._checks is None:
            self._ends, self._checks = self.sections.numbers("records.ends"), self.sections.numbers("records.checks")
        ends, checks = self._ends, self._checks
        if not 0 <= number < len(checks) or len(ends) != len(checks) + 1:
            raise BrokenIndex(SECTION)
        record = bytes(self.sections.unchecked(SECTION)[ends[number] : ends[number + 1]])
        if crc32(record) != checks[number]:
            raise BrokenIndex(SECTION)
        return record

    def number_of(self, child: str) -> int | None:
        """The number of the child with this id; None when it is not in this index."""
        try:
            having = self.lexicon("refs").having(spoken_key(child))
        except IndexError as error:
            raise BrokenIndex("refs") from error
        return next((number for number in having if self.child(number).child == child), None)
