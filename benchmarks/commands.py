"""What a plain command takes, whole process, against the same interpreter that does nothing.

    python -m benchmarks.commands [--quick]

A demonstration store is made; the commands run in turn, round after round, so that each meets the same disturbances.
The figure is the ratio of the medians to `python -c pass`. `find` also runs just after an entry that changes whom it
finds, when its index has to be made anew. Writes benchmarks/results/commands.json.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "commands.json"
RUNS, QUICK = 25, 15
WANTED = {"find, exact": 3, "find, misspelt": 6, "board": 8, "note": 8}
"""The most times an empty interpreter that each may take."""
BARE = "python -c pass"
DROPPED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NIGHTDESK_CLOCK", "NIGHTDESK_CONFIG")


def environment(store: Path) -> dict[str, str]:
    """As a worker's session has it: bytecode is kept, output is buffered, no clock is set."""
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    root = str(Path(__file__).resolve().parent.parent)
    return kept | {"NIGHTDESK_STORE": str(store), "PYTHONPATH": root}


def answer(words: list[str], environ: dict[str, str]) -> str:
    """What a command that succeeds prints."""
    ran = subprocess.run(words, env=environ, capture_output=True, text=True, check=True)
    return ran.stdout


def took_ms(words: list[str], environ: dict[str, str]) -> float:
    """The milliseconds of one whole process, its output thrown away."""
    began = time.perf_counter()
    subprocess.run(
        words, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return 1000 * (time.perf_counter() - began)


def commands(nightdesk: list[str], environ: dict[str, str]) -> dict[str, list[str]]:
    """What is measured, on the first episode of the board."""
    episode = json.loads(answer([*nightdesk, "board", "--json"], environ))["episodes"][0]["id"]
    return {
        BARE: [sys.executable, "-c", "pass"],
        "find, exact": [*nightdesk, "find", "Barnes"],
        "find, misspelt": [*nightdesk, "find", "Kayliegh", "Barns"],
        "board": [*nightdesk, "board"],
        "board --json": [*nightdesk, "board", "--json"],
        "show": [*nightdesk, "show", episode],
        "due": [*nightdesk, "due"],
        "note": [*nightdesk, "note", episode, "Rang the carer, no news."],
        "grade": [*nightdesk, "grade", episode, "--log", "0412"],
        "find, index made anew": [*nightdesk, "find", "Barnes"],
    }


def measured(runs: int) -> dict[str, float]:
    """The median milliseconds of each command."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        environ, nightdesk = environment(store), [sys.executable, "-m", "tui"]
        answer([*nightdesk, "demo", str(store)], environ)
        asked = commands(nightdesk, environ)
        times: dict[str, list[float]] = {name: [] for name in asked}
        for turn in range(runs + 2):
            for name, words in asked.items():
                took = took_ms(words, environ)
                if turn > 1:  # the first two write bytecode and warm the disk
                    times[name].append(took)
    return {name: statistics.median(found) for name, found in times.items()}


def main(quick: bool) -> int:
    """Prints the table and writes the figures; 1 when one is missed."""
    runs = QUICK if quick else RUNS
    ms = measured(runs)
    rows = {
        name: {"ms": round(each, 1), "times_bare": round(each / ms[BARE], 2), "wanted": WANTED.get(name)}
        for name, each in ms.items()
    }
    for name, row in rows.items():
        wanted = f"at most {row['wanted']}" if row["wanted"] else ""
        print(f"{name:24}{row['ms']:8.1f} ms  {row['times_bare']:6.2f}  {wanted}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"runs": runs, "python": sys.version.split()[0], "commands": rows}, indent=1) + "\n")
    return int(any(ms[name] > most * ms[BARE] for name, most in WANTED.items()))


if __name__ == "__main__":
    raise SystemExit(main("--quick" in sys.argv))
