"""Nights at the desk by chance: the real ledger on a modelled disk, with faults, cuts and clocks that jump.

`python -m tests.faults.simulator --runs 1000 [--seed S]`, or `--faults 1000000`. A run is wholly told by its seed, and
repeats by it; `--keep` adds what came of it to tests/faults/results, five hundred nights at a time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.faults.night import STEPS, Night, Wrong, short_nights
from tests.faults.results import record
from tests.faults.verdict import Tally

KEPT_AT_ONCE = 500


def failure(seed: int, steps: int = STEPS) -> str:
    """What went wrong in the run of this seed; empty when nothing did."""
    return outcome(seed, steps)[0]


def outcome(seed: int, steps: int = STEPS) -> tuple[str, Counter[str], int]:
    """What went wrong in the run of this seed, the faults in it by kind, and how many events were acknowledged."""
    night, wrong = Night(seed), ""
    try:
        with short_nights(by_reading=seed % 3 == 0):
            night.run(steps)
    except Wrong as problem:
        wrong = str(problem)
    except Exception as problem:  # a crash is wrong as well, and has a seed
        wrong = f"{type(problem).__name__}: {problem}"
    return wrong, night.world.faults, len(night.acked)


def campaign(seed: int, runs: int, faults: int = 0) -> Tally:
    """Runs with the seeds from `seed` on, so many, or until so many faults have struck; prints those that failed."""
    begun = time.monotonic()
    tally = Tally("simulator")
    number = seed
    while number < seed + runs or (faults and tally.counts["faults"] < faults):
        wrong, struck, acknowledged = outcome(number)
        tally.counts.update(struck)
        tally.counts.update(runs=1, faults=struck.total(), acknowledged=acknowledged)
        if wrong:
            tally.wrong.append(f"simulator seed {number}: {wrong}")
            print(f"    {tally.wrong[-1]}", flush=True)
        number += 1
    tally.seconds = time.monotonic() - begun
    print(f"{tally.report()}  failed {len(tally.wrong)}  from seed {seed}  ({tally.seconds:.0f} s)", flush=True)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.simulator", description=__doc__)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--faults", type=int, default=0, help="go on until so many have struck")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", action="store_true", help="keep what came of it in tests/faults/results")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else time.time_ns() % 1_000_000_000
    if given.keep:
        return int(kept_campaign(seed, given.faults) > 0)
    runs = given.runs if given.runs or given.faults else 1000
    return 1 if campaign(seed, runs, given.faults).wrong else 0


def kept_campaign(seed: int, faults: int) -> int:
    """Nights until so many faults have struck, each five hundred of them kept as they are done; how many went wrong."""
    struck = wrong = 0
    while struck < faults:
        tally = campaign(seed, KEPT_AT_ONCE)
        record(
            tally, f"python -m tests.faults.simulator --seed {seed} --runs {KEPT_AT_ONCE}", (seed, seed + KEPT_AT_ONCE)
        )
        struck, wrong, seed = struck + tally.counts["faults"], wrong + len(tally.wrong), seed + KEPT_AT_ONCE
    return wrong


if __name__ == "__main__":
    sys.exit(main())
