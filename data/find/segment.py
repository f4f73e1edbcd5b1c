"""The children of one index, read where they lie: what they are filed under, and their records."""

from __future__ import annotations

from zlib import crc32

from data.find.findable import Findable
from data.find.keys import spoken_key
from data.find.lexicon import Lexicon
from data.find.sections import BrokenIndex, Sections
from data.find.slips import SlipTable
from data.find.stored import read_back
from models.names.sounds import soundings


class Segment:
    """A verified index. Parts are looked at when they are first needed: an exact match never loads the slips."""

    def __init__(self, buffer: memoryview) -> None:
        self.sections = Sections(buffer)
        self._lexicons: dict[str, Lexicon] = {}
        self._slips: dict[str, SlipTable] = {}
        self._said: dict[int, tuple[str, ...]] = {}
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
        if name not in self._slips:
            self._slips[name] = SlipTable(self.sections, name)
        return self._slips[name]

    def soundings_of(self, place: int) -> tuple[str, ...]:
        """How the name word at a place is said."""
        said = self._said.get(place)
        if said is None:
            said = self._said[place] = soundings(self.lexicon("names").word(place))
        return said

    def child(self, number: int) -> Findable:
        """One child's facts.

        Raises BrokenIndex when the record is not what was written.
        """
        ends, checks = self.sections.numbers("records.ends"), self.sections.numbers("records.checks")
        if not 0 <= number < len(checks) or len(ends) != len(checks) + 1:
            raise BrokenIndex("records")
        record = bytes(self.sections.unchecked("records")[ends[number] : ends[number + 1]])
        if crc32(record) != checks[number]:
            raise BrokenIndex("records")
        try:
            return read_back(record)
        except ValueError as error:
            raise BrokenIndex("records") from error

    def number_of(self, child: str) -> int | None:
        """The number of the child with this id; None when it is not in this index."""
        for number in self.lexicon("refs").having(spoken_key(child)):
            if self.child(number).child == child:
                return number
        return None
