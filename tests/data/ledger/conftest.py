"""One contract, two places: each test that asks for `store` runs on a folder and on a real server."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made: a folder, or an empty database."""
    if request.param == "folder":
        return str(tmp_path / "store")
    address: str = request.getfixturevalue("address")
    return address
