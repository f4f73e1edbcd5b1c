"""Four writers in processes of their own, and the account of what they were told."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

from data.io import Io
from data.ledger_pg.verifying import verify_server
from tests.data.ledger_pg.desk import session, wait_for


class Writers:
    """What each entry's writer was told: ACK, NACK or UNK."""

    def __init__(self, address: str, folder: Path, count: int = 4, prefix: tuple[str, ...] = ()) -> None:
        self.told: dict[str, set[str]] = {"ACK": set(), "NACK": set(), "UNK": set()}
        code = [sys.executable, "-m", "tests.data.ledger_pg.writer", address]
        self._processes = [
            subprocess.Popen([*prefix, *code, str(folder / f"w{n}"), f"w{n}"], stdout=subprocess.PIPE)
            for n in range(count)
        ]
        self._threads = [Thread(target=self._read, args=(process,), daemon=True) for process in self._processes]
        for thread in self._threads:
            thread.start()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            word, _, id = line.decode().strip().partition(" ")
            self.told[word].add(id)

    def wait_until_all_write(self) -> None:
        """Until each has had an entry acknowledged."""
        count = len(self._processes)
        wait_for(lambda: len({id.partition("-")[0] for id in list(self.told["ACK"])}) == count)

    def wait_for_acks(self, more: int) -> None:
        """Until so many more entries are acknowledged."""
        wanted = len(self.told["ACK"]) + more
        wait_for(lambda: len(self.told["ACK"]) >= wanted)

    def end(self) -> None:
        """Ends them after their last entry, and waits."""
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process, thread in zip(self._processes, self._threads, strict=True):
            process.wait(60)
            thread.join(10)

    def kill(self) -> None:
        """What must not be left running."""
        for process, thread in zip(self._processes, self._threads, strict=True):
            process.kill()
            process.wait()
            thread.join(10)
            assert process.stdout is not None
            process.stdout.close()


def check(address: str, folder: Path, told: dict[str, set[str]]) -> list[str]:
    """Nothing acknowledged is missing, nothing refused is there, nothing is there twice; returns what is there."""
    report = verify_server(address, Io())
    assert report.sound, report.problems
    with session(address, folder / "reader", create=False) as reader:
        held = [line.id for line in reader.lines()]
    assert len(set(held)) == len(held)
    assert told["ACK"] <= set(held), sorted(told["ACK"] - set(held))
    assert not told["NACK"] & set(held), sorted(told["NACK"] & set(held))
    assert set(held) <= told["ACK"] | told["UNK"], "nothing that nobody was told of, but what was in doubt"
    return held
