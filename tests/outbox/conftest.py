from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outbox.post_office import PostOffice, served
from tests.screens.stage import Place


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def port(office: PostOffice) -> Iterator[int]:
    with served(office) as port:
        yield port


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()
