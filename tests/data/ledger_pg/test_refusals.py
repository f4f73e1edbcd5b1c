"""What the server itself refuses, whoever asks: changing, deleting, lines that do not follow, logins that may not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import DiskFull, LedgerError, NoStore, NotRecorded, TooLong, ViewOnly
from data.ledger_pg.address import BadAddress, local_folder
from data.ledger_pg.opening import open_server_ledger
from data.ledger_pg.verifying import verify_server
from tests import postgres
from tests.data.ledger.desk import BY, FaultyIo, draft
from tests.data.ledger_pg.desk import appended, ids, session, wait_for

pytestmark = pytest.mark.postgres
LOGIN = """create role {name} login; grant connect on database {database} to {name};
    grant usage on schema nightdesk to {name}; grant select on nightdesk.line, nightdesk.head to {name}"""


def database_of(address: str) -> str:
    return address.rpartition("@/")[2].partition("?")[0]


def as_login(address: str, name: str) -> str:
    return address.replace("postgres@", f"{name}@", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "update nightdesk.line set line = line",
        "delete from nightdesk.line",
        "truncate nightdesk.line",
        "delete from nightdesk.head",
        "truncate nightdesk.head",
        "update nightdesk.head set seq = 0",
        "update nightdesk.head set seq = seq, hash = repeat('0', 64)",
        "insert into nightdesk.head (one, seq, hash) values (false, 0, repeat('0', 64))",
        "insert into nightdesk.line (seq, id, subject, line) values (3, 'x', 'y', '{\"seq\":3,\"v\":1}')",
        "insert into nightdesk.line (seq, id, subject, line) select 3, 'x', subject, line from nightdesk.line limit 1",
    ],
)
def test_not_even_the_owner_changes_or_deletes(
    server: postgres.Cluster, address: str, tmp_path: Path, statement: str
) -> None:
    from psycopg import Error

    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
        with pytest.raises(Error):
            server.sql(statement, database=database_of(address))
    assert verify_server(address, Io()).sound


def test_a_login_with_the_documented_grants_records_and_can_do_nothing_else(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    from psycopg import Error, connect

    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    name = f"desk_{database_of(address)}"
    given = LOGIN.format(name=name, database=database_of(address))
    server.sql(
        given,
        f"""grant execute on function nightdesk.append(text[], text[], text[], text[], bigint[]),
            nightdesk.confirm(text[]), nightdesk.holder() to {name}""",
        database=database_of(address),
    )
    with session(as_login(address, name), tmp_path / "b", create=False) as worker:
        assert appended(worker, "b")[0].seq == 2 and not worker.view_only
    for statement in (
        "insert into nightdesk.line (seq, id, subject, line) values (3, 'x', 'y', 'z')",
        "select nightdesk.carry(array['x'], array['y'], array['z'])",
        "update nightdesk.head set seq = 9",
        "drop table nightdesk.line",
        "alter table nightdesk.line disable trigger user",
    ):
        with connect(as_login(address, name), autocommit=True) as connection, pytest.raises(Error):
            connection.execute(statement)
    assert server.sql("select stored_by from nightdesk.line order by seq", database=database_of(address)) == [
        ("postgres",),
        (name,),
    ], "the login that stored a line stands beside it"


def test_a_login_that_may_only_read_is_told_so(server: postgres.Cluster, address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    name = f"reader_{database_of(address)}"
    server.sql(LOGIN.format(name=name, database=database_of(address)), database=database_of(address))
    with session(as_login(address, name), tmp_path / "b", create=False) as reader:
        assert "may read" in reader.view_only and ids(reader) == ["a"]
        with pytest.raises(ViewOnly):
            appended(reader, "b")


def test_a_login_that_may_not_make_a_store_is_told_so(server: postgres.Cluster, address: str, tmp_path: Path) -> None:
    name = f"guest_{database_of(address)}"
    server.sql(f"create role {name} login", database=database_of(address))
    with pytest.raises(NoStore, match="permission denied"), session(as_login(address, name), tmp_path / "a"):
        pass


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    for address in (
        "postgresql://okafor:hunter2@db/nightdesk",
        "postgresql://okafor@db/nightdesk?password=hunter2",
        "postgresql:///nightdesk?host=db&PASSWORD=hunter2",
    ):
        with pytest.raises(BadAddress) as refused:
            open_server_ledger(address, Io(), sid="s")
        assert "hunter2" not in str(refused.value) and "pgpass" in str(refused.value)


def test_each_server_has_a_folder_of_its_own_on_this_host() -> None:
    environ = {"NIGHTDESK_LOCAL": "/var/lib/desk"}
    one, other = (local_folder(f"postgresql://db{n}/nightdesk", environ) for n in (1, 2))
    assert one.startswith("/var/lib/desk/db1-nightdesk-") and one != other
    assert local_folder("postgresql://db/x", {"XDG_STATE_HOME": "/s"}).startswith("/s/nightdesk/db-x-")


@pytest.mark.parametrize(
    "text",
    ["nul \0 here", "\u2028 and \x85", "half \ud800", '"h":"x","prev":"y"', '{braces}, \\ and "', "é漢🙂", "\x7f\x1f"],
)
def test_any_text_is_kept_byte_for_byte(address: str, tmp_path: Path, text: str) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.append([draft(f"id {text}", f"subject {text}", text=text)], BY)
        (line,) = other.poll()
        assert (line.id, line.subject, line.data) == (f"id {text}", f"subject {text}", {"text": text})
        assert one.append([draft(f"id {text}", f"subject {text}", text=text)], BY)[0].seq == 1
        assert other.version(f"subject {text}") == 1
        other.append([draft("next", f"subject {text}")], BY, {f"subject {text}": 1})
    assert verify_server(address, Io()).sound


def test_a_line_of_64_kib_is_stored_and_one_byte_more_is_not(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, *(f"n{n}" for n in range(10)))
        room = 0
        with pytest.raises(TooLong) as first:
            one.append([draft("a", text="x" * 70_000)], BY)
        room = 70_000 - (first.value.size - 65_536)
        with pytest.raises(TooLong) as second:
            one.append([draft("a", text="x" * room)], BY)  # the number has two digits: only the server can tell
        assert second.value.size == 65_537 and second.value.id == "a"
        assert one.append([draft("a", text="x" * (room - 1))], BY)[0].seq == 11


def test_another_session_s_long_commit_is_waited_for_and_then_named(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    from psycopg import connect

    from data.ledger import Busy

    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        with connect(address, application_name="nightdesk novak") as holder:
            holder.execute("select * from nightdesk.head for update")
            with pytest.raises(Busy) as busy:
                appended(one, "b")
            assert busy.value.holder == "novak" and isinstance(busy.value, NotRecorded)
        assert appended(one, "b")[0].seq == 2


def test_a_database_that_is_not_utf8_is_refused(server: postgres.Cluster, tmp_path: Path) -> None:
    server.sql("drop database if exists plain", "create database plain encoding sql_ascii template template0")
    with pytest.raises(NoStore, match="UTF8"), session(server.address("plain"), tmp_path / "a"):
        pass


def test_settings_that_would_lose_entries_do_not_hold_for_entries(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    server.sql(f"alter database {database_of(address)} set synchronous_commit = off")
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        found = server.sql("show synchronous_commit", database=database_of(address))
        assert found == [("off",)], "the setting is as it was; each entry's commit waits for the disk nevertheless"
        flushed, written = server.sql(
            "select pg_current_wal_flush_lsn()::text, pg_current_wal_insert_lsn()::text", database=database_of(address)
        )[0]
        assert flushed == written


def test_an_address_that_makes_no_sense_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="postgresql://HOST/DATABASE"), session("postgresql://[x", tmp_path / "a"):
        pass


@pytest.mark.parametrize("follows", [False, True])
def test_a_right_that_is_taken_and_given_back_is_noticed(
    server: postgres.Cluster, address: str, tmp_path: Path, follows: bool
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    database = database_of(address)
    name = f"moody_{database}"
    right = "execute on function nightdesk.append(text[], text[], text[], text[], bigint[]), nightdesk.confirm(text[])"
    server.sql(LOGIN.format(name=name, database=database), f"grant {right} to {name}", database=database)
    with session(as_login(address, name), tmp_path / "b", create=False) as worker:
        if follows:
            worker.follow()
        appended(worker, "b")
        server.sql(f"revoke {right} from {name}", database=database)
        with pytest.raises(ViewOnly):
            appended(worker, "c")
        wait_for(lambda: not worker.poll() and (follows or "may read" in worker.view_only))
        server.sql(f"grant {right} to {name}", database=database)
        wait_for(lambda: not worker.poll() and not worker.view_only)
        assert appended(worker, "c")[0].seq == 3


def test_a_database_that_is_set_read_only_takes_no_entries_and_is_read(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    server.sql(f"alter database {database_of(address)} set default_transaction_read_only = on")
    with session(address, tmp_path / "a") as one:
        with pytest.raises(ViewOnly, match="read-only"):
            appended(one, "b")
        assert ids(one) == ["a"]
        server.sql(f"alter database {database_of(address)} reset default_transaction_read_only")
        assert appended(one, "b")[0].seq == 2


@pytest.mark.parametrize(("code", "kind"), [("53100", DiskFull), ("53200", DiskFull), ("XX000", NotRecorded)])
def test_an_error_on_the_server_is_certainly_not_recorded(
    server: postgres.Cluster, address: str, tmp_path: Path, code: str, kind: type[NotRecorded]
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        server.sql(
            f"""create function fails() returns trigger language plpgsql as
            $$ begin raise exception 'broken' using errcode = '{code}'; end $$""",
            "create trigger fails before insert on nightdesk.line for each row execute function fails()",
            database=database_of(address),
        )
        with pytest.raises(kind, match="broken"):
            appended(one, "b")
        server.sql("drop trigger fails on nightdesk.line", database=database_of(address))
        assert appended(one, "b")[0].seq == 2 and not one.view_only


def test_a_full_disk_on_this_host_is_said_and_takes_no_acknowledgement_back(address: str, tmp_path: Path) -> None:
    io = FaultyIo()
    one = open_server_ledger(address, io, sid="test", create=True, folder=str(tmp_path / "a"))
    try:
        appended(one, "a")
        io.fail("pwrite", times=999, error=errno.ENOSPC)
        assert appended(one, "b")[0].seq == 2, "the server has it"
        assert "cannot be kept" in one.view_only and ids(one) == ["a"]
        with pytest.raises(LedgerError, match="No space"):
            one.poll()
        io.faults.clear()
        assert [line.id for line in one.poll()] == ["b"]
        assert not one.view_only and appended(one, "c")[0].seq == 3
    finally:
        one.close()
