"""The campaign: `python -m tests.fuzz --inputs 100000 --seed 1`, each parser in a process of its own, by atheris."""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

SLOWEST_S = 10
"""An input that takes longer than this is a hang."""
MOST_MB = 2048
_DONE = re.compile(r"^Done (\d+) runs in (\d+) second", re.M)
_PROGRESS = re.compile(r"^#(\d+).*?cov: (\d+)", re.M)


def attack(target: Target, inputs: int, seed: int) -> dict[str, object]:
    """What came of so many inputs for one parser."""
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target.name}-"))
    try:
        corpus = folder / "corpus"
        corpus.mkdir()
        for number, each in enumerate(target.seeds):
            (corpus / f"{number}").write_bytes(each)
        options = [f"-runs={inputs}", f"-seed={seed}", f"-timeout={SLOWEST_S}", f"-max_len={target.longest}",
                   f"-rss_limit_mb={MOST_MB}", f"-artifact_prefix={folder}/"]  # fmt: skip
        words = [sys.executable, "-m", "tests.fuzz.one", target.name, ",".join(target.modules), str(corpus), *options]
        ran = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        return _result(target, ran, folder)
    finally:
        shutil.rmtree(folder)


def _result(target: Target, ran: subprocess.CompletedProcess[str], folder: Path) -> dict[str, object]:
    said, done = ran.stdout + ran.stderr, _DONE.search(ran.stderr)
    shown = _PROGRESS.findall(said)
    found: dict[str, object] = {
        "name": target.name,
        "what": target.what,
        "inputs": int(done[1]) if done else int(shown[-1][0]) if shown else 0,
        "seconds": int(done[2]) if done else 0,
        "branches": int(shown[-1][1]) if shown else 0,
        "failures": 0 if ran.returncode == 0 else 1,
    }
    if ran.returncode:
        kept = [path.read_bytes()[:500] for path in folder.glob("*-*") if path.is_file()]
        found["failed_on"], found["said"] = repr(kept), said[-3000:]
    return found


def main() -> int:
    """Attacks; writes down what came of it. Exits with 1 when a parser failed, 0 without atheris (and says so)."""
    made = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    made.add_argument("--inputs", type=int, default=100_000, help="for each parser")
    made.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000 + 1)
    made.add_argument("--only", default="", help=f"some of {','.join(TARGETS)}")
    made.add_argument("--write", type=Path, help="a JSON file for the counts")
    given = made.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("skipped: atheris is not installed (it is for Python 3.11 to 3.13 on Linux; make fuzz installs it)")
        return 0
    wrong = 0
    for name in [each for each in given.only.split(",") if each] or TARGETS:
        found = attack(TARGETS[name], given.inputs, given.seed)
        wrong += found["failures"] != 0
        print(json.dumps(found, indent=1), flush=True)
        if given.write:
            _write(given.write, found | {"seed": given.seed, "date": f"{datetime.now(UTC):%Y-%m-%d}"})
    return 1 if wrong else 0


def _write(path: Path, found: dict[str, object]) -> None:
    """Into the file of the counts, in place of what it says of this parser."""
    held = json.loads(path.read_text())["parsers"] if path.exists() else []
    parsers = [each for each in held if each["name"] != found["name"]] + [found]
    parsers.sort(key=lambda each: list(TARGETS).index(each["name"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"slowest_s": SLOWEST_S, "parsers": parsers}, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
