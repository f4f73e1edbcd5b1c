"""A process of its own that appends: `appender.py STORE NAME COUNT [YYYY-MM-DD]`; says ACK id after each."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from data.ledger import Busy, open_ledger
from tests.data.ledger.desk import FaultyIo, draft


def main(store: Path, name: str, count: int, month: str) -> None:
    io = FaultyIo()
    ledger = open_ledger(store, io, sid=name, create=True, patience=30)
    for number in range(count):
        if month and number == count // 2:
            io.at = datetime.fromisoformat(month).replace(tzinfo=UTC)
        ids = [f"{name}-{number}"] if number % 3 else [f"{name}-{number}", f"{name}-{number}b"]
        try:
            ledger.append([draft(id, subject=name) for id in ids], {"name": name})
        except Busy:
            continue
        os.write(1, "".join(f"ACK {id}\n" for id in ids).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
