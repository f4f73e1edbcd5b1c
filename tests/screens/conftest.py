"""What the tests of the screens share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.stage import Place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A training store at 02:14:07."""
    place = Place(tmp_path)
    yield place
    place.close()
