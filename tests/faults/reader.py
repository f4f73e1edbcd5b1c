"""Opens stores again, appends once more, and says what each holds: `python -m tests.faults.reader DIR …`.

One JSON line a store: {"ids":[…],"chain":bool,"err":"","extra":bool}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from data.ledger import LedgerError, open_ledger
from tests.faults.clock import SetClock
from tests.faults.writer import BY, DECEMBER, drafts

EXTRA = "z-extra"


def held(store: Path) -> dict[str, object]:
    """What a store holds after it was opened, appended to and opened once more."""
    error = ""
    extra = False
    try:
        ledger = open_ledger(store, SetClock(DECEMBER), sid="reader", create=True, patience=0.2)
        error = ledger.damage
        try:
            ledger.append(drafts((EXTRA,)), BY, None)
            extra = True
        except LedgerError as problem:
            error = error or str(problem)
        ledger.close()
        again = open_ledger(store, SetClock(DECEMBER), sid="reader", write=False)
        ids = [line.id for line in again.lines()]
        error = error or again.damage
        again.close()
    except (LedgerError, OSError) as problem:
        return {"ids": [], "chain": False, "err": str(problem) or type(problem).__name__, "extra": False}
    return {"ids": ids, "chain": not error, "err": error, "extra": extra and EXTRA in ids}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(held(Path(name))), flush=True)
