"""Opening a long ledger without reading it all: the derived index is used where it holds, and renewed when it lags."""

from __future__ import annotations

from collections.abc import Callable

from data.ledger.bulk import MANY, in_bulk
from data.ledger.chain import Chain
from data.ledger.errors import Damaged
from data.ledger.head import Head
from data.ledger.history import History
from data.ledger.layout import NAME, Unsound
from data.ledger.place import Place
from data.ledger.reader import lines_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.long_history import LongHistory

LEAST = 2000
"""Events from which on an index is kept: fewer are read in a moment."""
LAG = 500
"""Events after which it is renewed."""


def known_by_index(place: Place, head: Head, whole: Callable[[], History]) -> LongHistory:
    """The history that an index covers, once index and ledger are seen to fit. Raises: Unsound."""
    if NAME not in _derived(place):
        raise Unsound("missing")
    from data.ledger.long_history import LongHistory
    from data.ledger.positions import Positions

    positions = Positions(Place(place.store, place.io, writable=False))
    try:
        if not 0 < positions.covered.seq <= head.seq:
            raise Unsound("not of this ledger")
        positions.check_ground()
        return LongHistory(positions, whole)
    except Unsound:
        positions.close()
        raise


def known_by_reading(place: Place, head: Head, whole: Callable[[], History]) -> LongHistory:
    """A long history that had no index, read and checked once, and not held: an index is kept on the way.

    Raises: Unsound when anything is not as it should be, or the index cannot be kept.
    """
    from data.ledger.indexing import Indexing, keep

    if head.seq < MANY:
        raise Unsound("short")
    chain, indexing = Chain(), Indexing()
    try:
        with in_bulk():
            for file, end, raw in lines_between(place, Head(), head):
                indexing.add([(chain.take(raw), file, end)])
        if (chain.seq, chain.hash) != (head.seq, head.hash):
            raise Unsound("last event")
        keep(place, indexing.content())
    except (OSError, ValueError, Damaged) as problem:
        raise Unsound(str(problem)) from problem
    return known_by_index(place, head, whole)


def _derived(place: Place) -> list[str]:
    try:
        return place.io.listdir(place.derived)
    except OSError as problem:
        raise Unsound(str(problem)) from problem


def lags(indexed: int, seq: int) -> bool:
    """Whether an index up to here would spare the next session more than it costs now."""
    return seq >= LEAST and seq - indexed >= LAG


def index_of(history: History) -> bytes:
    """The index of a history, from what it was opened with and what came since. Raises: Unsound."""
    from data.ledger.indexing import Indexing

    indexing = Indexing(history.positions)
    indexing.add(history.placed())
    return indexing.content()


def renew(place: Place, history: History) -> None:
    """Puts the index of a history on the disk; a disk or an index that refuses is let be."""
    from data.ledger.indexing import keep

    try:
        keep(place, index_of(history))
    except (OSError, Unsound):
        return
