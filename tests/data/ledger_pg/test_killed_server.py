"""The server is killed under four writers, again and again: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests import postgres
from tests.data.conftest import need_postgres
from tests.data.ledger_pg.desk import session
from tests.data.ledger_pg.writers import Writers, check

pytestmark = [pytest.mark.postgres, pytest.mark.serial, pytest.mark.slow]
KILLS = 3
SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "1")))
"""`SEEDS=50 pytest tests/data/ledger_pg/test_killed_server.py` is the long campaign."""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_server_killed_under_four_writers_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    need_postgres()
    choose = random.Random(seed)
    with postgres.cluster() as server:
        address = server.new_database()
        with session(address, tmp_path / "maker"):
            pass
        writers = Writers(address, tmp_path)
        try:
            writers.wait_until_all_write()
            for _ in range(KILLS):
                writers.wait_for_acks(choose.randrange(20, 80))
                server.kill()
                server.start()
            writers.wait_for_acks(40)
            writers.end()
        finally:
            writers.kill()
        held = check(address, tmp_path, writers.told)
        assert len(held) > 100 and len({id.partition("-")[0] for id in held}) == 4
