"""A long record that is read for the first time: another process reads it, and the terminal says how far it is."""

from __future__ import annotations

import os
import signal
import sys

from data.ledger.layout import NAME

LONG = 20_000_000
"""Bytes of ledger from which on nobody should wait without a word."""


def read_first(store: str, address: str) -> bool:
    """Has the index of positions made where there is none and the record is long; False when the worker left."""
    if address != store and not os.path.exists(f"{store}/HEAD"):
        print("Fetching the record from the server for the first time on this host.", file=sys.stderr)
        return True
    try:
        if os.path.exists(f"{store}/derived/{NAME}") or _bytes(store) < LONG:
            return True
    except OSError:
        return True
    from subprocess import DEVNULL, PIPE, Popen

    process = Popen([sys.executable, "-m", "data.behind", address or store], stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    try:
        for line in process.stdout or ():
            word, done, of = [*line.decode().split(), "0", "1"][:3]
            if word != "bytes":
                break
            _say(int(done), int(of))
        return True
    except KeyboardInterrupt:
        return False
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        print(file=sys.stderr)


def _say(done: int, of: int) -> None:
    bar = "#" * (30 * done // max(of, 1))
    share = 100 * done // max(of, 1)
    print(f"\rReading the record for the first time [{bar:30}] {share:3} %  Ctrl-C leaves", end="", file=sys.stderr)
    sys.stderr.flush()


def _bytes(store: str) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(f"{store}/ledger"))
