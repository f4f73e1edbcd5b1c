"""One contract, two places: each test that asks for `store` runs on a folder and on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Cluster]:
    """A running server, one for all tests of this process."""
    if not postgres.is_installed():
        pytest.skip(postgres.MISSING)
    with postgres.cluster() as running:
        yield running


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a new ledger may be made: a folder, or an empty database."""
    if request.param == "folder":
        return str(tmp_path / "store")
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "local"))
    cluster: postgres.Cluster = request.getfixturevalue("server")
    return cluster.new_database()
