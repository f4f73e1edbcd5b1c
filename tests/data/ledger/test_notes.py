"""Derived notes: given out only when they rest on an event of this ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.ledger.desk import BY, FaultyIo, again, draft, made


def test_a_note_says_how_far_it_goes(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a", "b")
    ledger.keep_note("live", ["child-1", "child-2 \ud800"])
    ledger.append([draft("c")], BY)
    found = again(tmp_path, write=False)
    assert found.note("live") == (2, ["child-1", "child-2 \ud800"])
    assert [line.id for line in found.lines()[2:]] == ["c"]


def test_the_same_note_of_the_same_head_has_the_same_bytes(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    kept = []
    for _ in range(2):
        ledger.keep_note("live", ["child-1"])
        kept.append((tmp_path / "derived" / "live").read_bytes())
    assert kept[0] == kept[1]


def test_a_note_that_is_spoilt_or_of_another_ledger_is_none(tmp_path: Path) -> None:
    ledger = made(tmp_path / "one", "a", "b")
    ledger.keep_note("live", ["child-1"])
    path = tmp_path / "one" / "derived" / "live"
    raw = path.read_bytes()
    for at in range(len(raw) - 1):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert ledger.note("live") is None
    for left in (b"", raw[:20], b"null\n"):
        path.write_bytes(left)
        assert ledger.note("live") is None
    other = made(tmp_path / "other", "a", "x")
    (tmp_path / "other" / "derived" / "live").write_bytes(raw)
    assert other.note("live") is None and other.note("missing") is None


@pytest.mark.parametrize("call", ["open", "pwrite"])
def test_a_note_that_cannot_be_kept_is_let_be(tmp_path: Path, call: str) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail(call)
    ledger.keep_note("live", ["child-1"])
    assert ledger.note("live") is None
    assert list((tmp_path / "derived").iterdir()) == []
