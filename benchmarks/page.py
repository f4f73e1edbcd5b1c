"""The page `docs/benchmarks.md`, made from the figures in `benchmarks/results/`: wanted, found, by which command."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TITLES = {
    "ten_years": "Ten years of the busiest county",
    "commands": "Plain commands on the demonstration store",
    "wire": "The line and the processor",
    "find": "Find",
    "find_at_size": "Find at ten years' size",
    "append": "Recording",
    "sessions": "Eight sessions",
    "verify": "Verification",
    "rules": "Rules",
    "export": "The year's exports",
    "growth": "A store that grows, a window that changes",
    "postgres": "A store on PostgreSQL",
}
Judged = tuple[str, float, float]
"""What, at most, found."""

INTRODUCTION = """# Figures

Made by `make bench`, which runs every benchmark and writes this page; the numbers behind it are in
`benchmarks/results/`. Most are ratios taken in one run on one machine, because those depend on it least: a plain
command against `python -c pass`, the board against an empty Textual application. A figure that misses its bound is
marked **missed** and left standing.
"""


def write_page() -> None:
    """Writes the page from whatever figures there are."""
    PAGE.write_text("\n".join(_page()) + "\n", "utf-8")


def _page() -> Iterator[str]:
    yield INTRODUCTION
    yield f"This page: {_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}.\n"
    for path in sorted(
        RESULTS.glob("*.json"), key=lambda path: (path.stem not in TITLES, _place(path.stem), path.stem)
    ):
        figures = json.loads(path.read_text("utf-8"))
        yield f"## {TITLES.get(path.stem, path.stem.replace('_', ' '))}\n"
        load = f" Load of the machine meanwhile: {figures['load']}." if _has(figures, "load") else ""
        yield f"`python -m benchmarks.{path.stem}`.{load}\n"
        judged = list(_JUDGED.get(path.stem, _judged)(figures))
        if judged:
            yield "| What | At most | Found | |\n|---|---|---|---|"
            yield from (f"| {what} | {_number(bound)} | {_number(found)} | {_verdict(bound, found)} |"
                        for what, bound, found in judged)  # fmt: skip
            yield ""
        yield from _others(figures)


def _place(stem: str) -> int:
    return list(TITLES).index(stem) if stem in TITLES else len(TITLES)


def _has(figures: object, name: str) -> bool:
    return isinstance(figures, dict) and name in figures


def _judged(figures: Any) -> Iterator[Judged]:
    if _has(figures, "judged"):
        yield from ((str(what), float(bound), float(found)) for what, bound, found in figures["judged"])


def _of_wire(figures: Any) -> Iterator[Judged]:
    from benchmarks.wire import verdicts

    yield from ((name, bound, found) for name, found, bound in verdicts(figures["found"]))


def _of_commands(figures: Any) -> Iterator[Judged]:
    for name, each in figures["commands"].items():
        if each.get("wanted"):
            yield f"{name}, times python -c pass", float(each["wanted"]), float(each["times_bare"])


_JUDGED: dict[str, Callable[[Any], Iterator[Judged]]] = {"wire": _of_wire, "commands": _of_commands}


def _verdict(bound: float, found: float) -> str:
    return "" if found <= bound else "**missed**"


def _others(figures: Any) -> Iterator[str]:
    """Whatever else was measured, as it stands in the file."""
    rest = figures.get("others", figures.get("found", figures)) if isinstance(figures, dict) else figures
    rows = list(_flat("", rest))
    if rows:
        yield "| Also measured | |\n|---|---|"
        yield from (f"| {name} | {_number(value)} |" for name, value in rows)
        yield ""


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for part, inner in value.items():
            if part not in ("v", "load", "judged", "wanted"):
                yield from _flat(f"{name}, {part}" if name else str(part), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            events = inner.get("events") if isinstance(inner, dict) else None
            title = f"{events:,} events" if events else str(number)
            yield from _flat(f"{name}, {title}" if name else title, inner)
    elif value is not None:
        yield name, value


def _number(value: Any) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
