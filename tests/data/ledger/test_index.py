"""The derived index: positions only, never an answer of its own, and rebuilt byte for byte."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from struct import unpack

import pytest

from data.io import Io
from data.ledger import Draft, Ledger, LedgerError, NotRecorded, ViewOnly, long_history, shortcut
from data.ledger.background import check, index_is_true
from data.ledger.head import newest, slot_bytes
from data.ledger.history import History
from data.ledger.layout import BUCKETS, Unsound, key
from data.ledger.long_history import LongHistory
from data.ledger.place import Place
from data.ledger.positions import Positions
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


def test_an_index_that_fails_while_a_tail_is_told_of_does_not_stop_the_opening(store: Path) -> None:
    content = bytearray(index(store).read_bytes())
    (length,) = unpack("<I", content[4:8])
    sections = {name: size for name, size, _ in json.loads(content[12 : 12 + length])["sections"]}
    begin = 12 + length + sections["directory"] + sections["ends"] + sections["subjects"]
    used = {
        number
        for at in range(begin, begin + sections["references"], 8)
        for number in unpack("<I", content[at : at + 4])
    }
    names = (f"000001-2026-01@400-{number:08x}" for number in range(100_000))
    name = next(name for name in names if key(f"tail-{name}") % BUCKETS in {filed % BUCKETS for filed in used})
    content[begin : begin + sections["references"]] = bytes(sections["references"])
    index(store).write_bytes(content)
    (store / "quarantine" / f"{name}.unsaid").write_bytes(b"torn")
    found = again(store)
    assert found.lines()[-1].type == "TailSetAside" and not found.damage and not found.warnings[1:]


def test_an_index_that_fails_on_a_disk_that_cannot_be_read_is_settled_later(store: Path) -> None:
    (store / "quarantine" / "000001-2026-01@400-0badcafe.unsaid").write_bytes(b"torn")
    io = FaultyIo()
    ledger = again(store, io=io)
    ledger._writer.tell_of_tails = _unsound  # type: ignore[method-assign]
    io.fail("open", times=99)
    ledger._settle_at_opening()
    assert "could not be looked at" in "".join(ledger.warnings)
    ledger = again(store)
    spoilt = max((store / "ledger").iterdir())
    spoilt.write_bytes(spoilt.read_bytes()[:-400] + b"~" * 400)
    ledger._writer.settle = _unsound  # type: ignore[method-assign]
    ledger._settle_at_opening()
    assert ledger.damage and ledger.view_only


def _unsound(*_: object) -> bool:
    raise Unsound("spoilt")


def _failing_once(ledger: Ledger) -> None:
    whole = ledger._writer.store

    def store(*asked: object) -> object:
        ledger._writer.store = whole  # type: ignore[method-assign]
        raise Unsound("spoilt")

    ledger._writer.store = store  # type: ignore[method-assign, assignment]


def test_an_append_whose_index_fails_is_done_without_it(store: Path) -> None:
    ledger = again(store)
    _failing_once(ledger)
    assert ledger.append([draft("x")], BY)[0].id == "x" and not uses_index(ledger)


def test_an_append_whose_index_fails_on_damage_says_so(store: Path) -> None:
    ledger = again(store)
    _failing_once(ledger)
    spoilt = min((store / "ledger").iterdir())
    spoilt.write_bytes(b"~" + spoilt.read_bytes()[1:])
    with pytest.raises(ViewOnly):
        ledger.append([draft("x")], BY)
    assert ledger.damage


def test_an_append_whose_index_fails_on_a_disk_that_cannot_be_read_is_not_recorded(store: Path) -> None:
    io = FaultyIo()
    ledger = again(store, io=io)
    _failing_once(ledger)
    io.fail("open", times=99)
    with pytest.raises(NotRecorded, match="at the moment"):
        ledger.append([draft("x")], BY)
    io.faults.clear()
    assert ledger.append([draft("x")], BY)[0].id == "x"


def test_an_index_whose_last_event_is_another_is_not_used(store: Path) -> None:
    positions = Positions(Place(store, Io(), writable=False))
    positions.covered = positions.covered.but(size=1)
    with pytest.raises(Unsound, match="last event"):
        LongHistory(positions, lambda: History())


def test_a_month_that_vanished_under_an_index_is_noticed(store: Path) -> None:
    history = again(store)._follower.history
    assert isinstance(history, LongHistory)
    os.remove(min((store / "ledger").iterdir()))
    history.positions._place.forget_data()
    with pytest.raises(Unsound):
        list(history.positions.raws([1]))
    with pytest.raises(Unsound):
        list(history.stream())


def test_without_derived_folder_one_is_made(store: Path) -> None:
    shutil.rmtree(store / "derived")
    ledger = again(store)
    ledger.keep_index(always=True)
    assert index_is_true(store, Io())


def test_the_check_tells_how_far_it_is_and_needs_no_index(store: Path) -> None:
    told: list[int] = []
    assert check(store, Io(), lambda done, of: told.append(done)).sound and told
    index(store).write_bytes(b"NDX1 nonsense")
    assert check(store, Io()).sound and not index(store).exists()


def test_an_event_exchanged_under_an_index_is_noticed_when_it_is_read(store: Path) -> None:
    ledger = again(store)
    history = ledger._follower.history
    assert isinstance(history, LongHistory)
    second = next(history.positions.raws([2]))
    history.positions.raws = lambda seqs: iter([second])  # type: ignore[method-assign]
    with pytest.raises(Unsound, match="another event"):
        history.line(3)
    history.positions.section = lambda name: b"{"  # type: ignore[method-assign]
    with pytest.raises(Unsound):
        history.subjects()


def test_a_stream_that_finds_another_event_goes_on_without_the_index(store: Path, tmp_path: Path) -> None:
    ledger = again(store)
    known = [line.id for line in ledger.lines()]
    first = min((store / "ledger").iterdir())
    raw = first.read_bytes().splitlines(keepends=True)
    history = ledger._follower.history
    first.write_bytes(b"".join([raw[1], raw[0], *raw[2:]]))
    assert isinstance(history, LongHistory)
    with pytest.raises(Unsound, match="another event"):
        list(history.stream())
    first.write_bytes(b"".join(raw))
    history.positions.own_place = _unsound  # type: ignore[method-assign, assignment]
    assert [line.id for line in ledger.lines()] == known


def test_an_event_looked_at_alone_is_read_without_an_index_that_fails(store: Path) -> None:
    ledger = again(store)
    lines = ledger.lines()
    wanted = lines[4].id
    history = ledger._follower.history
    assert isinstance(history, LongHistory)
    history.positions.raw = _unsound  # type: ignore[method-assign, assignment]
    assert lines[4].id == wanted


def test_who_asks_for_very_many_events_one_by_one_gets_the_same(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = [line.id for line in again(store).lines()]
    monkeypatch.setattr(long_history, "MANY", 5)
    lines = again(store).lines()
    assert [lines[at].id for at in range(len(lines))] == known


def test_positions_that_lead_nowhere_are_not_followed(store: Path) -> None:
    history = again(store)._follower.history
    assert isinstance(history, LongHistory)
    positions = history.positions
    for span in ((0, 0, 10), (99, 0, 10), (1, 10, 10)):
        positions.spans = lambda seqs, span=span: [span]  # type: ignore[method-assign, misc]
        with pytest.raises(Unsound, match="ends"):
            list(positions.raws([1]))


def test_a_key_that_stands_across_two_entries_is_none(store: Path) -> None:
    history = again(store)._follower.history
    assert isinstance(history, LongHistory)
    filed = key("child-9").to_bytes(4, "little")
    history.positions.bucket = lambda table, number: b"\1\1" + filed + b"\1\1"  # type: ignore[method-assign]
    assert history.positions.numbers("subjects", "child-9") == []


def test_a_directory_of_another_length_is_not_believed(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.ledger.positions.BUCKETS", 512)
    with pytest.raises(Unsound, match="directory"):
        Positions(Place(store, Io(), writable=False))


def test_a_missing_index_file_is_not_believed(store: Path) -> None:
    index(store).unlink()
    with pytest.raises(Unsound):
        Positions(Place(store, Io(), writable=False))


def test_files_that_are_not_those_that_were_indexed_are_noticed(store: Path) -> None:
    positions = Positions(Place(store, Io(), writable=False))
    positions.covered = positions.covered.but(files=(("000001-1999-01", 1), *positions.covered.files[1:]))
    with pytest.raises(Unsound, match="files"):
        positions.check_ground()


def test_a_long_ledger_whose_last_event_is_not_heads_is_damage(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "MANY", 12)
    index(store).unlink()
    head = newest((store / "HEAD").read_bytes())
    assert head is not None
    (store / "HEAD").write_bytes(2 * slot_bytes(head.but(hash="0" * 64)))
    assert again(store).damage


class HalfRead(Io):
    """A disk that gives at most half of what it is asked for at once."""

    def pread(self, fd: int, length: int, offset: int) -> bytes:
        return super().pread(fd, max(1, length // 2), offset)


def test_an_index_that_is_read_in_pieces_says_the_same(store: Path) -> None:
    whole, pieces = (Positions(Place(store, io, writable=False)) for io in (Io(), HalfRead()))
    assert pieces.covered == whole.covered and pieces.content() == whole.content()
    assert pieces.numbers("subjects", "child-1") == whole.numbers("subjects", "child-1") != []
    whole.close()
    pieces.close()
