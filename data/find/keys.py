"""What a child is filed under: name words, places, and numbers as they are typed with or without their dashes."""

from __future__ import annotations

from models import ids
from models.names.folding import fold, joined, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.find.findable import Findable

PHRASE = "="
"""Begins the key of a whole placement or address, so that "Ash House" finds its children before anyone named Ash."""

PART = "~"
"""Begins the key of one part of a reference, as the running number of a police log."""

SHORTEST_PART = 3
"""Digits that a part of a reference must have to be a key of its own."""


def name_words(one: Findable) -> Iterator[str]:
    """Every word of the child's names, and neighbouring words as one (Ellie-Mae as elliemae)."""
    for name in (one.surname, one.forename, *one.aliases):
        parts = words(name)
        yield from parts
        if len(parts) > 1:
            yield from joined(parts)


def place_keys(one: Findable) -> Iterator[str]:
    """Every word of the places and teams, and each of them whole."""
    for place in filter(None, places(one)):
        folded = fold(place)
        yield from folded.split()
        if folded:
            yield PHRASE + folded


def places(one: Findable) -> tuple[str, ...]:
    """Where the child lives and who is responsible, in the order in which they count."""
    return (one.placement, one.address, one.team, one.placing)


def reference_keys(one: Findable) -> Iterator[str]:
    """Every number the child is known by, whole and in the parts people give."""
    for number in (one.lcs, *one.police_logs):
        parts = fold(number).split()
        if parts:
            yield "".join(parts)
        if len(parts) > 1:
            yield from (PART + part for part in parts if sum(map(str.isdigit, part)) >= SHORTEST_PART)
    for digits in filter(None, map(telephone, one.phones)):
        yield digits
        yield PART + digits[-6:]
    yield from map(spoken_key, (one.child, *one.episode_ids))


def plain(number: str) -> str:
    """A reference without its dashes, strokes and blanks."""
    return fold(number).replace(" ", "")


def telephone(text: str) -> str:
    """Only the digits, +44 as 0."""
    digits = "".join(c for c in text if c.isdigit() and c.isascii())
    if digits.startswith("0044"):
        return "0" + digits[4:]
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


def spoken_key(own_id: str) -> str:
    """One of our ids in the form it is filed under, however it was read out."""
    return ids.normal(own_id).lower()
