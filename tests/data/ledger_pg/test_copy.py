"""Copying between a folder and a server keeps every line byte for byte, and one verification serves both."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.io import Io
from data.ledger import LedgerError, NoStore, open_ledger
from data.ledger.verify import verify
from data.ledger_pg.carrying import Uncopied, copy
from data.ledger_pg.verifying import verify_server
from tests import postgres
from tests.data.ledger.desk import BY, draft, made
from tests.data.ledger_pg.desk import appended, session
from tests.data.ledger_pg.test_refusals import database_of

pytestmark = pytest.mark.postgres


def told(folder: Path) -> Path:
    """A store in a folder with all that is awkward in a line."""
    ledger = made(folder, "a")
    ledger.append([draft(f"b{n}", text='nul \0, \u2028, \ud800, "h":"x" é 🙂') for n in range(3)], BY)
    for n in range(40):
        ledger.append([draft(f"c{n}", f"child-{n % 3}")], BY)
    ledger.close()
    return folder


def lines_of(folder: Path) -> list[bytes]:
    return [line for file in sorted((folder / "ledger").iterdir()) for line in file.read_bytes().splitlines(True)]


def test_to_a_server_and_back_every_line_is_the_same_bytes(address: str, tmp_path: Path) -> None:
    source = told(tmp_path / "source")
    head = copy(str(source), address, Io())
    assert copy(address, str(tmp_path / "back"), Io()).hash == head.hash
    assert lines_of(tmp_path / "back") == lines_of(source)
    assert verify_server(address, Io(), anchor=(head.seq, head.hash)).sound
    assert verify(tmp_path / "back", Io(), anchor=(head.seq, head.hash)).sound


def test_from_server_to_server_too(server: postgres.Cluster, address: str, tmp_path: Path) -> None:
    copy(str(told(tmp_path / "source")), address, Io())
    other = server.new_database()
    copy(address, other, Io())
    rows = "select seq, id, subject, line from nightdesk.line order by seq"
    assert server.sql(rows, database=database_of(address)) == server.sql(rows, database=database_of(other))


def test_what_was_copied_is_worked_in_on_both_sides(address: str, tmp_path: Path) -> None:
    copy(str(told(tmp_path / "source")), address, Io())
    with session(address, tmp_path / "a") as one:
        assert appended(one, "next")[0].seq == 45 and one.append([draft("c3", "child-0")], BY)[0].seq == 8
    copy(address, str(tmp_path / "back"), Io())
    back = open_ledger(tmp_path / "back", Io(), sid="s")
    assert back.append([draft("in the folder")], BY)[0].seq == 46 and not back.view_only
    back.close()


def test_done_again_it_goes_on_where_the_target_ends(address: str, tmp_path: Path) -> None:
    source = told(tmp_path / "source")
    copy(str(source), address, Io())
    made(source, "more").close()
    assert copy(str(source), address, Io()).seq == 45
    assert copy(address, str(tmp_path / "back"), Io()).seq == 45
    assert copy(address, str(tmp_path / "back"), Io()).seq == 45
    assert lines_of(tmp_path / "back") == lines_of(source)


@pytest.mark.parametrize("into", ["server", "folder"])
def test_a_target_that_holds_another_record_is_left_as_it_is(address: str, tmp_path: Path, into: str) -> None:
    source = told(tmp_path / "source")
    target = address if into == "server" else str(tmp_path / "target")
    copy(str(made(tmp_path / "third", "other") and tmp_path / "third"), target, Io())
    with pytest.raises(Uncopied, match="not a beginning"):
        copy(str(source), target, Io())
    with pytest.raises(Uncopied, match="goes to entry 44"):
        copy(str(tmp_path / "third"), str(source), Io())
    assert (verify_server(target, Io()) if into == "server" else verify(Path(target), Io())).events == 1


def test_a_damaged_source_is_not_copied(address: str, tmp_path: Path) -> None:
    source = told(tmp_path / "source")
    (file,) = (source / "ledger").iterdir()
    file.write_bytes(file.read_bytes().replace(b"note c20", b"note c99"))
    for target in (address, str(tmp_path / "target")):
        with pytest.raises(LedgerError):
            copy(str(source), target, Io())
    assert verify_server(address, Io()).events == 0, "all at once or nothing"


def test_there_must_be_a_source(address: str, tmp_path: Path) -> None:
    for source in (address, str(tmp_path / "nowhere")):
        with pytest.raises(NoStore):
            copy(source, str(tmp_path / "target"), Io())


def test_a_host_s_own_copy_is_no_target(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    with pytest.raises(Uncopied, match="own copy"):
        copy(str(told(tmp_path / "source")), str(tmp_path / "a"), Io())


ATTACKS = {
    "a line changed": "update nightdesk.line set line = replace(line, 'note b', 'note x') where seq = 2",
    "a line taken out": "delete from nightdesk.line where seq = 2",
    "the last line taken out": "delete from nightdesk.line where seq = 3",
    "the subject beside a line changed": "update nightdesk.line set subject = 'child-9' where seq = 2",
    "the id beside a line changed": "update nightdesk.line set id = 'x' where seq = 2",
    "two lines exchanged": """update nightdesk.line set line = case seq when 1 then
        (select line from nightdesk.line where seq = 2) else (select line from nightdesk.line where seq = 1) end,
        id = id || '-' where seq < 3""",
    "the head put back": "update nightdesk.head set seq = 2",
    "the head's hash": "update nightdesk.head set hash = repeat('a', 64)",
    "the record cut": """with gone as (delete from nightdesk.line where seq = 3) update nightdesk.head set seq = 2,
        hash = (select substr(right(line, 66), 1, 64) from nightdesk.line where seq = 2)""",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_verification_notices_what_the_server_s_keeper_could_do(
    server: postgres.Cluster, address: str, tmp_path: Path, attack: str
) -> None:
    """As the superuser, with the triggers and the checks taken away."""
    with session(address, Path(f"{tmp_path}/local") / "x") as one:
        appended(one, "a", "b", "c")
        fingerprint = one.head.seq, one.head.hash
    assert verify_server(address, Io()).sound
    server.sql(
        "alter table nightdesk.line disable trigger user",
        "alter table nightdesk.head disable trigger user",
        "alter table nightdesk.line drop constraint begins_with_its_number, drop constraint ends_with_its_hash",
        ATTACKS[attack],
        database=database_of(address),
    )
    assert not verify_server(address, Io(), anchor=fingerprint).sound
