"""Rot after a sound run: bytes flipped, files cut and removed. Silence about it is the failure."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

from tests.faults.reading import read_stores
from tests.faults.trace import ENVIRONMENT, WRITER
from tests.faults.verdict import Tally, said


def rotten(content: bytes, choose: random.Random, flips: int) -> list[tuple[str, bytes | None]]:
    """Ways in which a file may go bad; None where it is gone."""
    found: list[tuple[str, bytes | None]] = [("removed", None), ("emptied", b"")]
    for at in sorted(choose.sample(range(len(content)), min(flips, len(content)))):
        bit = 1 << choose.randrange(8)
        found.append((f"bit flipped at {at}", content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]))
    ends = [at + 1 for at, byte in enumerate(content) if byte == 10]
    for end in ends:
        found.append((f"cut at {end - 40}", content[: end - 40]))
        if end < len(content):
            found.append((f"cut at {end}", content[:end]))
    lines = content.splitlines(keepends=True)
    for number in range(len(lines)):
        found.append((f"line {number + 1} removed", b"".join(lines[:number] + lines[number + 1 :])))
    return found


def run(base: Path, sample: int | None, choose: random.Random, flips: int = 150) -> Tally:
    """Every kind of rot in each ledger file, and in both slots of HEAD at once."""
    tally = Tally("rot")
    store = base / "sound"
    output = subprocess.run([*WRITER, str(store)], capture_output=True, env=ENVIRONMENT, check=True).stdout
    cases = []
    for file in sorted((store / "ledger").iterdir()):
        for how, content in rotten(file.read_bytes(), choose, flips):
            cases.append((f"{file.name} {how}", file.relative_to(store), content))
    cases += [("HEAD removed", Path("HEAD"), None), ("HEAD zeroed", Path("HEAD"), bytes(8192))]
    if sample is not None and sample < len(cases):
        cases = choose.sample(cases, sample)
    stores = []
    for number, (_, file, content) in enumerate(cases):
        stores.append(base / f"rot-{number}")
        shutil.copytree(store, stores[-1])
        if content is None:
            (stores[-1] / file).unlink()
        else:
            (stores[-1] / file).write_bytes(content)
    for (how, _, _), found in zip(cases, read_stores(stores), strict=True):
        tally.judge_rot(how, said(output), found)
    return tally
