"""What an append looks at when its session was the last to write: each look is the only one that notices something."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.ledger import Damaged, Ledger, NotRecorded
from data.ledger.head import SLOT, read_slots
from data.ledger.repair import Repair, repair
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


def settled(store: Path) -> Ledger:
    """A session that wrote last, so that its next append looks at no more than it must."""
    made(store, "a").close()
    ledger = again(store)
    ledger.append([draft("b")], BY)
    ledger.append([draft("c")], BY)
    assert isinstance(ledger, Ledger)
    return ledger


def dies_before_head(store: Path, *names: str, io: FaultyIo | None = None) -> None:
    """Another session stores a batch and dies before HEAD says so: its worker was told nothing, or "unconfirmed"."""
    head = (store / "HEAD").read_bytes()
    other = again(store, io=io)
    other.append([draft(name) for name in names], BY)
    other.close()
    (store / "HEAD").write_bytes(head)


def test_the_length_shows_what_a_session_that_died_left_behind_head(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    dies_before_head(tmp_path, "d", "e")
    ledger.append([draft("f")], BY)
    assert ids(ledger) == ["a", "b", "c", "d", "e", "f"] == ids(again(tmp_path, write=False))


def test_the_length_shows_a_torn_line_which_is_kept_before_it_is_written_over(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    with data_file(tmp_path).open("ab") as file:
        file.write(b'{"seq":4,"v":1,"id":"torn"' + b"x" * 2000)
    ledger.append([draft("d")], BY)
    (kept,) = (tmp_path / "quarantine").iterdir()
    assert kept.read_bytes().startswith(b'{"seq":4,"v":1,"id":"torn"') and not kept.name.endswith(".unsaid")
    assert ids(again(tmp_path, write=False)) == ["a", "b", "c", "d"]


def test_a_later_file_shows_what_a_session_that_died_at_the_months_end_left(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    december = FaultyIo()
    december.at = DECEMBER
    dies_before_head(tmp_path, "d", "e", io=december)
    ledger.append([draft("f")], BY)  # by a clock that still says November
    assert ids(ledger) == ["a", "b", "c", "d", "e", "f"] == ids(again(tmp_path, write=False))


def test_a_head_lost_under_a_session_is_never_made_good_from_memory(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    (tmp_path / "HEAD").write_bytes(bytes(2 * SLOT))
    size = data_file(tmp_path).stat().st_size
    with pytest.raises(Damaged):
        ledger.append([draft("d")], BY)
    assert data_file(tmp_path).stat().st_size == size and (tmp_path / "HEAD").read_bytes() == bytes(2 * SLOT)


def test_a_slot_that_rotted_under_a_session_is_mended_by_its_next_append(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    head = bytearray((tmp_path / "HEAD").read_bytes())
    head[(ledger.head.seq % 2) * SLOT + 9] ^= 1
    (tmp_path / "HEAD").write_bytes(head)
    io = FaultyIo()
    torn = again(tmp_path, io=io, write=False)
    assert torn.head.seq == 2, "the newer slot is the one that rotted"
    with pytest.raises(NotRecorded):
        ledger.append([draft("d")], BY, {"child-1": 0})
    assert [slot and slot.seq for slot in read_slots((tmp_path / "HEAD").read_bytes())].count(None) == 0


def test_a_session_whose_entries_were_given_up_by_a_repair_writes_nothing_after_them(tmp_path: Path) -> None:
    ledger = settled(tmp_path)
    content = data_file(tmp_path).read_bytes()
    data_file(tmp_path).write_bytes(content.replace(b"note b", b"note x"))
    repair(tmp_path, FaultyIo(), sid="r", by=BY, decision=Repair("no backup has it", accept_loss=True))
    data_file(tmp_path).write_bytes(content)  # whatever is done to the file: HEAD no longer names entry 3
    with pytest.raises(Damaged):
        ledger.append([draft("d")], BY)
