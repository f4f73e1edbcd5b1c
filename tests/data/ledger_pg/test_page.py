"""The page on PostgreSQL says what is so: its grants suffice, its settings are those that are tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import postgres
from tests.data.ledger_pg.desk import appended, ids, session
from tests.data.ledger_pg.test_refusals import as_login, database_of
from tests.data.ledger_pg.test_standby import WAITS
from tests.source import ROOT

PAGE = (ROOT / "docs" / "postgres.md").read_text()


@pytest.mark.postgres
def test_the_grants_on_the_page_suffice(server: postgres.Cluster, address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "owner") as owner:
        appended(owner, "a")
    (grants,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    server.sql(grants, "create role nreader login in role nightdesk_reader", database=database_of(address))
    with session(as_login(address, "jokafor"), tmp_path / "worker", create=False) as worker:
        assert appended(worker, "b")[0].seq == 2 and worker.view_only == ""
    with session(as_login(address, "nreader"), tmp_path / "reader", create=False) as reader:
        assert ids(reader) == ["a", "b"] and "may read" in reader.view_only


def test_the_standby_s_settings_on_the_page_are_those_that_are_tested() -> None:
    for setting in WAITS:
        name, _, value = setting.partition("=")
        assert re.search(rf"^    {name} = '?{re.escape(value)}'?$", PAGE, re.MULTILINE), setting
    assert "pg_basebackup -D" in PAGE and "-R -X stream -c fast" in PAGE and "pg_ctl promote" in PAGE
