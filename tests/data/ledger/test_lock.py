"""One writer at a time, however the lock is treated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import Busy
from data.ledger.lock import held
from data.ledger.place import Place
from tests.data.ledger.desk import BY, FaultyIo, again, draft, ids, made


def test_while_another_saves_an_append_says_who_and_is_not_recorded(tmp_path: Path) -> None:
    ledger = made(tmp_path, "a")
    with held(Place(tmp_path, Io(), writable=True), "M Novak", 1), pytest.raises(Busy) as busy:
        ledger.append([draft("b")], BY)
    assert busy.value.holder == "M Novak" and "M Novak is saving" in str(busy.value)
    ledger.append([draft("b")], BY)
    assert ids(again(tmp_path)) == ["a", "b"]


def test_opening_while_another_saves_reads_and_says_so(tmp_path: Path) -> None:
    made(tmp_path, "a").close()
    with held(Place(tmp_path, Io(), writable=True), "M Novak", 1):
        found = again(tmp_path)
    assert ids(found) == ["a"] and "M Novak" in found.warnings[0]


@pytest.mark.parametrize("how", ["replace", "remove"])
def test_a_lock_replaced_or_removed_while_open_still_keeps_two_writers_apart(tmp_path: Path, how: str) -> None:
    one, other = made(tmp_path, "a"), again(tmp_path)
    place = Place(tmp_path, Io(), writable=True)
    with held(place, "M Novak", 1):
        if how == "replace":
            (tmp_path / "new").write_bytes(b"")
            os.replace(tmp_path / "new", tmp_path / "LOCK")
        else:
            os.remove(tmp_path / "LOCK")
        for ledger in (one, other):
            with pytest.raises(Busy):
                ledger.append([draft("b")], BY)
    one.append([draft("c")], BY)
    other.append([draft("d")], BY)
    assert ids(again(tmp_path)) == ["a", "c", "d"]


def test_the_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)
    io.fail("open", times=0)
    io.now = lambda: 1 / 0  # type: ignore[assignment,return-value]
    with pytest.raises(ZeroDivisionError):
        ledger.append([draft("b")], BY)
    again(tmp_path).append([draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "c"]


def test_a_session_that_cannot_let_go_closes_the_lock(tmp_path: Path) -> None:
    io = FaultyIo()
    ledger = made(tmp_path, "a", io=io)

    def refuse(fd: int) -> None:
        raise OSError(5, "no")

    io.unlock = refuse  # type: ignore[method-assign]
    ledger.append([draft("b")], BY)
    again(tmp_path).append([draft("c")], BY)
    assert ids(again(tmp_path)) == ["a", "b", "c"]
