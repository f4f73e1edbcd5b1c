"""A kill or an error at every single system call that touches the store, one run each."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

from tests.faults.reading import read_stores
from tests.faults.trace import calls, run_writer
from tests.faults.verdict import Tally, said

TOUCHING = (
    "openat,pread64,pwrite64,write,fsync,fdatasync,ftruncate,flock,mkdir,chmod,fchmod,rename,renameat2,unlink,"
    "newfstatat,getdents64,statfs"
)
KILL_ONLY = {"flock", "newfstatat", "getdents64", "chmod", "fchmod", "statfs"}
SYNCS = {"fsync", "fdatasync"}


class Strike(NamedTuple):
    """What befalls which call: `fdatasync`, `error=EIO`, `3` or `3+`."""

    call: str
    fault: str
    when: str

    def __str__(self) -> str:
        return f"{self.call}:{self.fault}:when={self.when}"


def strikes(base: Path) -> list[Strike]:
    """Every strike there is for one run of the writer."""
    store, log = base / "dry", base / "dry.log"
    run_writer(store, ["-y", "-e", f"trace={TOUCHING}"], log)
    found = []
    for call in calls(log):
        if str(store) not in call.line:
            continue
        found.append(Strike(call.name, "signal=KILL", str(call.number)))
        if call.name in KILL_ONLY:
            continue
        found.append(Strike(call.name, "error=EIO", str(call.number)))
        if call.name != "pread64":
            found.append(Strike(call.name, "error=ENOSPC", str(call.number)))
        if call.name in SYNCS | {"pwrite64"}:
            found.append(Strike(call.name, "error=EIO", f"{call.number}+"))
            found.append(Strike(call.name, "error=EIO", f"{call.number}..{call.number + 1}"))
        if call.name == "pwrite64":
            found.append(Strike(call.name, "error=ENOSPC", f"{call.number}+"))
        if call.name == "openat":
            found.append(Strike(call.name, "error=EROFS", str(call.number)))
    return found


def run(base: Path, sample: int | None, choose: random.Random) -> Tally:
    """All strikes, or a sample of them, each on a store of its own."""
    tally = Tally("kill, EIO, ENOSPC")
    wanted = strikes(base)
    if sample is not None and sample < len(wanted):
        wanted = choose.sample(wanted, sample)
    stores, heard = [], []
    for number, strike in enumerate(wanted):
        store = base / f"strike-{number}"
        heard.append(said(run_writer(store, ["-e", f"trace={TOUCHING}", "-e", f"inject={strike}"], Path("/dev/null"))))
        store.mkdir(exist_ok=True)
        stores.append(store)
    for strike, acks, found in zip(wanted, heard, read_stores(stores), strict=True):
        tally.judge(str(strike), acks, found)
    return tally
