"""Several processes at one store: nothing lost, nothing twice, everyone told."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import Busy, open_ledger
from data.ledger.backup import backup
from data.ledger.verify import verify
from tests.data.ledger.desk import BY, FaultyIo, again, draft, ids, made

APPENDER = [sys.executable, "-m", "tests.data.ledger.appender"]


def start(store: Path, name: str, count: int, month: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen([*APPENDER, str(store), name, str(count), month], stdout=subprocess.PIPE)


def acknowledged(process: subprocess.Popen[bytes]) -> list[str]:
    out, _ = process.communicate(timeout=120)
    return [line.split()[1] for line in out.decode().splitlines() if line.startswith("ACK ")]


def test_eight_writers_at_once_lose_nothing_and_store_nothing_twice(tmp_path: Path) -> None:
    running = [start(tmp_path, f"w{n}", 30) for n in range(8)]
    acked = [id for process in running for id in acknowledged(process)]
    held = ids(again(tmp_path))
    assert len(acked) == 8 * 40 and sorted(held) == sorted(acked)
    assert verify(tmp_path, Io()).sound


def test_the_end_of_the_month_by_two_processes_at_once(tmp_path: Path) -> None:
    made(tmp_path).close()
    running = [start(tmp_path, f"w{n}", 24, "2026-12-01") for n in range(2)]
    acked = [id for process in running for id in acknowledged(process)]
    assert sorted(ids(again(tmp_path))) == sorted(acked) and len(acked) == 64
    names = sorted(os.listdir(tmp_path / "ledger"))
    assert [name[:6] for name in names] == [f"{n:06d}" for n in range(1, len(names) + 1)]
    assert verify(tmp_path, Io()).sound


def test_writers_killed_at_random_lose_nothing_they_acknowledged(tmp_path: Path) -> None:
    choose = random.Random(7)
    acked: list[str] = []
    for run in range(6):
        running = [start(tmp_path, f"r{run}w{n}", 2000) for n in range(2)]
        for process in running:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(choose.randrange(5, 40))]
            process.send_signal(signal.SIGKILL)
            acked += [line.split()[1].decode() for line in lines]
            acked += acknowledged(process)
    found = again(tmp_path)
    held = ids(found)
    assert not found.damage and len(set(held)) == len(held)
    assert set(acked) <= set(held)


def test_a_writer_stopped_inside_the_lock_is_named_to_the_others(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    code = (
        "import os,sys,signal; from pathlib import Path; from data.io import Io\n"
        "from data.ledger import Draft, open_ledger\n"
        "class Stopping(Io):\n"
        "    def fdatasync(self, fd):\n"
        "        os.write(1, b'in\\n'); os.kill(os.getpid(), signal.SIGSTOP); super().fdatasync(fd)\n"
        "ledger = open_ledger(Path(sys.argv[1]), Stopping(), sid='s')\n"
        "ledger.append([Draft('stopped', 'child-1', 'NoteAdded', 1, {})], {'name': 'M Novak'})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"in\n"
        ledger = again(tmp_path)
        with pytest.raises(Busy) as busy:
            ledger.append([draft("b")], BY)
        assert busy.value.holder == "M Novak"
    finally:
        process.kill()
        process.communicate()
    ledger.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "stopped", "b"]


@pytest.mark.parametrize("which", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGTSTP])
def test_a_signal_in_the_middle_of_a_commit_waits_for_its_end(tmp_path: Path, which: signal.Signals) -> None:
    made(tmp_path, "a").close()
    code = (
        "import os,sys,signal; from pathlib import Path; from data.io import Io\n"
        "from data.ledger import Draft, open_ledger\n"
        "class Struck(Io):\n"
        "    def fdatasync(self, fd): os.kill(os.getpid(), int(sys.argv[2])); super().fdatasync(fd)\n"
        "signal.signal(int(sys.argv[2]), signal.SIG_DFL)\n"  # a suite under nohup hands on signals ignored
        "ledger = open_ledger(Path(sys.argv[1]), Struck(), sid='s')\n"
        "ledger.append([Draft('struck', 'child-1', 'NoteAdded', 1, {})], {'name': 'M Novak'})\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path), str(int(which))]
    # A group of its own with its parent outside it: a process of an orphaned group ignores SIGTSTP.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0)
    try:
        _, status = os.waitpid(process.pid, os.WUNTRACED)
        assert (os.WSTOPSIG(status) if which == signal.SIGTSTP else os.waitstatus_to_exitcode(status)) in (
            which,
            -which,
        )
    finally:
        process.kill()
        process.communicate()
    viewer = again(tmp_path, write=False)
    assert ids(viewer) == ["a", "struck"], "HEAD was written before the signal had its way"


def test_a_copy_made_while_others_write_restores_to_a_sound_beginning(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made(store, "a").close()
    process = start(store, "w", 600, "2026-12-01")
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(40)]
    copies = []
    while process.poll() is None and len(copies) < 8:
        copies.append((tmp_path / f"copy-{len(copies)}", len(seen)))
        backup(store, Io(), copies[-1][0])
        seen += [process.stdout.readline() for _ in range(20)]
    process.kill()
    process.communicate()
    complete = ids(again(store))
    for copy, acked in copies:
        found = again(copy)
        assert not found.damage
        held = ids(found)
        assert held == complete[: len(held)] and len(held) > acked and verify(copy, Io()).sound


def test_a_clock_put_back_between_two_sessions_changes_no_order(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    io = FaultyIo()
    io.at = io.at.replace(year=1970)
    again(tmp_path, io=io).append([draft("b")], BY)
    open_ledger(tmp_path, FaultyIo(), sid="s").append([draft("c")], BY)
    assert [(line.seq, line.at[:4]) for line in again(tmp_path).lines()] == [(1, "2026"), (2, "1970"), (3, "2026")]
