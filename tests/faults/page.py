"""Makes docs/faults.md of what campaigns left in tests/faults/results: `python -m tests.faults.page`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.faults.mutants import MUTANTS
from tests.faults.results import recorded

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
REFUSED = " refused"
PROMISES = ("lost", "doubled", "refused but present")
KINDS = {
    "kill, EIO, ENOSPC": "a kill, an I/O error, a full or read-only disk at every system call that touches the store",
    "power cut": "the power cut after every system call: what was not synced is lost, kept, torn, zeros or garbage",
    "failed sync": "every sync fails, once, twice or from then on, and drops what it should have written; then a cut",
    "rot": "bits flipped, lines and files cut, removed: silence about it is the failure",
    "eight sessions killed": "eight processes record at once; one after another is killed at a random moment",
}
STRUCK = {
    "power cut": "power cuts, each another disk that the cut may leave",
    "short write": "writes that wrote only a part",
    "clock jumped": "clocks that jumped: a month on, forty days back, to 1970",
    "killed": "processes killed between or in calls",
    "killed in a write": "processes killed in the middle of a write",
}
INTRODUCTION = """# What the ledger was held against

Made by `python -m tests.faults.page` from `tests/faults/results/`, where each campaign writes what came of it: counts,
seeds, dates, the command that repeats it, and the code it was held to (the beginning of a SHA-256 over `data/ledger`,
`data/io.py` and the simulator). A failure would stand here with its seed until it is mended and a test holds it.

An entry is **acknowledged** when `append` returned. What must never happen: an acknowledged entry is lost; an entry is
stored twice; an entry that was refused is there all the same; rot goes unsaid.
"""
SIMULATOR = """
## The simulator

The real code of the ledger on a disk, a clock and processes that are modelled (`tests/faults/night.py`): up to three
sessions record, poll, open and close, while calls fail, writes stop half-way, processes die, other processes have their
turn in the middle of a call, the clock jumps and the power goes. After each power cut three of the disks that it may
leave are opened, held against every promise made, appended to, and verified. A night is wholly told by its seed.
"""
HARNESS = """
## Real processes on a real disk

`strace` kills the writer or makes calls fail; power cuts are replayed from a trace of what was written and synced. Each
run is a store of its own, opened and appended to afterwards.
"""
DEFECTS = """
## Deliberate defects

That the simulator finds nothing is worth as much as what it would find. Each of these defects, put into the code on
purpose, breaks a promise within the first hundred nights, without the help of `verify`
(`python -m tests.faults.mutants`; `make test` tries ten of them):
"""
AGAIN = """
## Once more

```
make faults                                              # everything, long
python -m tests.faults.simulator --faults 1000000 --keep # until so many faults have struck
python -m tests.faults --all --kinds power,syncs --keep  # or strikes, rot, crowd; --seed S
python -m tests.faults.simulator --seed S --runs 1       # one night again
python -m tests.faults.page                              # this page
```
"""


def page() -> str:
    """The page, from whatever was recorded."""
    found = recorded()
    nights = [each for each in found if each["kind"] == "simulator"]
    runs = [each for each in found if each["kind"] != "simulator"]
    return "\n".join([INTRODUCTION, *_sums(nights, runs), SIMULATOR, *_nights(nights), HARNESS, *_runs(runs), DEFECTS,
                      *(f"- {mutant.name}" for mutant in MUTANTS), AGAIN])  # fmt: skip


def counted(found: list[dict[str, Any]]) -> Counter[str]:
    """All counts added up."""
    total: Counter[str] = Counter()
    for each in found:
        total.update(each["counts"])
    return total


def _sums(nights: list[dict[str, Any]], runs: list[dict[str, Any]]) -> Iterator[str]:
    simulated, real = counted(nights), counted(runs)
    wrong = [line for each in (*nights, *runs) for line in each["wrong"]]
    yield "| | Simulator | Real processes |\n|---|---|---|"
    yield f"| runs | {simulated['runs']:,} | {real['runs']:,} |"
    yield f"| faults | {simulated['faults']:,} | {real['runs']:,} |"
    yield f"| entries acknowledged | {simulated['acknowledged']:,} | {real['acknowledged']:,} |"
    yield from (f"| {promise} | {simulated[promise]} | {real[promise]} |" for promise in PROMISES)
    failed = [sum(len(each["wrong"]) for each in some) for some in (nights, runs)]
    yield f"| failures of any kind | {failed[0]} | {failed[1]} |"
    if wrong:
        yield "\nFailures:\n"
        yield from (f"- {line}" for line in wrong)


def _nights(nights: list[dict[str, Any]]) -> Iterator[str]:
    struck = counted(nights)
    yield "| What befell it | Times |\n|---|---|"
    names = [name for name in struck if name in STRUCK or name.endswith(REFUSED)]
    for name in sorted(names, key=lambda name: -struck[name]):
        words = STRUCK.get(name) or f"`{name.removesuffix(REFUSED)}` refused with EIO or ENOSPC"
        yield f"| {words} | {struck[name]:,} |"
    yield "\n| Seeds | Nights | Faults | When | Code |\n|---|---|---|---|---|"
    for (first, last, code), some in _in_rows(nights):
        struck = counted(some)
        when = f"{some[0]['when'][:16]} to {some[-1]['when'][11:16]}"
        yield f"| {first:,} to {last:,} | {struck['runs']:,} | {struck['faults']:,} | {when} | {code} |"


def _in_rows(nights: list[dict[str, Any]]) -> Iterator[tuple[tuple[int, int, str], list[dict[str, Any]]]]:
    """Pieces of one campaign, whose seeds follow on, in one row."""
    rows: list[list[dict[str, Any]]] = []
    for each in sorted(nights, key=lambda each: each["seeds"][0]):
        if rows and rows[-1][-1]["seeds"][1] == each["seeds"][0] and rows[-1][-1]["code"] == each["code"]:
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in rows:
        yield (row[0]["seeds"][0], row[-1]["seeds"][1] - 1, row[0]["code"]), row


def _runs(runs: list[dict[str, Any]]) -> Iterator[str]:
    yield "| Kind | Runs | Acknowledged | Failures |\n|---|---|---|---|"
    for kind, words in KINDS.items():
        some = [each for each in runs if each["kind"] == kind]
        counts = counted(some)
        failed = sum(len(each["wrong"]) for each in some)
        yield f"| {words} | {counts['runs']:,} | {counts['acknowledged'] or counts['noticed']:,} | {failed} |"
    yield "\nOf rot, the second number is that of the cases that were noticed; the others did no harm.\n"
    yield "| Command | Runs | When | Code |\n|---|---|---|---|"
    yield from (
        f"| `{each['command']}` | {each['counts']['runs']:,} | {each['when'][:16]} | {each['code']} |" for each in runs
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
