"""What the year's exports take as they are typed, whole process: `nightdesk export ssda903 --year …` and its kin.

    python -m benchmarks.export [--quick]

`one year`: a store of 900 looked-after children with 3,000 episodes, all of them in the collection year. `ten years`:
20,000 children and 30,000 episodes, some 3,000 of them in that year. All the children are read, because a return that
leaves one out is worse than one that takes half a minute: this one has no bound, and only the extract is taken of it,
for to some of these children nobody gave a date of birth, which the return refuses. The figure is processor time, the
least of a few runs: another process must not spoil it.
Writes benchmarks/results/export.json, a missed figure among them, and ends with 1 if one is missed.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.long_store import _beginning, _Writer, long_store
from benchmarks.processes import environment
from benchmarks.rules import YEAR, of_a_year
from data.io import Io
from data.ledger import open_ledger
from models.returns.year import CollectionYear

RESULTS = Path(__file__).parent / "results" / "export.json"
KINDS = ("ssda903", "annex-a", "episodes")
ONE_YEAR, TEN_YEARS = "one year", "ten years"
WANTED = {f"{ONE_YEAR}, export {kind}, seconds": 2.0 for kind in KINDS}
"""The most seconds of processor time that each may take."""


def store_of_one_year(folder: Path) -> Path:
    """3,000 episodes of the collection year that ended on 31 March 2026."""
    happenings = sorted(of_a_year(YEAR), key=lambda each: each[0])
    open_ledger(folder, Io(), sid="bench", create=True).close()
    _Writer(folder, random.Random(11)).write([*_beginning(happenings[0][0]), *happenings])
    return folder


def seconds(store: Path, kind: str, year: int) -> float:
    """Processor time of one export, of the whole process; it must have written its file."""
    words = ["-m", "tui", "--store", str(store), "export", kind, "--year", str(year), "--out", f"{kind}.csv"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], env=environment(), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def last_whole_year() -> int:
    """The collection year that ended last."""
    today = datetime.now(UTC).date()
    return today.year if today > CollectionYear(today.year).last else today.year - 1


def measured(store: Path, name: str, year: int, runs: int, kinds: tuple[str, ...] = KINDS) -> dict[str, float]:
    """The least of a few runs of each export."""
    return {f"{name}, export {kind}, seconds": min(seconds(store, kind, year) for _ in range(runs)) for kind in kinds}


def main(quick: bool) -> int:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(store_of_one_year(Path(folder) / "year"), ONE_YEAR, 2026, 2 if quick else 5)
        if not quick:
            long = Path(folder) / "ten"
            shutil.copytree(long_store(20_000, 30_000, 300_000), long)
            found |= measured(long, TEN_YEARS, last_whole_year(), 1, ("episodes",))
    for what, took in found.items():
        print(f"{'ok ' if took <= WANTED.get(what, took) else 'BAD'} {what}: {took:.2f}")
    judged = [[what, bound, round(found[what], 2)] for what, bound in WANTED.items()]
    others = {what: round(took, 2) for what, took in found.items() if what not in WANTED}
    load = round(os.getloadavg()[0], 1)
    RESULTS.write_text(json.dumps({"v": 1, "load": load, "judged": judged, "others": others}, indent=1) + "\n")
    return int(any(found[what] > bound for what, bound in WANTED.items()))


if __name__ == "__main__":
    raise SystemExit(main("--quick" in sys.argv))
