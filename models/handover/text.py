"""A handover as plain text: for the screen, for an e-mail, for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator

from models.handover.item import SECTIONS, Handover


def handover_lines(handover: Handover) -> Iterator[str]:
    """The whole of it; a section without items says so, for silence could be an omission."""
    yield handover.title
    yield f"Handed over by {handover.worker}, {handover.made}. Shift since {handover.since}."
    yield f"Ledger {handover.fingerprint}. {handover.counts}"
    for number, section in enumerate(SECTIONS, 1):
        yield ""
        yield f"{number}. {section}"
        items = handover.of(section)
        if not items:
            yield "   none"
        for item in items:
            yield f"   {item.headline}"
            yield from (f"      {line}" for line in item.lines)
    yield ""
    yield "Signed:                               Acknowledged:"
