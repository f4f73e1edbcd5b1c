"""The full verification finds every problem, with its file and line, and needs no lock."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.io import Io
from data.ledger.head import SLOT
from data.ledger.verify import VerifyReport, verify
from tests.data.ledger.desk import BY, FaultyIo, data_file, draft, made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Eight events in three files, a batch among them."""
    io = FaultyIo()
    ledger = made(tmp_path, "a", "b", io=io)
    ledger.append([draft("c"), draft("d"), draft("e")], BY)
    for month in (12, 1):
        io.at = datetime(2026 + (month == 1), month, 1, tzinfo=UTC)
        ledger.append([draft(f"m{month}")], BY)
    ledger.append([draft("z")], BY)
    ledger.close()
    return tmp_path


def problems(report: VerifyReport) -> list[tuple[str, int]]:
    return [(problem.file[:6], problem.line) for problem in report.problems]


def test_a_sound_store_is_found_sound(store: Path) -> None:
    told: list[tuple[int, int]] = []
    report = verify(store, Io(), progress=lambda done, of: told.append((done, of)))
    assert report.sound and (report.events, report.files, report.head.seq, report.beyond) == (8, 3, 8, 0)
    assert told[-1] == (report.size, report.size)


def test_a_new_store_and_one_with_a_first_batch_are_sound(tmp_path: Path) -> None:
    ledger = made(tmp_path)
    assert verify(tmp_path, Io()).sound
    ledger.append([draft("a"), draft("b")], BY)
    assert verify(tmp_path, Io()).sound


def test_several_changed_lines_are_each_found(store: Path) -> None:
    files = sorted((store / "ledger").iterdir())
    for file, line in ((files[0], 1), (files[0], 4), (files[2], 1)):
        raw = file.read_bytes().split(b"\n")
        raw[line - 1] = raw[line - 1].replace(b"NoteAdded", b"NoteAddee")
        file.write_bytes(b"\n".join(raw))
    assert problems(verify(store, Io())) == [("000001", 1), ("000001", 4), ("000003", 1)]


def test_a_removed_line_and_a_doubled_one_are_found(store: Path) -> None:
    file = min((store / "ledger").iterdir())
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"".join(lines[2:]))
    assert ("000001", 2) in problems(verify(store, Io()))
    file.write_bytes(lines[0] + b"".join(lines))
    assert ("000001", 2) in problems(verify(store, Io()))


def test_a_missing_file_is_found(store: Path) -> None:
    os.remove(sorted((store / "ledger").iterdir())[1])
    assert verify(store, Io()).problems


def test_a_cut_end_is_found(store: Path) -> None:
    file = data_file(store)
    for keep in (-1, 0, -300):
        content = file.read_bytes()
        file.write_bytes(content[:keep])
        assert not verify(store, Io()).sound
        file.write_bytes(content)


def test_a_lost_head_and_a_spoilt_slot_are_found(store: Path) -> None:
    raw = (store / "HEAD").read_bytes()
    for spoilt in (b"", bytes(2 * SLOT), b"x" + raw[1:], raw[:SLOT] + b"x" + raw[SLOT + 1 :]):
        (store / "HEAD").write_bytes(spoilt)
        assert [problem.file for problem in verify(store, Io()).problems][:1] == [""]


def test_bytes_beyond_head_are_counted_and_are_no_problem(store: Path) -> None:
    with data_file(store).open("ab") as file:
        file.write(b"a write under way")
    report = verify(store, Io())
    assert report.sound and report.beyond == 17


def test_a_head_kept_elsewhere_shows_an_older_or_rewritten_copy(
    store: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    head = verify(store, Io()).head
    assert verify(store, Io(), anchor=(head.seq, head.hash[:12])).sound
    assert verify(store, Io(), anchor=(head.seq, head.hash.upper())).sound
    rewritten = tmp_path_factory.mktemp("other")
    made(rewritten, *"abcdefgh").close()
    assert verify(rewritten, Io()).sound
    assert problems(verify(rewritten, Io(), anchor=(head.seq, head.hash[:12]))) == [("000001", 8)]
    older = tmp_path_factory.mktemp("older")
    made(older, "a").close()
    assert "ends before event 8" in verify(older, Io(), anchor=(8, head.hash[:12])).problems[0].what
    assert not verify(store, Io(), anchor=(head.seq, "")).sound
