"""One session that records without a pause: `python -m tests.cut_off.clerk STORE EPISODE NAME`.

A line on its output before each try, and one for each answer.
"""

from __future__ import annotations

import sys
import time
from itertools import count

from data.desk import Desk, entry_id
from data.io import TrainingClock
from data.ledger import LedgerError
from data.outcome import Receipt
from models.commands.child import AddNote
from models.times.zone import from_iso
from tests.cut_off.ground import NOW

BETWEEN_S = 0.01


def main() -> None:
    """Notes, one after another, each acknowledged on stdout once it is recorded."""
    store, episode, name = sys.argv[1:4]
    desk = Desk.open(store, TrainingClock(from_iso(NOW), 0))
    for number in count():
        command = AddNote(key=desk.new_key(), subject=episode, text=f"{name} {number}", at="now")
        print("TRY", entry_id(command, 0), flush=True)
        try:
            outcome = desk.submit(command)
        except LedgerError as why:
            print(type(why).__name__, entry_id(command, 0), flush=True)
        else:
            assert isinstance(outcome, Receipt)
            print("ACK", entry_id(command, 0), flush=True)
        time.sleep(BETWEEN_S)


if __name__ == "__main__":
    main()
