"""The find index on the disk, where it is certain to be true: searched without opening the ledger."""

from __future__ import annotations

from datetime import date

from data.find.file import NAME, open_index
from data.find.findable import Findable, Hit
from data.find.index import FindIndex
from data.find.sections import BrokenIndex
from data.find_ground import Ground, words_for

Found = list[tuple[Hit, Findable]]


def ready_index(store: str) -> tuple[FindIndex, bool] | None:
    """The index, and whether this is a training store; None unless it is certain to be up to date."""
    made_for = Ground(store).made_for()
    if not made_for:
        return None
    try:
        index = open_index(f"{store}/derived/{NAME}")
    except BrokenIndex:
        return None
    training = made_for.endswith(" training")
    return (index, training) if made_for == words_for(index.head, training) else None


def among(index: FindIndex, text: str, today: date, limit: int) -> Found:
    """The children of an index whom a text may mean, each with what is findable about it.

    Raises: BrokenIndex when the file turns out to be damaged.
    """
    found = ((hit, index.child(hit.child)) for hit in index.search(text, today, limit))
    return [(hit, one) for hit, one in found if one]
