"""Names that are taken for one another: short forms, spellings and the same name in another language."""

from __future__ import annotations

from functools import lru_cache

_text: list[str] = []


@lru_cache(maxsize=512)
def equal_to(word: str) -> tuple[str, ...]:
    """Every other name that this folded word may stand for; empty when the tables do not know it.

    The tables are searched as text: that takes a tenth of a millisecond, making a dictionary of them ten.
    """
    text = _tables()
    equals: set[str] = set()
    wanted = f" {word} "
    at = text.find(wanted)
    while at >= 0 and word:
        start, end = text.rfind(",", 0, at) + 1, text.find(",", at)
        equals.update(text[start:end].split())
        at = text.find(wanted, end)
    return tuple(sorted(equals - {word}))


def _tables() -> str:
    """All sets in one text, each word with a blank on both sides, each set between commas."""
    if not _text:
        # Imported here: an exact match never needs the tables.
        from models.names.equal_tables import TABLES

        _text.append(", " + " , ".join(TABLES).replace("\n", " ").replace(",", " , ") + " ,")
    return _text[0]
