"""Find's figures: recall on the published set, time per keystroke, building, opening. `python -m benchmarks.find`."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.find_queries import PUBLISHED, Asked, published_text, queries
from benchmarks.people import people
from data.find.file import open_index, write_index
from data.find.findable import Findable
from data.find.index import FindIndex
from data.find.measure import warm
from models import ids

CHILDREN, EPISODES = 20_000, 50_000
TODAY = date(2026, 11, 22)
WANTED = {
    "share of the published queries whose child is not among the first ten": 0.015,
    "the same without any table of equal names": 0.04,
}
RESULTS = Path(__file__).parent / "results" / "find.json"


def findables(children: int = CHILDREN, episodes: int = EPISODES, seed: int = 2026) -> list[Findable]:
    """The register as find takes it in, with its episodes spread as they are: most children few, some many."""
    chance = random.Random(seed)
    persons = list(people(children, seed))
    known: dict[int, list[int]] = defaultdict(list)
    for episode in range(episodes):
        known[int(children * chance.random() ** 2)].append(episode)
    return [
        Findable(
            child=one.child, surname=one.surname, forename=one.forename, aliases=one.aliases, dob=one.dob,
            about_age=one.about_age, lcs=one.lcs, phones=one.phones, placement=one.placement, address=one.address,
            team=one.team, placing=one.placing,
            police_logs=tuple(f"{e % 4000:04d}-{1 + e % 28:02d}{1 + e % 12:02d}{2016 + e % 11}" for e in known[n]),
            episode_ids=tuple(ids.derived(ids.EPISODE, "find", e) for e in known[n]),
            missing_now=chance.choice(("missing", "absence", "found")) if chance.random() < 0.0015 else "",
            last_seq=(known[n] or [0])[-1] * 10 + n % 10,
        )
        for n, one in enumerate(persons)
    ]  # fmt: skip


def recall(index: FindIndex, asked: Sequence[Asked], misses: list[Asked] | None = None) -> dict[str, float]:
    """The share of queries of each kind, and of all, whose child is among the first ten."""
    found: dict[str, list[bool]] = defaultdict(list)
    for one in asked:
        hit = any(hit.child == one.child for hit in index.search(one.text, TODAY))
        found[one.kind].append(hit)
        found["all"].append(hit)
        if misses is not None and not hit:
            misses.append(one)
    return {kind: round(sum(hits) / len(hits), 4) for kind, hits in found.items()}


def keystrokes(index: FindIndex, asked: Sequence[Asked]) -> tuple[list[float], list[float]]:
    """Milliseconds for every keystroke of every query, typed from its first letter on: elapsed, and of the processor.

    The second do not count what else the machine was doing.
    """
    elapsed, worked = [], []
    for one in asked:
        for end in range(1, len(one.text) + 1):
            start, before = time.perf_counter(), time.process_time()
            index.search(one.text[:end], TODAY)
            worked.append((time.process_time() - before) * 1000)
            elapsed.append((time.perf_counter() - start) * 1000)
    return elapsed, worked


def spread(times: Sequence[float]) -> dict[str, float]:
    """p50, p90, p99 and the worst, in milliseconds."""
    cuts = quantiles(times, n=100)
    return {
        name: round(ms, 3)
        for name, ms in (("p50", cuts[49]), ("p90", cuts[89]), ("p99", cuts[98]), ("max", max(times)))
    }


def timed(work: str, started: float) -> dict[str, float]:
    """How long something took, in milliseconds."""
    return {work: round((time.perf_counter() - started) * 1000, 1)}


ASK = """
import sys, datetime
from data.find.file import open_index
for hit in open_index(sys.argv[1]).search(sys.argv[2], datetime.date(2026, 11, 22)):
    sys.stdout.write(f"{hit.child} {hit.how} {hit.matched}\\n")
"""

PLAIN = {"an exact name": "smith", "a name with two slips": "kayliegh bronw", "a police log": "0412-"}


def whole_process(path: str, times: int = 25) -> dict[str, float]:
    """How many times the work of `python -c pass` it is to start, open the index and answer once (medians).

    Measured in processor time, in turn with the bare start, so that the load of the machine falls on both.
    """
    asked = {"python -c pass": ["-c", "pass"], **{what: ["-c", ASK, path, text] for what, text in PLAIN.items()}}
    taken: dict[str, list[float]] = {what: [] for what in asked}
    for _ in range(times):
        for what, arguments in asked.items():
            taken[what].append(_process(arguments))
    bare = median(taken["python -c pass"])
    return {"python -c pass, ms": round(bare, 1), **{what: round(median(taken[what]) / bare, 2) for what in PLAIN}}


def _process(arguments: list[str]) -> float:
    """Milliseconds of processor time that a process took, from its start to its end."""
    settings = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=settings, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def measure() -> dict[str, Any]:
    """Every figure."""
    warm()
    children = findables()
    asked = queries(children)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "find.index"
        started = time.perf_counter()
        write_index(path, children, 1, "0")
        build = timed("build and write, ms", started)
        started = time.perf_counter()
        index = open_index(path)
        index.search("kayleigh brown", TODAY)
        opened = timed("open and first answer, ms", started)
        size = path.stat().st_size
        without = open_index(path)
        without.equal_names = False
        elapsed, worked = keystrokes(open_index(path), asked[:: len(asked) // 400])
        found, plainly = recall(index, asked), recall(without, asked)
        return {
            "v": 1,
            "load": round(os.getloadavg()[0], 1),
            "judged": [
                (what, bound, round(1 - share["all"], 4))
                for (what, bound), share in zip(WANTED.items(), (found, plainly), strict=True)
            ],
            "children": len(children),
            "episodes": sum(len(one.episode_ids) for one in children),
            "queries": len(asked),
            "recall in the first ten": found,
            "recall without equal names": plainly,
            "keystroke, ms": spread(elapsed),
            "keystroke, ms of the processor": spread(worked),
            **build,
            **opened,
            "file, bytes": size,
            "whole process, times python -c pass": whole_process(str(path)),
        }


def table(figures: dict[str, object]) -> Iterator[str]:
    """The figures as lines of text."""
    for name, value in figures.items():
        if name == "judged":
            continue
        if isinstance(value, dict):
            yield name
            yield from (f"    {part:<24}{figure}" for part, figure in value.items())
        else:
            yield f"{name:<28}{value}"


def main() -> int:
    """Measure, print and keep the figures."""
    figures = measure()
    print("\n".join(table(figures)))
    PUBLISHED.write_text(published_text(findables()), "utf-8")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0 if all(found <= WANTED[what] for what, _, found in figures["judged"]) else 1


if __name__ == "__main__":
    sys.exit(main())
