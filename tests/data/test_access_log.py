"""The access log: who looked at whom, kept apart from the record and for as long as the council says."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.access_log import Access, AccessLog, AccessNotLogged
from tests.data.ledger.desk import FaultyIo, made


@pytest.fixture
def io() -> FaultyIo:
    return FaultyIo()


@pytest.fixture
def log(tmp_path: Path, io: FaultyIo) -> AccessLog:
    made(tmp_path).close()
    return AccessLog(tmp_path, io)


def look(log: AccessLog, child: str, what: str = "view") -> Access:
    return log.record(account="jokafor", name="J Okafor", role="duty worker", what=what, subject=child)


def test_who_looked_at_a_child_is_answered(log: AccessLog) -> None:
    entry = look(log, "child-1")
    look(log, "child-2")
    refused = log.record(account="x", name="", role="", what="export", subject="child-1", result="refused")
    assert log.who_looked_at("child-1") == [entry, refused]
    assert (entry.at, entry.name, entry.result) == ("2026-11-22T02:14:07Z", "J Okafor", "done")


def test_each_month_has_a_file_of_its_own_for_the_group_only(log: AccessLog, io: FaultyIo, tmp_path: Path) -> None:
    look(log, "child-1")
    io.at = datetime(2026, 12, 1, tzinfo=UTC)
    look(log, "child-1")
    files = sorted((tmp_path / "access").iterdir())
    assert [file.name for file in files] == ["2026-11.jsonl", "2026-12.jsonl"]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o660}


def test_purging_removes_whole_months_and_nothing_younger(log: AccessLog, io: FaultyIo) -> None:
    for month in (9, 10, 11):
        io.at = datetime(2026, month, 15, tzinfo=UTC)
        look(log, f"child-{month}")
    assert log.purge(datetime(2026, 11, 1, tzinfo=UTC)) == ["2026-09", "2026-10"]
    assert [entry.subject for entry in log.entries()] == ["child-11"]


def test_a_torn_entry_costs_only_itself(log: AccessLog, tmp_path: Path) -> None:
    look(log, "child-1")
    with (tmp_path / "access" / "2026-11.jsonl").open("ab") as file:
        file.write(b'{"at":"2026-')
    look(log, "child-2")
    assert [entry.subject for entry in log.entries()] == ["child-1", "child-2"]


def test_text_cannot_forge_an_entry(log: AccessLog) -> None:
    look(log, 'x"}\n{"at":"2026", "subject":"child-9"')
    assert len(list(log.entries())) == 1 and log.who_looked_at("child-9") == []


def test_a_full_disk_is_said(log: AccessLog, io: FaultyIo) -> None:
    io.fail("open", error=28)
    with pytest.raises(AccessNotLogged, match="No space left"):
        look(log, "child-1")


def test_without_a_folder_nobody_looked(tmp_path: Path) -> None:
    assert list(AccessLog(tmp_path, FaultyIo()).entries()) == [] and os.listdir(tmp_path) == []
