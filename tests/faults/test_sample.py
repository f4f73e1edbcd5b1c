"""A small sample of the fault campaign; the whole is `make faults`. The seed is in the name of what fails."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests.faults import crowd, mutants, power, rot, strikes
from tests.faults.simulator import failure

SEED = int(os.environ.get("FAULTS_SEED", time.time_ns() % 1_000_000))
LEDGER = Path(__file__).parents[2] / "data" / "ledger"
NEEDS_STRACE = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not there")


@NEEDS_STRACE
@pytest.mark.parametrize("kind", [strikes.run, power.run_cuts, power.run_failed_syncs])
def test_a_sample_of_faults_loses_doubles_and_resurrects_nothing(tmp_path: Path, kind: object) -> None:
    assert callable(kind)
    tally = kind(tmp_path, 24, random.Random(SEED))
    assert not tally.wrong, f"seed {SEED}"
    assert tally.counts["runs"] > 0
    if kind is not power.run_failed_syncs:  # the one fault drawn there may strike before anything is acknowledged
        assert tally.counts["acknowledged"] > 0


def test_sessions_killed_at_random_while_eight_record_lose_and_double_nothing(tmp_path: Path) -> None:
    tally = crowd.run(tmp_path, 12, random.Random(SEED))
    assert not tally.wrong, f"seed {SEED}"
    assert tally.counts["acknowledged"] > 12


def test_a_sample_of_rot_is_never_silent(tmp_path: Path) -> None:
    tally = rot.run(tmp_path, 60, random.Random(SEED))
    assert not tally.wrong, f"seed {SEED}"
    assert tally.counts["noticed"] > 0


def test_nights_by_chance_keep_every_promise() -> None:
    assert [(seed, wrong) for seed in range(SEED, SEED + 40) if (wrong := failure(seed))] == []


def test_a_night_is_told_wholly_by_its_seed() -> None:
    from tests.faults.night import Night

    nights = [Night(4711), Night(4711)]
    for night in nights:
        night.run()
    assert nights[0].world.disk.content() == nights[1].world.disk.content()


NAMED = (
    "no data sync", "HEAD before data", "no undo", "sync tried again", "no folder sync", "no tail recovery",
    "one HEAD slot", "HEAD not synced", "short write unnoticed", "no lock",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_a_deliberate_defect_is_noticed(name: str) -> None:
    assert mutants.noticed(name)


def test_every_deliberate_defect_still_has_its_place() -> None:
    for mutant in mutants.MUTANTS:
        source = (LEDGER / f"{mutant.module}.py").read_text(encoding="utf-8")
        assert source.count(mutant.old) == 1, mutant.name
