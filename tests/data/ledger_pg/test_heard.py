"""What was heard from the server reaches the screen, once and whole, whatever went wrong on this host meanwhile."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import LedgerError, Line
from data.ledger_pg.ledger import ServerLedger
from data.ledger_pg.mirror import Astray, Mirror
from data.ledger_pg.opening import open_server_ledger
from data.ledger_pg.watcher import Watcher
from tests.data.ledger.desk import BY, FaultyIo, data_file, draft, made
from tests.data.ledger_pg.desk import appended, heard, ids, session, wait_for


def lines_of_a_record(store: Path) -> list[bytes]:
    """A first event and a batch of two."""
    ledger = made(store, "a")
    ledger.append([draft("b"), draft("c")], BY)
    ledger.close()
    return data_file(store).read_bytes().splitlines(keepends=True)


def test_a_line_that_is_heard_twice_is_taken_once(tmp_path: Path) -> None:
    a, b, c = lines_of_a_record(tmp_path / "of")
    mirror = Mirror(str(tmp_path / "copy"), Io())
    mirror.make()
    assert mirror.take([a, a, b, c, c]).seq == 3
    mirror.close()


def test_a_line_that_is_heard_twice_and_differs_is_astray(tmp_path: Path) -> None:
    a, _, _ = lines_of_a_record(tmp_path / "of")
    other, _, _ = lines_of_a_record(tmp_path / "another")
    mirror = Mirror(str(tmp_path / "copy"), Io())
    mirror.make()
    other = other[:-4] + (b"0" if other[-4:-3] != b"0" else b"1") + other[-3:]
    with pytest.raises(Astray):
        mirror.take([a, other])
    mirror.close()


def gathered(ledger: ServerLedger, count: int) -> list[Line]:
    """So many lines, as polls bring them."""
    found: list[Line] = []
    wait_for(lambda: bool(found.extend(heard(ledger)) or len(found) >= count))
    return found


@pytest.mark.postgres
def test_what_was_heard_while_this_hosts_disk_was_full_comes_when_there_is_room(address: str, tmp_path: Path) -> None:
    io = FaultyIo()
    one = open_server_ledger(address, io, sid="test", create=True, folder=str(tmp_path / "a"))
    try:
        one.follow()
        with session(address, tmp_path / "b") as other:
            io.fail("pwrite", times=9999, error=errno.ENOSPC)
            appended(other, "a")
            wait_for(lambda: bool(heard(one) or "cannot be kept" in one.view_only))
            io.faults.clear()
            appended(other, "b")
            assert [line.id for line in gathered(one, 2)] == ["a", "b"]
            assert not one.damage and not one.view_only and ids(one) == ["a", "b"]
    finally:
        one.close()


@pytest.mark.postgres
def test_a_batch_that_is_heard_in_two_parts_is_taken_when_it_is_whole(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.follow()
        other.append([draft("a"), draft("b")], BY)
        parts: list[bytes] = []
        wait_for(lambda: bool(parts.extend(one._watcher.lines()) or len(parts) == 2))  # type: ignore[union-attr]
        coming = [[parts[0]], [parts[1]]]
        monkeypatch.setattr(Watcher, "lines", lambda self: coming.pop(0) if coming else [])
        assert one.poll() == []
        assert [line.id for line in one.poll()] == ["a", "b"] and not one.damage


@pytest.mark.postgres
def test_a_follower_that_stumbles_says_so_and_goes_on(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.follow()
        assert one._watcher is not None
        server = one._watcher._server
        whole = server.lines_after

        def stumble(*given: int, **named: float) -> list[bytes]:
            server.lines_after = whole  # type: ignore[method-assign]
            raise ValueError("filedescriptor out of range in select()")

        said: list[str] = []
        server.lines_after = stumble  # type: ignore[assignment]
        wait_for(lambda: bool(said.append(one.view_only) or any("out of range" in words for words in said)))
        appended(other, "a")
        assert [line.id for line in gathered(one, 1)] == ["a"]


@pytest.mark.postgres
def test_while_this_hosts_copy_is_damaged_that_stays_said(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
        Mirror(str(tmp_path / "a"), Io(), source=address).wipe()
        for _ in range(2):
            heard(one)
        for _ in range(2):
            with pytest.raises(LedgerError, match="cannot be kept"):
                one.poll()
            assert "cannot be kept" in one.view_only
    with session(address, tmp_path / "a") as again:
        assert ids(again) == ["a", "b"] and not again.view_only
