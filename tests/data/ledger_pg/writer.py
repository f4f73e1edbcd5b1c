"""A process that appends to a server until it is ended: `writer.py ADDRESS FOLDER NAME`.

It says `ACK id`, `NACK id` (never sent again) or `UNK id` for each entry, and waits while the server is away.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from data.io import Io
from data.ledger import LedgerError, NotRecorded, Unconfirmed, ViewOnly
from data.ledger_pg.opening import open_server_ledger
from tests.data.ledger.desk import draft


def main(address: str, folder: str, name: str) -> None:
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    ledger = open_server_ledger(address, Io(), sid=name, folder=folder)
    number = 0
    while not ended:
        number += 1
        drafts = [draft(f"{name}-{number}-{part}", subject=name) for part in range(1 + number % 3)]
        try:
            lines = ledger.append(drafts, {"name": name}, {name: ledger.version(name)})
            say("ACK", [line.id for line in lines])
        except ViewOnly:
            number -= 1
            _wait(ledger.poll)
        except NotRecorded:
            say("NACK", [each.id for each in drafts])
        except Unconfirmed:
            say("UNK", [each.id for each in drafts])
    ledger.close()


def _wait(poll: object) -> None:
    try:
        assert callable(poll)
        poll()
    except LedgerError:
        time.sleep(0.05)


def say(word: str, ids: list[str]) -> None:
    os.write(1, "".join(f"{word} {id}\n" for id in ids).encode())


if __name__ == "__main__":
    main(*sys.argv[1:4])
