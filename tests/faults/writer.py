"""Appends to a store and says of each event, when it is true, ACK, NACK or UNK: `python -m tests.faults.writer DIR`.

One write to standard output a line, so that a trace shows between which system calls an event was acknowledged.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.ledger import Draft, Ledger, LedgerError, NotRecorded, Unconfirmed, open_ledger
from tests.faults.clock import SetClock

BY = {"name": "J Okafor", "role": "duty worker", "account": "jokafor"}
NOVEMBER = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
PLAN = (
    (NOVEMBER, ("a1",)),
    (NOVEMBER, ("a2",)),
    (NOVEMBER, ("b1", "b2")),
    (NOVEMBER, ("c1", "c2", "c3")),
    (DECEMBER, ("d1",)),
    (DECEMBER, ("e1", "e2")),
    (DECEMBER, ("f1",)),
)


def drafts(ids: tuple[str, ...]) -> list[Draft]:
    return [Draft(id, f"child-{id[0]}", "NoteAdded", 1, {"text": f"note {id} " + "x" * 700}) for id in ids]


def say(word: str, ids: tuple[str, ...]) -> None:
    for id in ids:
        os.write(1, f"{word} {id}\n".encode())


def opened(store: Path, io: SetClock) -> Ledger | None:
    try:
        return open_ledger(store, io, sid="writer", create=True, patience=0.2)
    except (LedgerError, OSError):
        return None


def main(store: Path) -> None:
    io = SetClock(NOVEMBER)
    ledger = opened(store, io)
    for at, ids in PLAN:
        io.at = at
        if ledger is None or ledger.view_only:
            ledger = opened(store, io)
        if ledger is None:
            say("NACK", ids)
            continue
        try:
            ledger.append(drafts(ids), BY, None)
            say("ACK", ids)
        except NotRecorded:
            say("NACK", ids)
        except Unconfirmed:
            say("UNK", ids)
            ledger.close()
            ledger = None
        except LedgerError:
            say("NACK", ids)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
