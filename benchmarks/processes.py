"""Whole processes, measured from outside: how long they take, what they use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminal.harness import REPOSITORY

_NOT_TO_HAVE = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NIGHTDESK_CLOCK", "NIGHTDESK_CONFIG", "NIGHTDESK_STORE")


def environment() -> dict[str, str]:
    """What a worker's shell would have."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_TO_HAVE}
    return kept | {"PYTHONPATH": str(REPOSITORY)}


def run(arguments: Sequence[str], *, ok: Sequence[int] = (0,)) -> tuple[float, float, bytes]:
    """Runs the interpreter once: milliseconds by the clock, milliseconds of processor, what it said."""
    began, used = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment(), cwd=REPOSITORY, stdout=subprocess.PIPE, check=False
    )
    took, now = time.perf_counter() - began, os.times()
    if done.returncode not in ok:
        raise RuntimeError(f"{arguments[:4]} ended with {done.returncode}")
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    return 1000 * took, 1000 * processor, done.stdout


def against_bare(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, dict[str, float]]:
    """The best of each command and of `python -c pass`, taken in turn, so that a busy moment meets them all.

    The best, not the median: what else the machine does can only make a process slower.
    """
    every = {"python -c pass": ["-c", "pass"], **commands}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in every}
    for turn in range(times + 1):
        for name, arguments in every.items():
            took, processor, _ = run(arguments)
            if turn:
                taken[name].append((took, processor))
    ms = {name: min(took for took, _ in found) for name, found in taken.items()}
    used = {name: min(used for _, used in found) for name, found in taken.items()}
    bare = "python -c pass"
    return {
        name: {"ms": ms[name], "times": ms[name] / ms[bare], "processor ms": used[name]}
        for name in every
    }  # fmt: skip


def processor_ms(pid: int) -> float:
    """Milliseconds of processor time of all threads of a process, by the scheduler's own clock."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def memory_mib(pid: int) -> float:
    """The share of memory that is this process's (PSS): pages that several have count in parts."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def own_memory_mib(pid: int) -> float:
    """The memory a process has resident, shared pages and all."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
