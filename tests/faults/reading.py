"""Reading many stores with few processes, and putting a modelled disk onto a real one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.faults.disk import Disk
from tests.faults.trace import ENVIRONMENT, READER

AT_ONCE = 150


def read_stores(stores: list[Path]) -> list[dict[str, Any]]:
    """What the reader says of each store; a reader that dies says so of every store it did not answer for."""
    found: list[dict[str, Any]] = []
    while len(found) < len(stores):
        some = stores[len(found) : len(found) + AT_ONCE]
        done = subprocess.run([*READER, *map(str, some)], capture_output=True, env=ENVIRONMENT, check=False)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) < len(some):
            words = done.stderr.decode(errors="replace")[-200:]
            answers.append({"ids": [], "chain": False, "err": f"the reader died: {words}", "extra": False})
        found += answers
    return found


def read_disks(base: Path, disks: list[Disk], was: str) -> list[dict[str, Any]]:
    """What the reader says of each disk, put in place as a store of its own (`was`: where it stood)."""
    found = []
    for begin in range(0, len(disks), AT_ONCE):
        stores = []
        for number, disk in enumerate(disks[begin : begin + AT_ONCE]):
            stores.append(base / f"disk-{number}")
            put_down(disk, was, stores[-1])
        found += read_stores(stores)
        for store in stores:
            shutil.rmtree(store)
    return found


def put_down(disk: Disk, was: str, store: Path) -> None:
    """Makes real files of a modelled disk."""
    store.mkdir()
    for path, file in sorted(disk.names.items()):
        if not path.startswith(was + "/"):
            continue
        target = store / path.removeprefix(was + "/")
        if file is None:
            target.mkdir(exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.cache)
