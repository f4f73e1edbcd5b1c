from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.plain.typing_room import EVENING, Answer, Room, python_for_all


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """An empty training store, on a Sunday evening at 22:00."""
    made = Room(tmp_path / "store")
    assert made.run("demo", tmp_path / "store", "--empty").status == 0
    return made


@pytest.fixture
def elsewhere() -> Iterator[Room]:
    """A training store where other accounts get, and one of them to try it."""
    if os.geteuid() != 0 or python_for_all() is None:
        pytest.skip("needs root, and an interpreter that every account may run")
    with tempfile.TemporaryDirectory(prefix="nightdesk-shared-") as folder:
        Path(folder).chmod(0o755)
        made = Room(Path(folder) / "store")
        assert made.run("demo", made.store, "--empty").status == 0
        yield made


@pytest.fixture
def real(tmp_path: Path) -> Room:
    """A real store that does not exist yet: it has the machine's own clock."""
    return Room(tmp_path / "real", at="")


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The demonstration night. To be looked at only: tests share it."""
    made = Room(tmp_path_factory.mktemp("night") / "store", EVENING)
    assert made.run("demo", made.store).status == 0
    return made


@pytest.fixture
def brought(room: Room, tmp_path: Path) -> Callable[..., Answer]:
    """Imports a text, as bytes in some encoding, and gives the JSON answer with its status."""

    def bring(kind: str, text: str | bytes, *words: str, encoding: str = "utf-8") -> Answer:
        file = tmp_path / "brought.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return room.run("import", kind, file, *words, "--json")

    return bring
