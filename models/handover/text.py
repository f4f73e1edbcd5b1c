"""A handover as plain text: for the screen, for an e-mail, for reading aloud, and as it is signed."""

from __future__ import annotations

from collections.abc import Iterator

from models.handover.item import SECTIONS, Handover, Item
from models.text import one_line, size
from models.times.words import day_time, full_time
from models.training import TRAINING

ITEM, DETAIL = "   ", "      "
LARGEST = 38_000
"""Bytes that a signed text may take, with room left for the rest of its entry."""
MORE = "more items were handed over; this text has no room for them: see the files, and what is owed."


def handover_lines(handover: Handover) -> Iterator[str]:
    """The whole of it, one fact a line; a section without items says so, for silence could be an omission."""
    yield from heading_lines(handover)
    for number, section in enumerate(SECTIONS, 1):
        yield ""
        yield f"{number}. {section}"
        items = handover.of(section)
        if not items:
            yield f"{ITEM}none"
        for item in items:
            yield from _item_lines(item)
    yield ""
    yield handover.signed or "NOT SIGNED"


def heading_lines(handover: Handover) -> Iterator[str]:
    """Whose it is, of which shift, and on what it rests."""
    if handover.training:
        yield TRAINING
    yield handover.title
    yield f"By {handover.worker.name}, {handover.worker.role}, {full_time(handover.made)}."
    yield f"What was entered since {day_time(handover.since)}, and all that is owed now."
    yield f"Ledger {handover.fingerprint}. {handover.counts}"


def text_to_sign(handover: Handover) -> str:
    """The text as it is kept. Where the whole is too long for one entry: fewer lines an item, then fewer items.

    What is left out is said, and stands in the files that are written of the same handover.
    """
    for lines in (None, 1, 0):
        text = "\n".join(handover_lines(_brief(handover, lines, len(handover.items))))
        if size(text) <= LARGEST:
            return text
    kept = len(handover.items) * LARGEST // size(text)
    while True:
        text = "\n".join([*handover_lines(_brief(handover, 0, kept)), f"{len(handover.items) - kept} {MORE}"])
        if size(text) <= LARGEST or not kept:
            return text
        kept -= 1 + kept // 50


def _brief(handover: Handover, lines: int | None, items: int) -> Handover:
    """The handover with so many lines an item, and so many items."""
    return handover.but(items=tuple(item.but(lines=item.lines[:lines]) for item in handover.items[:items]))


def _item_lines(item: Item) -> Iterator[str]:
    yield f"{ITEM}{item.number} {one_line(item.headline)}"
    yield from (f"{DETAIL}{one_line(line)}" for line in item.lines)
