"""Two hosts, as nearly as one machine can be: writers in a network of their own, the server across a real line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import postgres
from tests.data.conftest import need_postgres
from tests.data.ledger_pg.desk import heard, session, wait_for
from tests.data.ledger_pg.writers import Writers, check

pytestmark = [pytest.mark.postgres, pytest.mark.serial, pytest.mark.slow]
SPACE, HERE, THERE = f"ndt{os.getpid()}", "10.213.77.1", "10.213.77.2"


def ip(*words: str) -> bool:
    return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0


@contextmanager
def another_network() -> Iterator[tuple[str, ...]]:
    """The beginning of a command that runs on the other host; skips where networks cannot be made."""
    if os.getuid() or not shutil.which("ip") or not ip("netns", "add", SPACE):
        pytest.skip("this account may not make networks (ip netns)")
    try:
        ends = f"{SPACE}a", f"{SPACE}b"
        if not ip("link", "add", ends[0], "type", "veth", "peer", "name", ends[1]):
            pytest.skip("this machine makes no lines between networks (veth)")
        ip("link", "set", ends[1], "netns", SPACE)
        ip("addr", "add", f"{HERE}/30", "dev", ends[0])
        ip("link", "set", ends[0], "up")
        ip("-n", SPACE, "addr", "add", f"{THERE}/30", "dev", ends[1])
        ip("-n", SPACE, "link", "set", ends[1], "up")
        yield ("ip", "netns", "exec", SPACE)
    finally:
        ip("link", "del", f"{SPACE}a")
        ip("netns", "del", SPACE)


def test_hosts_across_a_network_share_a_record_and_a_pulled_cable_loses_nothing(tmp_path: Path) -> None:
    need_postgres()
    with another_network() as on_the_other_host, postgres.cluster(tcp=HERE) as server:
        with (server.data / "pg_hba.conf").open("a") as allowed:
            allowed.write(f"host all all {THERE}/32 trust\nhost all all {HERE}/32 trust\n")
        server.sql("select pg_reload_conf()")
        local = server.new_database()
        address = server.tcp_address("t1")
        with session(local, tmp_path / "here") as here:
            here.follow()
            writers = Writers(address, tmp_path, count=2, prefix=on_the_other_host)
            try:
                writers.wait_until_all_write()
                seen: set[str] = set()
                wait_for(lambda: bool(seen.update(line.id for line in heard(here))) or len(seen) > 20)
                ip("link", "set", f"{SPACE}a", "down")
                before = len(writers.told["ACK"])
                wait_for(lambda: bool(writers.told["UNK"] or writers.told["NACK"]))
                assert len(writers.told["ACK"]) <= before + 8
                ip("link", "set", f"{SPACE}a", "up")
                writers.wait_for_acks(20)
                writers.end()
            finally:
                writers.kill()
        check(local, tmp_path, writers.told)
