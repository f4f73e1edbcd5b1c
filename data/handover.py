"""Handovers at a desk: generated from what is owed and what was entered, and signed."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.day_alerts import known_of
from data.desk import Desk
from data.outcome import Receipt, Refusal
from models.commands.desk import HandOver
from models.handover.build import items_of
from models.handover.item import Handover
from models.handover.signed import signature
from models.handover.text import text_to_sign
from models.history.register import Register
from models.protocol.rule import Protocol
from models.times.zone import iso

FIRST_SHIFT = timedelta(hours=24)
"""How far back a handover looks where none was signed before."""
LOOKS_BACK = 28
"""Days that matter where no rule counts anything."""


def make_handover(desk: Desk, register: Register, now: datetime, since: datetime | None = None) -> Handover:
    """The handover as it stands at a moment, unsigned; `since` is the last handover where it is left out."""
    since = since or last_handover(register, now)
    cases = desk.cases() if register is desk.register and now == desk.now() else desk.cases(register, now)
    entries = [entry for entry in register.entered_since(since) if entry.entered_at <= now]
    protocol = desk.rulebook_of(register).current(now)
    return Handover(
        authority=register.desk.authority or protocol.authority,
        worker=desk.worker,
        since=since,
        made=now,
        fingerprint=desk.head.fingerprint,
        counts=counts_words(register, protocol, now),
        training=desk.training,
        items=items_of(cases, entries, known_of(register, entries), now),
    )


def last_handover(register: Register, now: datetime) -> datetime:
    """When the shift began: at the last handover that was signed, else a day ago."""
    signed = (entry.entered_at for entry in register.desk.handovers if entry.entered_at <= now)
    return max(signed, default=now - FIRST_SHIFT)


def sign(desk: Desk, handover: Handover, key: str) -> tuple[Receipt, Handover] | Refusal:
    """Signs a handover: it becomes an entry of the ledger, and says so from then on. Raises: LedgerError."""
    items = tuple(item.id for item in handover.items)
    text = text_to_sign(handover.but(signed=f"Signed by {handover.worker.name}, {handover.worker.role}."))
    outcome = desk.submit(HandOver(key=key, text=text, items=items, since=iso(handover.since)))
    if isinstance(outcome, Refusal):
        return outcome
    return outcome, handover.but(signed=f"{signature(outcome.entries[0])}, ledger {outcome.head.fingerprint}.")


def counts_words(register: Register, protocol: Protocol, now: datetime) -> str:
    """How far the counts are known (D19), over the longest window that the rules look back."""
    days = max((when.days for rule in protocol.rules for when in rule.when), default=0) or LOOKS_BACK
    return f"Counts: {register.desk.daytime.words(now - timedelta(days=days), now)}."
