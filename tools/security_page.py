"""Makes the tables in docs/security.md from what the campaigns wrote: hostile inputs, and forms cut off.

Run from the repository: python -m tools.security_page
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "security.md"
RESULTS = ROOT / "docs" / "results"


def parsers(found: dict[str, Any]) -> Iterator[str]:
    """A line for each parser that was attacked."""
    yield "| Parser | Inputs | Branches reached | Failures | Seed | Date |"
    yield "|---|---:|---:|---:|---:|---|"
    for each in found["parsers"]:
        counts = f"{each['inputs']:,} | {each['branches']:,} | {each['failures']}"
        yield f"| {each['what']} (`{each['name']}`) | {counts} | {each['seed']} | {each['date']} |"


def cuts(found: dict[str, Any]) -> Iterator[str]:
    """How often forms were cut off, and what was lost."""
    by_cut = ", ".join(f"{name} {count}" for name, count in found["by_cut"].items())
    walks = f"{found['forms']} forms, {found['walks']} walks, {found['cuts']:,} cuts"
    yield f"{found['date']}, seed {found['seed']}: {walks}"
    yield f"({by_cut}). {found['recorded']} walks ended recorded, {found['refused']} refused in words with the draft"
    yield f"kept; {len(found['wrong'])} lost, doubled or forgot anything."
    if eight := found.get("crowd"):
        there = f"{eight['acknowledged']:,} entries acknowledged, {eight['lost']} lost, {eight['doubled']} doubled"
        yield f"Eight sessions recording at once, {eight['kills']} of them killed: {there}."


PARTS: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {"fuzz": parsers, "cut_off": cuts}
"""The parts of the page that are made, each from the file of its name."""


def page(text: str) -> str:
    """The page with its parts made anew."""
    for name, made in PARTS.items():
        lines = "\n".join(made(json.loads((RESULTS / f"{name}.json").read_text())))
        mark = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end of {name} -->)", re.S)
        text = mark.sub(lambda hit, lines=lines: f"{hit[1]}{lines}{hit[2]}", text)  # type: ignore[misc]
    return text


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(PAGE.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
