"""One contract, two places: each test that asks for `store` runs on a folder and on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.ledger.desk import AT_SERVERS


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new ledger may be made: a folder, or an empty database."""
    if request.param == "folder":
        yield str(tmp_path / "store")
        return
    yield request.getfixturevalue("address")
    while AT_SERVERS:
        AT_SERVERS.pop().close()
