from __future__ import annotations

import getpass
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.door.sshd import PYTHON, SSHD, Sshd
from tui.main import main


@pytest.fixture(scope="session")
def door() -> Iterator[Sshd]:
    """The door to a training store, for the account that runs the tests."""
    if SSHD is None or not shutil.which("ssh"):
        pytest.skip("needs sshd and ssh")
    with tempfile.TemporaryDirectory(prefix="nightdesk-door-") as name:
        folder = Path(name)
        assert main(["demo", str(folder / "store"), "--clock", "2026-11-22T22:10x0"]) == 0
        made = Sshd(folder, folder / "store", PYTHON, (getpass.getuser(),))
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that must not come to be."""
    return tmp_path / "reached"
