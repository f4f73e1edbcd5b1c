from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.door.sshd import PYTHON, SSHD, Sshd
from tests.plain.typing_room import python_for_all
from tui.main import main

TWO = (f"nd-{os.getpid()}-one", f"nd-{os.getpid()}-two")  # each process that runs tests has its own


@pytest.fixture(scope="session")
def lasting_door() -> Iterator[Sshd]:
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
def door(lasting_door: Sshd) -> Sshd:
    """The door, and no draft behind it that an earlier test left: the board begins without an offer."""
    for draft in (lasting_door.store / "drafts").glob("*.json"):
        draft.unlink(missing_ok=True)
    return lasting_door


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that must not come to be."""
    return tmp_path / "reached"


@pytest.fixture(scope="session")
def workers() -> Iterator[str]:
    """An interpreter for every account, while there are two workers with accounts; they are taken away again."""
    python = python_for_all() if os.geteuid() == 0 and shutil.which("useradd") else None
    if python is None or SSHD is None or not shutil.which("ssh"):
        pytest.skip("needs root, useradd, sshd, and an interpreter that every account may run")
    try:
        for account in TWO:
            add = ["useradd", "-r", "-M", "-d", "/", "-s", "/bin/sh", "-g", "nogroup", "-p", "*", account]
            subprocess.run(add, check=True, capture_output=True)
        yield str(python)
    finally:
        for account in TWO:
            subprocess.run(["userdel", account], check=False, capture_output=True)


def named(store: str) -> None:
    """Makes a store in which each of the two has a name and may record."""
    for account in TWO:
        words = ["worker", "add", account, "--name", f"Worker {account[-3:]}", "--role", "duty-worker"]
        assert main(["--store", store, *words]) == 0


@pytest.fixture(scope="session")
def shared(workers: str) -> Iterator[Sshd]:
    """The door to a real store for two workers, each with an account and a key."""
    with tempfile.TemporaryDirectory(prefix="nightdesk-shared-door-") as name:
        store = Path(name) / "store"
        named(str(store))
        subprocess.run(["chgrp", "-R", "nogroup", store], check=True)
        made = Sshd(Path(name), store, workers, TWO)
        try:
            yield made
        finally:
            made.stop()
