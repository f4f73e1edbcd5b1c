"""The index that screens and plain commands search: a built one, and over it the children changed since."""

from __future__ import annotations

from data.find import costs
from data.find.findable import Findable, Found, Hit, standing
from data.find.matched import what_matched
from data.find.query import Query, read_query
from data.find.search import Search
from data.find.sections import BrokenIndex
from data.find.segment import Segment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class FindIndex:
    """Children by everything they can be found by. `search` takes any text and raises nothing for it.

    A damaged file shows itself as BrokenIndex, when it is opened or when a part of it is first used: the caller
    builds it again and repeats the search.
    """

    equal_names = True
    """Whether the tables of equal names are used: off only to measure what find is worth without them."""

    def __init__(self, base: Segment) -> None:
        self._base = base
        self._changed: dict[str, Findable | None] = {}
        self._hidden: frozenset[int] | None = frozenset()
        self._overlay: Segment | None = None

    @classmethod
    def build(cls, findables: Iterable[Findable], head_seq: int = 0, head_hash: str = "") -> FindIndex:
        """An index in memory, bound to the ledger's head like one in a file."""
        return cls(_in_memory(findables, head_seq, head_hash))

    @property
    def head(self) -> tuple[int, str]:
        """The number and hash of the last ledger line that the built part knows."""
        return self._base.sections.head_seq, self._base.sections.head_hash

    @property
    def changed(self) -> int:
        """How many children have changed since it was built; past some hundreds, write it anew."""
        return len(self._changed)

    def update(self, findable: Findable) -> None:
        """Take in a child who is new or has changed."""
        self._changed[findable.child] = findable
        self._hidden = None

    def remove(self, child: str) -> None:
        """Leave out a child, as one who was joined to another's record."""
        self._changed[child] = None
        self._hidden = None

    def child(self, child: str) -> Findable | None:
        """What is findable about one child: the facts a result line shows."""
        if child in self._changed:
            return self._changed[child]
        number = self._base.number_of(child)
        return None if number is None else self._base.child(number)

    def children(self) -> Iterable[Findable]:
        """Every child, in no order that means anything."""
        hidden = self._settled()
        yield from (self._base.child(number) for number in range(len(self._base)) if number not in hidden)
        yield from (one for one in self._changed.values() if one is not None)

    def search(self, text: str, today: date, limit: int = 10) -> list[Hit]:
        """The children whom the text may mean, the best first; of equally good ones who is missing now, then latest.

        Raises BrokenIndex when the file turns out to be damaged; nothing else, whatever the text.
        """
        return [hit for hit, _ in self.found(text, today, limit)]

    def found(self, text: str, today: date, limit: int = 10) -> Found:
        """The same children, each with what is findable about it. Raises BrokenIndex as `search` does."""
        query = read_query(text, today.year)
        found, sure = self._matches(query, today, limit)
        return Found([(_hit(one, cost, query), one) for cost, one in found], sure)

    def likely_matches(self, surname: str, forename: str, dob: str, today: date, limit: int = 5) -> list[Hit]:
        """Who a child about to be registered may already be (see `data.find.likely`)."""
        from data.find.likely import likely_matches

        return likely_matches(self, surname, forename, dob, today, limit)

    def matches(self, query: Query, today: date, limit: int) -> list[tuple[int, Findable]]:
        """The best children with what each match costs.

        Raises BrokenIndex as `search` does.
        """
        return self._matches(query, today, limit)[0]

    def _matches(self, query: Query, today: date, limit: int) -> tuple[list[tuple[int, Findable]], int]:
        """The best of the built children and of the changed ones; how many there are that fit surely."""
        day = today.year * 10_000 + today.month * 100 + today.day
        hidden = self._settled()
        found: list[tuple[int, Findable]] = []
        sure = 0
        try:
            for segment, out in ((self._base, hidden), (self._overlay, frozenset[int]())):
                if segment:
                    search = Search(segment, day, self.equal_names)
                    found += [(cost, segment.child(number)) for cost, number in search.ranked(query, limit, out)]
                    sure += search.sure
        except (IndexError, OverflowError) as error:
            # Right checksums over wrong numbers: not damage, but a file that someone made up.
            raise BrokenIndex("numbers") from error
        if self._changed:
            found.sort(key=lambda pair: (pair[0], standing(pair[1])))
        return found[:limit], sure

    def _settled(self) -> frozenset[int]:
        """The built children whom changed ones replace; makes the small index of the changed ones when it is due."""
        if self._hidden is None:
            present = [one for one in self._changed.values() if one is not None]
            self._overlay = _in_memory(present) if present else None
            numbers = (self._base.number_of(child) for child in self._changed)
            self._hidden = frozenset(number for number in numbers if number is not None)
        return self._hidden


def _in_memory(findables: Iterable[Findable], head_seq: int = 0, head_hash: str = "") -> Segment:
    # Imported here: a plain command reads an index that is there, and seldom makes one.
    from data.find.build import index_bytes

    return Segment(memoryview(index_bytes(findables, head_seq, head_hash)))


def _hit(one: Findable, cost: int, query: Query) -> Hit:
    field, matched = what_matched(one, query, sure=cost < costs.SIMILAR)
    score = costs.score_of(cost, len(query.terms))
    return Hit(child=one.child, how=costs.how_matched(cost), field=field, matched=matched, score=score)
