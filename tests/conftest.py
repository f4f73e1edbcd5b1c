"""What every test may rely on: one environment for everyone, and marks that follow the folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(tempfile.mkdtemp(prefix="nightdesk-home-"))
DROPPED = ("NIGHTDESK_", "TEXTUAL", "XDG_")
DROPPED_NAMES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "LC_ALL",
    "LC_CTYPE",
    "LANGUAGE",
    "TZ",
)


def _isolate() -> None:
    """Keep the developer's own settings out, of this process and of those it starts."""
    for name in list(os.environ):
        if name.startswith(DROPPED) or name in DROPPED_NAMES:
            del os.environ[name]
    # A start from the folder of bytecode is part of what is tested, and an installed copy never is.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.update(HOME=str(HOME), LANG="C.UTF-8", TERM="xterm-256color", PYTHONPATH=str(ROOT))


_isolate()

settings.register_profile("nightdesk", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("nightdesk")

FOLDER_MARKS = {
    "terminal": "terminal",
    "faults": "faults",
    "screens": "whole",
    "plain": "whole",
    "door": "whole",
    "outbox": "whole",
    "data/ledger": "whole",
    "data/ledger_pg": "whole",
    "data/test_behind.py": "whole",
    "docs/test_file_format.py": "whole",
}
"""`whole`: drives screens, processes or the disk at length; in `make test`, not in the minute of `make check`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder or file they stand in, whatever they say of themselves."""
    for item in items:
        place = item.path.relative_to(ROOT / "tests").as_posix() if item.path.is_relative_to(ROOT / "tests") else ""
        for beginning, mark in FOLDER_MARKS.items():
            if place == beginning or place.startswith(f"{beginning}/"):
                item.add_marker(mark)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)
