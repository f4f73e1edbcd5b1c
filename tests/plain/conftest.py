from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain.typing_room import EVENING, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """An empty training store, on a Sunday evening at 22:00."""
    made = Room(tmp_path / "store")
    assert made.run("demo", tmp_path / "store", "--empty").status == 0
    return made


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
