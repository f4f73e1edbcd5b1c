"""Power cuts at every point of a run, and after every sync that failed: replayed from a trace."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.disk import Disk, File
from tests.faults.reading import read_disks
from tests.faults.trace import Call, traced
from tests.faults.verdict import Tally

TRACED = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,mkdir,rename,unlink"
SYNCS = ("fsync", "fdatasync")


class Replay:
    """A traced run, done again on a modelled disk, call by call."""

    def __init__(self, store: str, choose: random.Random) -> None:
        self._choose = choose
        self.disk = Disk({store: None})
        self.acks: dict[str, str] = {}
        self._store = store
        self._fds: dict[int, str] = {}

    def do(self, call: Call) -> bool:
        """Takes one call; True when it changed what a cut may leave, or what was said."""
        if call.result < 0:
            if call.name in SYNCS and (file := self._file(call.fd)) is not None:
                file.dropped(self._choose)
            return False
        if call.name == "write" and call.fd == 1:
            self.acks.update((id, word) for word, id in [call.texts[-1].decode().split()])
            return True
        done = getattr(self, f"_{call.name}", None)
        return bool(done is not None and done(call))

    def _file(self, fd: int) -> File | None:
        return self.disk.names.get(self._fds.get(fd, ""))

    def _ours(self, text: bytes) -> str:
        path = text.decode(errors="replace")
        return path if path.startswith(self._store + "/") or path == self._store else ""

    def _openat(self, call: Call) -> bool:
        path = self._ours(call.texts[0]) if call.texts else ""
        self._fds.pop(call.result, None)
        if not path:
            return False
        self._fds[call.result] = path
        if path in self.disk.names:
            return False
        self.disk.names[path] = File()
        return True

    def _close(self, call: Call) -> bool:
        self._fds.pop(call.fd, None)
        return False

    def _pwrite64(self, call: Call) -> bool:
        file = self._file(call.fd)
        if file is not None:
            file.do(("write", call.last, call.texts[-1][: call.result]))
        return file is not None

    def _ftruncate(self, call: Call) -> bool:
        file = self._file(call.fd)
        if file is not None:
            file.do(("cut", call.last, b""))
        return file is not None

    def _fsync(self, call: Call) -> bool:
        path = self._fds.get(call.fd, "")
        file = self.disk.names.get(path)
        if file is not None:
            file.synced()
        elif path:
            self.disk.sync_folder(path)
        return bool(path)

    _fdatasync = _fsync

    def _mkdir(self, call: Call) -> bool:
        path = self._ours(call.texts[0])
        if path:
            self.disk.names[path] = None
        return bool(path)

    def _rename(self, call: Call) -> bool:
        old, new = self._ours(call.texts[0]), self._ours(call.texts[1])
        if old and new:
            self.disk.names[new] = self.disk.names.pop(old)
        return bool(old and new)

    def _unlink(self, call: Call) -> bool:
        return self.disk.names.pop(self._ours(call.texts[0]), None) is not None


State = tuple[str, dict[str, str], Disk]


def cuts(base: Path, choose: random.Random, mixed: int, *inject: str) -> list[State]:
    """Each disk that a cut may leave, with what had been said by then; with a fault injected, of the end only."""
    store = base / "traced"
    _, done = traced(store, base / "trace.log", TRACED, *inject)
    replay = Replay(str(store), choose)
    found: dict[object, State] = {}
    for number, call in enumerate(done, start=1):
        if replay.do(call) and (not inject or call is done[-1] or call.fd == 1):
            for how, disk in replay.disk.states(choose, mixed):
                key = (tuple(replay.acks.items()), disk.content())
                found.setdefault(key, (f"after call {number} ({call.name}) {how}", dict(replay.acks), disk))
    _forget(store)
    return list(found.values())


def _forget(store: Path) -> None:
    import shutil

    shutil.rmtree(store, ignore_errors=True)


def run_cuts(base: Path, sample: int | None, choose: random.Random, mixed: int = 40) -> Tally:
    """Power cuts at every point of one run."""
    tally = Tally("power cut")
    _judge(base, _sampled(cuts(base, choose, mixed), sample, choose), tally)
    return tally


def run_failed_syncs(base: Path, sample: int | None, choose: random.Random, mixed: int = 4) -> Tally:
    """Every sync fails (once, twice, from then on) and drops what it should have written; then a power cut."""
    tally = Tally("failed sync")
    _, done = traced(base / "traced", base / "trace.log", ",".join(SYNCS))
    _forget(base / "traced")
    faults = [
        f"{call.name}:error=EIO:when={when}"
        for call in done
        if str(base) in bytes.fromhex(_path(call).replace("\\x", "")).decode(errors="replace")
        for when in (call.number, f"{call.number}..{call.number + 1}", f"{call.number}+")
    ]
    if sample is not None:
        faults = choose.sample(faults, min(len(faults), max(1, sample // 20)))
    for fault in faults:
        states = [(f"{fault} {how}", acks, disk) for how, acks, disk in cuts(base, choose, mixed, fault)]
        _judge(base, _sampled(states, sample, choose), tally)
    return tally


def _path(call: Call) -> str:
    return call.line.partition("<")[2].partition(">")[0]


def _sampled(states: list[State], sample: int | None, choose: random.Random) -> list[State]:
    return states if sample is None or sample >= len(states) else choose.sample(states, sample)


def _judge(base: Path, states: list[State], tally: Tally) -> None:
    answers = read_disks(base, [disk for _, _, disk in states], str(base / "traced"))
    for (how, acks, _), found in zip(states, answers, strict=True):
        tally.judge(how, acks, found)
