"""What campaigns came to, kept as lines of JSON beside this file: the ground of docs/faults.md."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.faults.verdict import Tally

FOLDER = Path(__file__).parent / "results"
_HERE, _ROOT = Path(__file__).parent, Path(__file__).parents[2]
HELD_TO = (
    *sorted(_ROOT.glob("data/ledger/*.py")),
    _ROOT / "data" / "io.py",
    *(_HERE / f"{name}.py" for name in ("night", "simulated", "disk")),
)
"""What a seed's night depends on."""


def _code() -> str:
    found = sha256()
    for path in HELD_TO:
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
