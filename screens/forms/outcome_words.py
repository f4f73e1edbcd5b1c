"""What came of saving, in the worker's words."""

from __future__ import annotations

from collections.abc import Mapping

from data.desk import Desk
from data.ledger import LedgerError, NotRecorded, Unconfirmed
from data.outcome import Receipt
from models.events.words import entry_words
from models.times.words import date_words

KEPT = "What you typed is kept."


def recorded_words(desk: Desk, receipt: Receipt) -> str:
    """`Recorded: Kayleigh Barnes, born 12 Mar 2010: found, at Piccadilly.` and what else the worker should know."""
    history = desk.register.child(receipt.child) if receipt.child else None
    who = ""
    if history:
        born = f", born {date_words(history.child.dob)}" if history.child.dob else ""
        who = f" {history.child.name}{born}:"
    words = [entry_words(entry) for entry in receipt.entries]
    done = words[0].whole if len(words) == 1 else "; ".join(each.done for each in words)
    notes = "".join(f" Note: {note}." for note in receipt.notes)
    return f"Recorded:{who} {done}.{notes}"


def trouble_words(trouble: LedgerError) -> str:
    """Why nothing was recorded, whether it is certain, and what to press."""
    if isinstance(trouble, Unconfirmed):
        return (
            f"It is NOT CERTAIN that this was recorded. {KEPT} Press F2 to look it up and try again: "
            f"it is never recorded twice. ({trouble})"
        )
    if isinstance(trouble, NotRecorded):
        return f"NOT RECORDED. {trouble} {KEPT} Press F2 to try again."
    return f"NOT RECORDED: nothing can be recorded at the moment. {trouble} {KEPT}"


def changed_since(sent: Mapping[str, str], answers: Mapping[str, str]) -> str:
    """After a doubt was settled: what was sent first is recorded; what was changed since is not."""
    changed = [name.replace("_", " ") for name in answers if answers[name] != sent.get(name, "")]
    return (
        f"It had been recorded, as you first sent it. What you changed since is NOT recorded: {', '.join(changed)}. "
        "Press F2 to record what stands here as an entry of its own, or Esc to leave it."
    )
