"""What campaigns came to, kept as lines of JSON beside this file: the ground of docs/faults.md."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.faults.verdict import Tally

FOLDER = Path(__file__).parent / "results"
HELD_TO = sorted(Path(__file__).parents[2].glob("data/ledger/*.py")), Path(__file__).parents[2] / "data" / "io.py"


def _code() -> str:
    found = sha256()
    for path in (*HELD_TO[0], HELD_TO[1]):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]


CODE = _code()
"""The code that is held to it, as the beginning of its SHA-256: taken when this process began."""


def record(tally: Tally, command: str, seeds: tuple[int, int]) -> None:
    """Adds what a campaign came to: counts, failures, from which seed to which, how long, which code."""
    FOLDER.mkdir(exist_ok=True)
    found = {
        "when": datetime.now(UTC).isoformat(timespec="minutes"),
        "kind": tally.kind,
        "command": command,
        "seeds": list(seeds),
        "counts": dict(sorted(tally.counts.items())),
        "wrong": tally.wrong,
        "seconds": round(tally.seconds),
        "code": CODE,
    }
    with (FOLDER / f"{tally.kind.replace(' ', '-').replace(',', '')}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(found) + "\n")


def recorded() -> list[dict[str, Any]]:
    """Everything recorded, oldest first."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return sorted(map(json.loads, lines), key=lambda found: str(found["when"]))
