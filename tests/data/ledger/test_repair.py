"""HEAD is rebuilt by a named person, after a full verification, and the record says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.ledger.repair import NothingToRepair, rebuild_head
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made


def rebuild(store: Path, name: str = "M Novak", reason: str = "disk changed") -> int:
    return rebuild_head(store, FaultyIo(), sid="s", by={"name": name}, reason=reason).seq


@pytest.mark.parametrize("left", [None, b"", bytes(8192)])
def test_a_lost_head_is_rebuilt_and_an_event_says_by_whom(tmp_path: Path, left: bytes | None) -> None:
    made(tmp_path, "a", "b").close()
    os.remove(tmp_path / "HEAD")
    if left is not None:
        (tmp_path / "HEAD").write_bytes(left)
    assert rebuild(tmp_path) == 2
    found = again(tmp_path)
    last = found.lines()[-1]
    assert ids(found) == ["a", "b"] and not found.view_only
    assert (last.type, last.by["name"], last.data["reason"]) == ("HeadRebuilt", "M Novak", "disk changed")
    found.append([draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c"]


def test_a_sound_head_is_not_rebuilt(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with pytest.raises(NothingToRepair, match="sound"):
        rebuild(tmp_path)


def test_damaged_events_are_not_repaired(tmp_path: Path) -> None:
    made(tmp_path, "a", "b").close()
    os.remove(tmp_path / "HEAD")
    data_file(tmp_path).write_bytes(data_file(tmp_path).read_bytes().replace(b"note a", b"note x"))
    with pytest.raises(NothingToRepair, match="backup"):
        rebuild(tmp_path)
    assert not (tmp_path / "HEAD").exists()


@pytest.mark.parametrize(("name", "reason"), [("", "why"), ("M Novak", " ")])
def test_nobody_and_no_reason_rebuild_nothing(tmp_path: Path, name: str, reason: str) -> None:
    made(tmp_path, "a").close()
    os.remove(tmp_path / "HEAD")
    with pytest.raises(NothingToRepair):
        rebuild(tmp_path, name, reason)
