"""The full check behind the screen: the ledger and the index derived from it, at low priority."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from data.io import Io
from data.ledger.head import Head
from data.ledger.indexing import Indexing
from data.ledger.layout import NAME, Unsound
from data.ledger.line import read
from data.ledger.place import Place
from data.ledger.positions import Positions
from data.ledger.reader import lines_between
from data.ledger.verify import VerifyReport, verify

if TYPE_CHECKING:
    from pathlib import Path

_BREATH = 0.002


def check(store: Path, io: Io, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
    """Verifies the ledger, and removes an index that does not say what the ledger says. For a thread of its own.

    Raises: OSError when the store cannot be read.
    """

    def breathe(done: int, of: int) -> None:
        io.wait(_BREATH)
        if progress is not None:
            progress(done, of)

    report = verify(store, io, progress=breathe)
    if report.sound and not index_is_true(store, io):
        io.unlink(f"{store}/derived/{NAME}")
    return report


def index_is_true(store: Path, io: Io) -> bool:
    """Whether the index, where there is one, is byte for byte what the ledger makes it. Raises: OSError, Damaged."""
    place = Place(store, io, writable=False)
    try:
        if not io.is_there(f"{place.derived}/{NAME}"):
            return True
        found = Positions(Place(store, io, writable=False))
        covered, content = found.covered, found.content()
        found.close()
        indexing = Indexing()
        end = Head(covered.seq, covered.hash, covered.file, covered.size)
        for file, at, raw in lines_between(place, Head(), end):
            indexing.add([(read(raw)[0], file, at)])
        return indexing.content() == content
    except (Unsound, ValueError):
        return False
    finally:
        place.close()
