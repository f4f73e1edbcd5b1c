"""What the disk takes to make an entry durable, by every way that was thought of: why an append is written as it is.

`python -m benchmarks.syncs [--times N]` prints a table and writes benchmarks/results/syncs.json. The ledger takes the
first two after one another: the entry at the end of a file that grows, then a slot of HEAD. All take their turns in one
loop, in an order by chance.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from data.ledger.head import SIZE, SLOT

RESULTS = Path(__file__).parent / "results" / "syncs.json"
ENTRY, HEAD_SLOT = b"x" * 499 + b"\n", b" " * SLOT
ROOM = 4 << 20
Way = Callable[[int], object]


def synced(fd: int, content: bytes, offset: int) -> None:
    """A write, and its wait."""
    os.pwrite(fd, content, offset)
    os.fdatasync(fd)


def ways(folder: Path) -> dict[str, Way]:
    """Each way to write entry number so and so, on files of its own."""

    def made(name: str, flags: int = 0, *, zeros: int = 0, room: int = 0) -> int:
        fd = os.open(folder / name, os.O_RDWR | os.O_CREAT | flags)
        os.pwrite(fd, bytes(zeros), 0)
        if room:
            os.posix_fallocate(fd, 0, room)
        os.fsync(fd)
        return fd

    grows, head, zeros, room = made("grows"), made("head", zeros=SIZE), made("zeros", zeros=ROOM), made("r", room=ROOM)
    by_flag, by_call, small = made("flag", os.O_DSYNC), made("call"), made("small", zeros=SIZE)
    entries, heads, one = made("entries"), made("heads", zeros=SIZE), made("one", zeros=ROOM)
    end, slot = len(ENTRY), SLOT

    def both(n: int) -> None:
        synced(entries, ENTRY, n * end)
        synced(heads, HEAD_SLOT, n % 2 * slot)

    def both_at_once(n: int) -> None:
        os.pwrite(one, ENTRY, SIZE + n * end)
        synced(one, HEAD_SLOT, n % 2 * slot)

    return {
        "an entry, the file grows": lambda n: synced(grows, ENTRY, n * end),
        "a slot of HEAD": lambda n: synced(head, HEAD_SLOT, n % 2 * slot),
        "an entry and a slot of HEAD, as it is": both,
        "an entry, over zeros written before": lambda n: synced(zeros, ENTRY, n * end),
        "an entry, into room allocated before": lambda n: synced(room, ENTRY, n * end),
        "an entry, O_DSYNC": lambda n: os.pwrite(by_flag, ENTRY, n * end),
        "an entry, RWF_DSYNC": lambda n: os.pwritev(by_call, [ENTRY], n * end, os.RWF_DSYNC),
        "a slot of HEAD, 512 bytes": lambda n: synced(small, HEAD_SLOT[:512], n % 2 * slot),
        "an entry and a slot of HEAD, one file, one sync": both_at_once,
    }


def measure(times: int) -> dict[str, float]:
    """The median of each way, in milliseconds."""
    folder, choice = Path(tempfile.mkdtemp(prefix="syncs-")), random.Random(1)
    try:
        tried = ways(folder)
        os.sync()  # what was just made is not to be waited for below
        taken: dict[str, list[float]] = {name: [] for name in tried}
        for n in range(times):
            for name in choice.sample(sorted(tried), len(tried)):
                began = time.perf_counter()
                tried[name](n)
                taken[name].append(1000 * (time.perf_counter() - began))
    finally:
        shutil.rmtree(folder)
    return {f"{name}, p50 ms": round(statistics.median(found), 3) for name, found in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.syncs", description=__doc__)
    parser.add_argument("--times", type=int, default=400)
    found = {"load": os.getloadavg()[0], "judged": [], "others": measure(parser.parse_args().times)}
    print(json.dumps(found, indent=1))
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
