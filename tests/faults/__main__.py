"""The campaign: `python -m tests.faults --all`, or `--sample N [--seed S]`; the seed is printed, and repeats it."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import crowd, power, rot, strikes
from tests.faults.results import record
from tests.faults.verdict import Tally

KINDS = {
    "strikes": strikes.run,
    "power": power.run_cuts,
    "syncs": power.run_failed_syncs,
    "rot": rot.run,
    "crowd": crowd.run,
}


def campaign(kinds: list[str], sample: int | None, seed: int, keep: bool) -> list[Tally]:
    """Runs the kinds of fault asked for, each in a folder of its own, and prints what came of it."""
    tallies = []
    for kind in kinds:
        base = Path(tempfile.mkdtemp(prefix=f"faults-{kind}-"))
        begun = time.monotonic()
        try:
            tallies.append(KINDS[kind](base, sample, random.Random(seed)))
        finally:
            shutil.rmtree(base, ignore_errors=True)
        tallies[-1].seconds = time.monotonic() - begun
        if keep:
            how = "--all" if sample is None else f"--sample {sample}"
            record(tallies[-1], f"python -m tests.faults {how} --kinds {kind} --seed {seed}", (seed, seed))
        print(f"{tallies[-1].report()}  ({tallies[-1].seconds:.0f} s)", flush=True)
        for wrong in tallies[-1].wrong[:10]:
            print(f"    {wrong}")
    return tallies


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every fault there is, the simulator and the mutants")
    parser.add_argument("--sample", type=int, metavar="N", help="N faults of each kind, chosen by the seed")
    parser.add_argument("--seed", type=int, default=None, help="what a sample is chosen by (default: the time)")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"some of {','.join(KINDS)}")
    parser.add_argument("--runs", type=int, default=3000, help="simulator runs with --all")
    parser.add_argument("--keep", action="store_true", help="keep what came of it in tests/faults/results")
    given = parser.parse_args()
    if not given.all and given.sample is None:
        parser.error("say --all, or --sample N")
    seed = given.seed if given.seed is not None else time.time_ns() % 1_000_000
    print(f"seed {seed}")
    kinds = given.kinds.split(",")
    tallies = campaign(kinds, None if given.all else given.sample, seed, given.keep)
    wrong = sum(len(tally.wrong) for tally in tallies)
    if given.all and kinds == list(KINDS):
        from tests.faults import mutants, simulator

        wrong += len(simulator.campaign(seed, given.runs).wrong)
        wrong += mutants.campaign()
    print("nothing lost, doubled or refused but present" if not wrong else f"{wrong} FAILURES")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
