"""Several hosts at one server: each sees the others, and all copies are alike."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import Conflict, LedgerError, NoStore, ViewOnly, open_ledger
from data.ledger.verify import verify
from tests.data.ledger.desk import BY, draft
from tests.data.ledger_pg.desk import appended, heard, ids, session, wait_for

pytestmark = pytest.mark.postgres


def test_two_hosts_see_each_others_entries(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        appended(one, "a", "b")
        assert [line.id for line in other.poll()] == ["a", "b"]
        appended(other, "c")
        assert [line.id for line in one.poll()] == ["c"]
        assert ids(one) == ids(other) == ["a", "b", "c"] and one.head == other.head


def test_a_session_that_follows_hears_of_an_entry_without_asking(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        other.follow()
        wait_for(lambda: not heard(other) and not other.view_only)
        begun = time.monotonic()
        appended(one, "a")
        wait_for(lambda: "a" in [line.id for line in heard(other)])
        assert time.monotonic() - begun < 10, "by itself; how fast is measured in benchmarks/postgres.py"


def test_what_one_recorded_itself_is_not_told_again_by_following(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.follow()
        appended(one, "a")
        appended(other, "b")
        appended(one, "c")
        found: list[str] = []
        wait_for(lambda: bool(found.extend(line.id for line in heard(one))) or found == ["b"])
        appended(other, "d")
        wait_for(lambda: bool(found.extend(line.id for line in heard(one))) or found == ["b", "d"])


def test_two_workers_on_two_hosts_cannot_both_open_an_episode(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.append([draft("one")], BY, {"child-1": 0})
        with pytest.raises(Conflict):
            other.append([draft("other")], BY, {"child-1": 0})
        assert [line.id for line in other.poll()] == ["one"]


def test_the_copies_of_two_hosts_are_the_same_bytes_and_verify(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        for n in range(5):
            appended(one, f"a{n}")
            one.append([draft(f"b{n}"), draft(f"c{n}")], BY)
            appended(other, f"d{n}")
        one.poll(), other.poll()
    files = [sorted((tmp_path / host / "ledger").iterdir()) for host in "ab"]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]
    assert verify(tmp_path / "a", Io()).sound and verify(tmp_path / "b", Io()).sound


def test_two_sessions_of_one_account_share_one_copy(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "a") as other:
        appended(one, "a")
        appended(other, "b")
        appended(one, "c")
        assert [line.id for line in one.poll()] == ["b"]
        assert [line.id for line in other.poll()] == ["a", "c"]
        assert one.head == other.head


def test_a_host_s_copy_is_never_recorded_in(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    copy = open_ledger(tmp_path / "a", Io(), sid="s")
    assert "copy of a server" in copy.view_only and len(copy.lines()) == 1
    with pytest.raises(ViewOnly):
        copy.append([draft("b")], BY)
    copy.close()


def test_a_long_record_has_its_index_on_each_host(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        for n in range(7):
            one.append([draft(f"e{n}-{m}", f"child-{m % 50}") for m in range(300)], BY)
        one.keep_index(always=True)
    with session(address, tmp_path / "a") as again:
        assert again.head.seq == 2100 and len(again.of_subject("child-7")) == 42
        appended(again, "last")
        assert again.subject_of("e3-7") == "child-7" and again.version("child-1") == 2101


def test_a_spoilt_copy_is_made_anew_from_the_server(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
    (file,) = (tmp_path / "a" / "ledger").iterdir()
    file.write_bytes(file.read_bytes().replace(b"note a", b"note x"))
    with session(address, tmp_path / "a") as again:
        assert not again.damage and not again.view_only and ids(again) == ["a", "b"]
        assert again.of_subject("child-1")[0].data == {"text": "note a"}


@pytest.mark.parametrize("left", ["tail", "torn slot", "no derived", "no copy"])
def test_what_is_missing_or_left_over_in_a_copy_is_made_good(address: str, tmp_path: Path, left: str) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
    (file,) = (tmp_path / "a" / "ledger").iterdir()
    if left == "tail":
        file.write_bytes(file.read_bytes() + b'{"seq":3,"v":1,')
    elif left == "torn slot":
        head = bytearray((tmp_path / "a" / "HEAD").read_bytes())
        head[2 % 2 * 4096 + 10] ^= 1
        (tmp_path / "a" / "HEAD").write_bytes(head)
    elif left == "no derived":
        (tmp_path / "a" / "derived").rmdir()
    else:
        file.unlink()
        (tmp_path / "a" / "HEAD").unlink()
    with session(address, tmp_path / "b") as other:
        appended(other, "c")
    with session(address, tmp_path / "a") as again:
        appended(again, "d")
        assert ids(again) == ["a", "b", "c", "d"] and not again.damage
    assert verify(tmp_path / "a", Io()).sound and list((tmp_path / "a" / "quarantine").iterdir()) == []


def test_an_empty_database_is_no_store_until_one_is_made(address: str, tmp_path: Path) -> None:
    for write in (True, False):
        with pytest.raises(NoStore), session(address, tmp_path / "a", write=write, create=False):
            pass
    assert not (tmp_path / "a").exists()
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        assert one.head.seq == other.head.seq == 0


def test_a_server_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    address = f"postgresql://postgres@/t1?host={tmp_path}"
    with pytest.raises(LedgerError, match="cannot be reached"), session(address, tmp_path / "a"):
        pass


def test_a_viewer_s_session_records_nothing_and_follows(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b", write=False) as viewer:
        with pytest.raises(ViewOnly):
            viewer.append([draft("x")], BY)
        appended(one, "a")
        assert [line.id for line in viewer.poll()] == ["a"]
