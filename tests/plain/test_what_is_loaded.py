"""A plain command is as quick as what it loads is little: what took long to load is not loaded again unnoticed."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("typing", "dataclasses", "inspect", "textual", "rich", "asyncio", "hashlib", "tomllib", "pathlib", "subprocess")
"""Modules that no board and no note need: 5 to 200 ms each."""


@pytest.mark.parametrize("module", ["tui.plain.reading", "tui.plain.writing", "tui.plain.quick", "data.waiting_alerts"])
def test_nothing_slow_is_loaded(module: str) -> None:
    program = f"import sys, {module}; print(*(name for name in {SLOW!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
