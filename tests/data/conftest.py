"""The real PostgreSQL that tests of the store on a server share: one a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres


def need_postgres() -> None:
    """Skips where no server can be started; where it must not be skipped (.ci/run says so), that is a failure."""
    if not postgres.is_installed():
        if os.environ.get("NEED_POSTGRES"):
            pytest.fail(postgres.MISSING)
        pytest.skip(postgres.MISSING)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Cluster]:
    """A running server. What kills or stops a server starts one of its own."""
    need_postgres()
    with postgres.cluster() as running:
        yield running


@pytest.fixture
def address(server: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, and a place for what this host keeps."""
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "local"))
    return server.new_database()
