"""The find index on the disk, where it is certain to be true: searched without opening the ledger."""

from __future__ import annotations

from data.find.file import NAME, open_index
from data.find.index import FindIndex
from data.find.sections import BrokenIndex
from data.find_ground import Ground, words_for


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
