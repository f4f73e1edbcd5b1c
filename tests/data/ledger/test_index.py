"""The derived index: positions only, never an answer of its own, and rebuilt byte for byte."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import Draft, Ledger, LedgerError, NotRecorded, shortcut
from data.ledger.background import check, index_is_true
from tests.data.ledger.desk import BY, FaultyIo, again, data_file, draft, ids, made

EVENTS = 60
SUBJECTS = ["child-1", "child-2", "child-3", "desk", "nobody"]


@pytest.fixture(autouse=True)
def _short_histories_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "LEAST", 10)
    monkeypatch.setattr(shortcut, "LAG", 10)


def fill(ledger: Ledger, io: FaultyIo, begin: int, end: int) -> None:
    for number in range(begin, end):
        io.at = datetime(2026, 1 + number // 12, 1, tzinfo=UTC)
        child = f"child-{number % 3 + 1}"
        opened = Draft(f"o{number}", child, "EpisodeOpened", 1, {"episode": f"ep{number}"})
        ledger.append([draft(f"n{number}", subject=child), opened] if number % 5 else [opened], BY)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Sixty appends over five months, an index over most of them, and some that came later."""
    io = FaultyIo()
    ledger = made(tmp_path / "store", io=io)
    fill(ledger, io, 0, EVENTS - 4)
    ledger.close()
    ledger = again(tmp_path / "store", io=io)
    fill(ledger, io, EVENTS - 4, EVENTS)
    ledger._place.close()
    return tmp_path / "store"


def index(store: Path) -> Path:
    return store / "derived" / "positions"


def answers(ledger: Ledger) -> list[object]:
    """Everything that can be asked."""
    known = [f"{letter}{number}" for letter in ("o", "n", "ep", "x") for number in range(EVENTS)]
    lines = ledger.lines()
    return [
        [[line.seq for line in ledger.of_subject(subject)] for subject in SUBJECTS],
        [ledger.version(subject) for subject in SUBJECTS],
        [line and line.seq for line in map(ledger.with_id, known)],
        list(map(ledger.subject_of, known)),
        ledger.subjects(),
        [sorted(ledger.references(beginning)) for beginning in ("", "o1", "ep5", "zz")],
        [line.id for line in lines],
        [lines[0].id, lines[-1].id, [line.id for line in lines[3:-3:7]], len(lines)],
        ledger.head,
        ledger.damage,
    ]


def truth(store: Path, folder: Path) -> list[object]:
    """The answers without any index."""
    copy = folder / "truth"
    shutil.copytree(store, copy)
    shutil.rmtree(copy / "derived")
    return answers(again(copy, write=False))


def uses_index(ledger: Ledger) -> bool:
    return ledger._follower.history.covered > 0


def test_a_long_ledger_opens_by_its_index_and_answers_the_same(store: Path, tmp_path: Path) -> None:
    found = again(store)
    assert uses_index(found) and answers(found) == truth(store, tmp_path)
    assert uses_index(found), "and needed nothing else"


def test_opening_by_the_index_reads_only_what_came_later(store: Path) -> None:
    io = FaultyIo()
    found = again(store, io=io)
    whole = FaultyIo()
    index(store).unlink()
    again(store, io=whole)
    assert len(found._follower.history.all()) > found._follower.history.covered > 80
    assert not [path for path in io.calls if path == "fdatasync"]


def test_appending_by_the_index_keeps_every_promise(store: Path, tmp_path: Path) -> None:
    found, other = again(store), again(store)
    assert [line.seq for line in found.append([draft("o3")], BY)] == [found.with_id("o3").seq]  # type: ignore[union-attr]
    version = found.version("child-2")
    line = found.append([draft("new", subject="child-2")], BY, {"child-2": version})[0]
    assert other.poll() == [line] and other.version("child-2") == line.seq
    assert uses_index(found) and uses_index(other)
    assert answers(found) == answers(other) == truth(store, tmp_path)


def test_an_index_grown_step_by_step_is_the_same_as_one_made_anew(store: Path) -> None:
    again(store).keep_index(always=True)
    grown = index(store).read_bytes()
    index(store).unlink()
    again(store).keep_index(always=True)
    assert index(store).read_bytes() == grown
    assert index(store).stat().st_mode & 0o777 == 0o660 and os.listdir(store / "derived") == ["positions"]


def test_a_long_ledger_without_an_index_is_read_once_and_not_held(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(store).keep_index(always=True)
    sound = index(store).read_bytes()
    index(store).unlink()
    monkeypatch.setattr(shortcut, "MANY", 20)
    found = again(store, write=False)
    assert uses_index(found) and answers(found) == truth(store, tmp_path)
    assert index(store).read_bytes() == sound
    index(store).unlink()
    io = FaultyIo()
    io.fail("pwrite", times=99)
    unkept = again(store, write=False, io=io)
    assert not uses_index(unkept) and answers(unkept) == answers(found)
    assert os.listdir(store / "derived") == []


def test_damage_in_a_long_ledger_without_an_index_is_found(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "MANY", 20)
    index(store).unlink()
    first = min((store / "ledger").iterdir())
    first.write_bytes(first.read_bytes().replace(b'"episode":"ep4"', b'"episode":"ep9"'))
    found = again(store)
    assert found.damage and 0 < len(found.lines()) < 20 and not index(store).exists()


def test_short_ledgers_and_viewers_keep_no_index(tmp_path: Path) -> None:
    made(tmp_path, *"abc").close()
    assert os.listdir(tmp_path / "derived") == []
    ledger = made(tmp_path, *(f"x{n}" for n in range(20)))
    ledger._place.close()
    again(tmp_path, write=False).close()
    assert os.listdir(tmp_path / "derived") == []
    again(tmp_path).close()
    assert os.listdir(tmp_path / "derived") == ["positions"]


def test_a_spoilt_index_changes_no_answer(store: Path, tmp_path: Path) -> None:
    expected, sound, choose = truth(store, tmp_path), index(store).read_bytes(), random.Random(5)
    used = 0
    for _ in range(150):
        at = choose.randrange(len(sound))
        index(store).write_bytes(sound[:at] + bytes([sound[at] ^ (1 << choose.randrange(8))]) + sound[at + 1 :])
        found = again(store, write=False)
        used += uses_index(found)
        assert answers(found) == expected
    assert used, "some are only noticed when the spoilt part is needed"


SENSELESS: list[Callable[[bytes], bytes]] = [
    lambda content: b"",
    lambda content: content[:9],
    lambda content: content[:-1],
    lambda content: bytes(len(content)),
    lambda content: content[::-1],
]


@pytest.mark.parametrize("left", SENSELESS)
def test_a_cut_emptied_or_senseless_index_changes_no_answer(
    store: Path, tmp_path: Path, left: Callable[[bytes], bytes]
) -> None:
    expected = truth(store, tmp_path)
    index(store).write_bytes(left(index(store).read_bytes()))
    found = again(store)
    assert answers(found) == expected
    found.close()
    assert index_is_true(store, Io())


def test_the_index_of_another_store_or_an_older_state_changes_no_answer(store: Path, tmp_path: Path) -> None:
    expected = truth(store, tmp_path)
    io = FaultyIo()
    other = made(tmp_path / "other", io=io)
    fill(other, io, 1, EVENTS)
    other.close()
    shutil.copyfile(index(tmp_path / "other"), index(store))
    assert answers(again(store)) == expected
    shutil.rmtree(store / "derived")
    assert answers(again(store)) == expected


def test_an_index_that_goes_further_than_a_restored_ledger_is_not_used(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older"
    shutil.copytree(store, copy)
    ledger = again(store)
    ledger.append([draft("later")], BY)
    ledger.keep_index(always=True)
    shutil.copyfile(index(store), index(copy))
    found = again(copy)
    assert not uses_index(found) and "later" not in ids(found) and not found.damage


def test_rot_in_old_months_is_found_when_it_is_read_and_by_the_check_behind_the_screen(store: Path) -> None:
    first = min((store / "ledger").iterdir())
    first.write_bytes(first.read_bytes().replace(b'"episode":"ep4"', b'"episode":"ep9"'))
    found = again(store)
    assert uses_index(found) and not found.damage
    assert not check(store, Io()).sound
    line = found.with_id("o4")
    assert line is None and found.damage and found.view_only


def test_a_months_file_that_changed_its_size_or_went_away_makes_the_index_useless(store: Path) -> None:
    first = min((store / "ledger").iterdir())
    whole = first.read_bytes()
    for content in (whole[:-5], whole + b"x", None):
        if content is None:
            first.unlink()
        else:
            first.write_bytes(content)
        assert again(store).damage


def test_the_check_removes_an_index_that_lies_however_well(store: Path) -> None:
    other = shutil.copytree(store, store.parent / "forged")
    for path in (other / "ledger").iterdir():
        path.write_bytes(path.read_bytes().replace(b'"subject":"child-2"', b'"subject":"child-9"'))
    forged = _index_of_rewritten(other)
    index(store).write_bytes(forged)
    if not index_is_true(store, Io()):
        check(store, Io())
        assert not index(store).exists()
    assert index_is_true(store, Io())


def _index_of_rewritten(store: Path) -> bytes:
    """The index that a forger would make: another child's events, in the name of this ledger's last event."""
    import json

    from data.ledger.head import newest
    from data.ledger.indexing import Indexing
    from data.ledger.line import Line

    indexing = Indexing()
    head = newest((store / "HEAD").read_bytes())
    assert head is not None
    for path in sorted((store / "ledger").iterdir()):
        end = 0
        for raw in path.read_bytes().splitlines(keepends=True):
            fields = json.loads(raw)
            end += len(raw)
            names = ("seq", "id", "at", "by", "sid", "subject", "type", "v", "data")
            hash = head.hash if fields["seq"] == head.seq else fields["h"]
            indexing.add([(Line(*(fields[name] for name in names), hash), path.stem, end)])
    return indexing.content()


def test_an_index_that_cannot_be_kept_is_let_be(store: Path) -> None:
    io = FaultyIo()
    ledger = again(store, io=io)
    io.fail("pwrite", times=99)
    ledger.keep_index(always=True)
    io.fail("open", times=99)
    ledger.keep_index(always=True)
    assert os.listdir(store / "derived") == ["positions"]


def test_two_children_under_one_key_are_told_apart(tmp_path: Path) -> None:
    one, other = "plumless", "buckeroo"  # the best known pair of words with one CRC-32
    ledger = made(tmp_path)
    for number in range(12):
        ledger.append([draft(f"{one}{number}", subject=one), draft(f"{other}{number}", subject=other)], BY)
    ledger.close()
    found = again(tmp_path)
    assert uses_index(found)
    assert {line.subject for line in found.of_subject(one)} == {one} and len(found.of_subject(one)) == 12
    assert (found.version(one), found.version(other)) == (23, 24)


def test_a_disk_that_cannot_be_read_for_a_moment_changes_nothing(store: Path, tmp_path: Path) -> None:
    io = FaultyIo()
    found = again(store, io=io)
    known = found.head
    io.fail("pread", times=99)
    with pytest.raises(LedgerError, match="at the moment"):
        found.of_subject("child-1")
    with pytest.raises(NotRecorded):
        found.append([draft("x", subject="child-1")], BY)
    io.faults.clear()
    assert found.head == known and found.poll() == []
    assert answers(found) == truth(store, tmp_path)


def test_a_closed_ledger_leaves_no_file_open(store: Path) -> None:
    before = os.listdir("/proc/self/fd")
    ledger = again(store)
    ledger.of_subject("child-1")
    ledger.append([draft("x")], BY)
    ledger.close()
    assert os.listdir("/proc/self/fd") == before


def test_a_changed_last_line_is_still_noticed(store: Path) -> None:
    file = data_file(store)
    file.write_bytes(file.read_bytes()[:-10] + b"0" + file.read_bytes()[-9:])
    assert again(store).damage
