"""A host whose door leads to a store on a real PostgreSQL, set up as docs/install and docs/postgres.md say."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from data.ledger_pg.address import local_folder
from tests import postgres
from tests.door.conftest import TWO, named
from tests.door.sshd import Sshd
from tests.source import ROOT

LOOPBACK = "127.0.0.1"
PASSWORD = "correct-horse-4812"
RULES = """local all postgres trust
local all all peer
host all all 127.0.0.1/32 scram-sha-256
"""
"""Who may come in: the superuser of these tests, an account under its own name, and over the network a password."""
SERVICES = {"socket": "host={folder}", "network": "host=127.0.0.1"}
"""Two ways to the one database: `peer` on a socket, a password through the network."""


class Host:
    """The server, the site's settings, and the folder for what the host keeps."""

    def __init__(self, folder: Path, server: postgres.Cluster, python: str) -> None:
        self.folder, self.server, self._python = folder, server, python
        self.local, self.site = folder / "local", folder / "site"
        self.database = self._make_store()
        self._make_folders()

    def _make_store(self) -> str:
        """As its owner makes it: the store, the names, the grants of the page, a login for each account."""
        address = self.server.new_database()
        with mock.patch.dict(os.environ, {"NIGHTDESK_LOCAL": str(self.folder / "owner")}):
            named(address)
        (grants,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "postgres.md").read_text(), re.DOTALL)
        logins = [f"create role \"{name}\" login password '{PASSWORD}' in role nightdesk_desk" for name in TWO]
        database = address.rpartition("@/")[2].partition("?")[0]
        self.server.sql(grants, *logins, database=database)
        return database

    def _make_folders(self) -> None:
        self.folder.chmod(0o755)
        self.local.mkdir()
        shutil.chown(self.local, group="nogroup")
        self.local.chmod(0o2770)
        (self.site / "pgpass").mkdir(parents=True)
        ways = {name: way.format(folder=self.server.folder) for name, way in SERVICES.items()}
        rest = f"port={self.server.port}\ndbname={self.database}\n"
        (self.site / "pg_service.conf").write_text("".join(f"[{name}]\n{way}\n{rest}" for name, way in ways.items()))
        (self.site / "nightdesk.toml").write_text("lock_minutes = 0\n")
        for name in TWO:
            path = self.site / "pgpass" / name
            path.write_text(f"{LOOPBACK}:{self.server.port}:{self.database}:{name}:{PASSWORD}\n")
            path.chmod(0o600)
            os.chown(path, pwd.getpwnam(name).pw_uid, -1)
        for path in (self.site, self.site / "pgpass"):
            path.chmod(0o755)
        for path in (self.site / "pg_service.conf", self.site / "nightdesk.toml"):
            path.chmod(0o644)

    def address(self, service: str) -> str:
        """How the door names the store."""
        return f"postgresql://?service={service}"

    def kept(self, service: str) -> Path:
        """Where the copy of the record is on this host, for all its workers."""
        return Path(local_folder(self.address(service), {"NIGHTDESK_LOCAL": str(self.local)}))

    @contextmanager
    def door(self, service: str) -> Iterator[Sshd]:
        """A door for the two workers."""
        with tempfile.TemporaryDirectory(prefix="nightdesk-server-door-") as name:
            leads_to = f"'{self.address(service)}' --local {self.local} --config {self.site}/nightdesk.toml"
            made = Sshd(Path(name), self.kept(service), self._python, TWO, leads_to)
            try:
                yield made
            finally:
                made.stop()

    def stored(self) -> list[tuple[object, ...]]:
        """Which login stored which line, by the server's word."""
        return self.server.sql("select stored_by, line from nightdesk.line order by seq", database=self.database)


@contextmanager
def host(python: str) -> Iterator[Host]:
    """A host with its server, both gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="nightdesk-host-") as name, postgres.cluster(tcp=LOOPBACK) as server:
        server.folder.chmod(0o755)
        (server.data / "pg_hba.conf").write_text(RULES)
        server.sql("select pg_reload_conf()")
        yield Host(Path(name), server, python)


def arguments() -> str:
    """The arguments of every process on this machine, as any account can read them; PostgreSQL's titles too."""
    listed = subprocess.run(["ps", "-e", "-ww", "-o", "args="], capture_output=True, text=True, check=True)
    return listed.stdout
