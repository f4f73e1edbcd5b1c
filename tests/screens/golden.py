"""A screen as text, held against a file that can be read in a diff.

`GOLDEN=write python -m pytest tests/screens` writes the files anew; read the diff before you keep it.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

HEAD = re.compile(r"\b(\d+):[0-9a-f]{4}$", re.MULTILINE)
"""The record's fingerprint in the title, which is another each time."""
MARKS = re.compile(r"\b\d+:[0-9a-f]{12}\b|\bN[0-9A-Z]{13}\b")
"""Whole fingerprints and ids of entries, in texts that quote them."""
FOLDER = Path(__file__).parent / "golden"


def screen_text(app: App[Any]) -> str:
    """What is on the screen, row by row, without the spaces at the ends of the rows."""
    strips = app.screen._compositor.render_strips()
    return "".join(f"{strip.text.rstrip()}\n" for strip in strips)


def widths(app: App[Any]) -> set[int]:
    """The widths of all rows in cells: one number, that of the terminal, when nothing sticks out."""
    return {strip.cell_length for strip in app.screen._compositor.render_strips()}


def assert_golden(app: App[Any], name: str) -> None:
    """Fail with a diff when the screen is not the one in tests/screens/golden/NAME.txt."""
    plain = MARKS.sub(lambda mark: "." * len(mark.group()), screen_text(app))
    found, path = HEAD.sub(r"\1:....", plain), FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if found != expected:
        lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "golden", "now", lineterm="")
        raise AssertionError(f"{name} differs from its golden:\n" + "\n".join(lines))


def top_screen(app: App[Any], kind: type[Screen[Any]]) -> bool:
    """Whether a screen of this kind is on top, for waiting."""
    return isinstance(app.screen, kind)
