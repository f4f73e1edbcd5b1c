"""A real standby: the primary is killed under four writers, the standby takes over, nothing acknowledged is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.ledger import Unconfirmed
from tests import postgres
from tests.data.conftest import need_postgres
from tests.data.ledger_pg.desk import appended, heard, ids, session, wait_for
from tests.data.ledger_pg.writers import Writers, check

pytestmark = [pytest.mark.postgres, pytest.mark.serial, pytest.mark.slow]
WAITS = ("synchronous_standby_names=*", "synchronous_commit=remote_apply")


@contextmanager
def pair() -> Iterator[tuple[postgres.Cluster, postgres.Cluster]]:
    """A primary that waits for its standby, as docs/postgres.md sets them up."""
    with postgres.own_folder() as one, postgres.own_folder() as other:
        primary, standby = postgres.Cluster(one), postgres.Cluster(other, port=postgres.PORT + 1)
        primary.make()
        primary.start()
        standby.run(
            "pg_basebackup", "-D", str(standby.data), "-R", "-X", "stream", "-c", "fast", "-d", primary.address("")
        )
        standby.start()
        primary.stop()
        primary.start(*WAITS)
        try:
            wait_for(lambda: primary.sql("select sync_state from pg_stat_replication") == [("sync",)])
            yield primary, standby
        finally:
            primary.stop()
            standby.stop()


def either(primary: postgres.Cluster, standby: postgres.Cluster) -> str:
    """The address of both, in the order in which they are tried."""
    hosts, ports = f"{primary.folder},{standby.folder}", f"{primary.port},{standby.port}"
    return f"postgresql://postgres@/night?host={hosts}&port={ports}"


@pytest.mark.parametrize("seed", [3])
def test_the_standby_takes_over_and_nothing_acknowledged_is_missing(tmp_path: Path, seed: int) -> None:
    need_postgres()
    with pair() as (primary, standby):
        primary.sql("create database night")
        address = either(primary, standby)
        with session(address, tmp_path / "maker"):
            pass
        writers = Writers(address, tmp_path)
        try:
            writers.wait_until_all_write()
            writers.wait_for_acks(random.Random(seed).randrange(20, 80))
            primary.kill()
            known = len(writers.told["ACK"])
            standby.run("pg_ctl", "promote", "-D", str(standby.data))
            writers.wait_for_acks(40)
            writers.end()
        finally:
            writers.kill()
        assert known >= 20 and len(check(address, tmp_path, writers.told)) > known


def test_without_its_standby_the_primary_acknowledges_nothing(tmp_path: Path) -> None:
    need_postgres()
    with pair() as (primary, standby):
        primary.sql("create database night")
        address = primary.address("night")
        with session(address, tmp_path / "a") as one:
            appended(one, "a")
            standby.stop()
            with pytest.raises(Unconfirmed):
                appended(one, "b")
            assert one.view_only
            standby.start()
            told: list[str] = []
            wait_for(lambda: bool(told.extend(line.id for line in heard(one))) or not one.view_only)
            assert appended(one, "b")[0].seq == 2 and ids(one) == ["a", "b"]


def test_an_entry_whose_wait_for_the_standby_was_cancelled_is_not_acknowledged(tmp_path: Path) -> None:
    """PostgreSQL then answers as if all were well, with a warning."""
    need_postgres()
    waiting = "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'"
    with pair() as (primary, standby):
        primary.sql("create database night")
        with session(primary.address("night"), tmp_path / "a") as one:
            appended(one, "a")
            standby.stop()
            with ThreadPoolExecutor() as pool:
                answer = pool.submit(appended, one, "b")
                wait_for(lambda: primary.sql(waiting) == [(True,)])
                with pytest.raises(Unconfirmed, match="did not confirm"):
                    answer.result(60)
            standby.start()
            wait_for(lambda: not heard(one) and not one.view_only)
            assert appended(one, "b")[0].seq == 2


def test_a_standby_that_answers_alone_is_read_and_takes_no_entries(tmp_path: Path) -> None:
    need_postgres()
    with pair() as (primary, standby):
        primary.sql("create database night")
        with session(either(primary, standby), tmp_path / "a") as one:
            appended(one, "a")
            one.follow()
            primary.stop()
            wait_for(lambda: not heard(one) and "standby" in one.view_only)
            assert ids(one) == ["a"]
            standby.run("pg_ctl", "promote", "-D", str(standby.data))
            wait_for(lambda: not heard(one) and not one.view_only)
            assert appended(one, "b")[0].seq == 2
