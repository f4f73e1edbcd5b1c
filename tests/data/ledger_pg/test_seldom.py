"""What seldom happens between a host and its server: each is said in words, and nothing acknowledged depends on it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from select import select

import pytest

from data.io import Io
from data.ledger import Busy, Conflict, LedgerError, NoStore, NotRecorded, Unconfirmed, ViewOnly
from data.ledger_pg import ledger as of_ledger
from data.ledger_pg import opening
from data.ledger_pg.carrying import Uncopied, copy
from data.ledger_pg.examining import _line
from data.ledger_pg.server import Greeting, Server
from data.ledger_pg.verifying import verify_server
from data.ledger_pg.wire import ServerRefused, Unreachable, Wire
from tests import postgres
from tests.data.ledger.desk import BY, draft
from tests.data.ledger_pg.desk import appended, heard, ids, session, wait_for
from tests.data.ledger_pg.proxy import MUTE, REFUSE, STALL, Proxy
from tests.data.ledger_pg.test_lost_line import proxy, through
from tests.data.ledger_pg.test_refusals import LOGIN, as_login, database_of

__all__ = ["proxy"]
pytestmark = pytest.mark.postgres
WITHOUT_TRIGGERS = (
    "alter table nightdesk.line disable trigger user",
    "alter table nightdesk.head disable trigger user",
)


GONE = "delete from nightdesk.line where seq > {left}"
BACK = """update nightdesk.head set seq = {left},
    hash = (select substr(right(line, 66), 1, 64) from nightdesk.line where seq = {left})"""
END_OTHERS = """select pg_terminate_backend(pid, 3000) from pg_stat_activity
    where datname = '{database}' and pid <> pg_backend_pid()"""


def cut_last(server: postgres.Cluster, address: str, left: int, *, head: bool = True) -> None:
    """The keeper of the database takes the last lines away, and the head back to what is left."""
    statements = [GONE.format(left=left), *([BACK.format(left=left)] if head else [])]
    server.sql(*WITHOUT_TRIGGERS, *statements, database=database_of(address))


def end_all_but_us(server: postgres.Cluster, address: str) -> None:
    """Every session's connection to a database ends."""
    server.sql(END_OTHERS.format(database=database_of(address)))


# the line


def test_a_silent_server_is_said_to_be_so_before_its_connection_is_given_up(
    proxy: Proxy, address: str, tmp_path: Path
) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        one.follow()
        assert one._watcher is not None
        wait_for(lambda: one._watcher.greeting is not None and not heard(one) and not one.view_only)
        server, patient = one._watcher._server, one._watcher._server.lines_after
        server.lines_after = lambda *given: patient(*given, patience=600.0)  # type: ignore[method-assign]
        pid = one._watcher.greeting.pid
        proxy.mode = STALL
        wait_for(lambda: "it does not answer" in one.view_only)
        with pytest.raises(ViewOnly):
            appended(one, "b")
        with pytest.raises(LedgerError, match="does not answer"):
            one.poll()
        proxy.mode = "pass"
        wait_for(lambda: not one.view_only)
        assert one._watcher.greeting.pid == pid, "the same connection: it was only slow"
        assert appended(one, "b")[0].seq == 2


def test_a_line_that_was_cut_unnoticed_leaves_no_doubt(proxy: Proxy, address: str, tmp_path: Path) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        proxy.mode = proxy.after = REFUSE
        proxy.cut()
        socket = one._server._wire._connection.socket  # type: ignore[union-attr]
        wait_for(lambda: bool(select([socket], [], [], 0)[0]))  # the cut has arrived
        with pytest.raises(NotRecorded, match="server cannot be reached"):
            appended(one, "b")
        proxy.mode = proxy.after = "pass"
        assert appended(one, "b")[0].seq == 2


@pytest.mark.parametrize("follows", [False, True])
def test_a_doubt_stays_one_while_the_server_cannot_be_asked(
    proxy: Proxy, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, follows: bool
) -> None:
    monkeypatch.setattr(of_ledger, "AGAIN", 0.0)
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        if follows:
            one.follow()
            wait_for(lambda: one._watcher is not None and one._watcher.greeting is not None)
        proxy.mode, proxy.after = MUTE, REFUSE
        with pytest.raises((Unconfirmed, NotRecorded)) as told:
            appended(one, "b")
        for _ in range(3):
            heard(one)
        assert "nothing can be recorded" in one.view_only or "not known yet" in one.view_only or not follows
        proxy.mode = proxy.after = "pass"
        wait_for(lambda: not heard(one) and not one.view_only)
        assert appended(one, "b")[0].seq == 2 and isinstance(told.value, Unconfirmed | NotRecorded)


def test_a_server_that_ends_the_connection_in_the_middle_of_a_question_is_unreachable(address: str) -> None:
    server = Server(address, Io(), write=True)
    with pytest.raises(Unreachable, match="terminating connection"):
        server.ask("select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
    assert server.ask("select 1") == [("1",)], "and is reached again"
    server.drop()


def test_a_name_that_no_host_has_is_said_to_be_unreachable(tmp_path: Path) -> None:
    with (
        pytest.raises(LedgerError, match="cannot be reached"),
        session("postgresql://nohost.invalid/x", tmp_path / "a"),
    ):
        pass


def test_a_batch_larger_than_the_line_takes_at_once_is_stored_whole(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        lines = one.append([draft(f"e{n}", text="x" * 60_000) for n in range(60)], BY)
        assert len(lines) == 60 and one.head.seq == 60
    assert verify_server(address, Io()).sound


def test_a_server_that_greets_with_an_error_is_unreachable(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_given: object, **_named: object) -> list[tuple[str, ...]]:
        raise ServerRefused("57014", "canceling statement due to statement timeout", "")

    monkeypatch.setattr(Wire, "ask", refuses)
    with pytest.raises(LedgerError, match="statement timeout"), session(address, tmp_path / "a"):
        pass


def test_without_the_driver_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match="pip install"), session("postgresql://h/x", tmp_path / "a"):
        pass


@pytest.mark.parametrize(
    ("encrypted", "local", "words"),
    [(True, False, "encrypted"), (False, True, "a socket of this host"), (False, False, "NOT encrypted")],
)
def test_whether_the_line_can_be_read_by_others_is_said(encrypted: bool, local: bool, words: str) -> None:
    assert _line(encrypted, local).startswith(words)


# what this login may, at this moment


def test_what_the_server_says_at_the_last_moment_counts(
    server: postgres.Cluster, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        right = one._server.reach()
        for greeting, words in ((right.but(standby=True), "standby"), (right.but(may_append=False), "may not record")):
            one._server.drop()
            with monkeypatch.context() as changed:
                changed.setattr(Server, "_connected", lambda self, it=greeting: (None, it))  # type: ignore[misc]
                changed.setattr(Server, "reach", lambda self, it=greeting: it)  # type: ignore[misc]
                with pytest.raises(ViewOnly, match=words):
                    appended(one, "b")
        assert appended(one, "b")[0].seq == 2 and isinstance(right, Greeting)


def test_clocks_that_differ_are_told(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        assert one.warnings == ()
        one._server.greeting = one._server.reach().but(ahead_s=-61.0)
        assert one.warnings == ("This host's clock and the server's differ by 61 seconds.",)


def test_who_holds_the_server_is_left_unnamed_when_it_cannot_be_asked(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_self: Server, question: str, *_given: object, **_named: object) -> list[tuple[str, ...]]:
        if "holder" in question:
            raise Unreachable("it does not answer")
        raise ServerRefused("55P03", "canceling statement due to lock timeout", "")

    with session(address, tmp_path / "a") as one:
        with monkeypatch.context() as changed:
            changed.setattr(Server, "ask", held)
            with pytest.raises(Busy) as busy:
                appended(one, "a")
        assert busy.value.holder == "" and appended(one, "a")[0].seq == 1


def test_after_a_conflict_a_server_that_is_lost_is_said_to_be_lost(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_given: object, **_named: object) -> list[bytes]:
        raise Unreachable("it does not answer")

    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.append([draft("one")], BY, {"child-1": 0})
        monkeypatch.setattr(other._server, "lines_after", lost)
        with pytest.raises(Conflict):
            other.append([draft("other")], BY, {"child-1": 0})
        assert "it does not answer" in other.view_only


def test_two_hosts_that_make_the_store_at_one_moment_make_one(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        server = Server(address, Io(), write=True)
        server.install()
        assert server.head()[0] == 1
        server.drop()


# what a server lost


@pytest.mark.parametrize("how", ["followed", "polled", "opened"])
def test_a_server_that_lost_the_last_entry_is_not_believed(
    server: postgres.Cluster, address: str, tmp_path: Path, how: str
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
        if how == "followed":
            one.follow()
            wait_for(lambda: one._watcher is not None and one._watcher.greeting is not None and not one.view_only)
        cut_last(server, address, 1)
        end_all_but_us(server, address)
        if how != "opened":
            said: list[str] = []
            wait_for(lambda: bool(heard(one) or said.append(one.damage) or said[-1]))
            assert "no longer has entry 2" in one.damage and one.poll() == [], "said once, and shown from then on"
            assert "nothing can be recorded" in one.view_only
    with session(address, tmp_path / "a") as again:
        assert "no longer has entry 2" in again.damage and ids(again) == ["a", "b"]


def test_lines_that_do_not_go_on_are_damage_and_not_asked_for_again_and_again(
    server: postgres.Cluster, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_ledger, "MOST", 2)
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        appended(one, "a")
        assert [line.id for line in other.poll()] == ["a"]
        one.append([draft("b"), draft("c")], BY)
        cut_last(server, address, 2, head=False)
        with pytest.raises(LedgerError, match="entry 2"):
            other.poll()
        assert "cannot be read" in other.damage


def test_a_session_far_behind_takes_the_rest_in_parcels(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_ledger, "MOST", 2)
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        appended(one, *"abcde")
        assert [line.id for line in other.poll()] == list("abcde")


# this host's copy


def test_a_copy_far_behind_is_filled_in_parcels(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST", 2)
    with session(address, tmp_path / "a") as one:
        appended(one, *"abcde")
        one.append([draft("f"), draft("g"), draft("h")], BY)
    with session(address, tmp_path / "b") as other:
        assert ids(other) == list("abcdefgh") and other.poll() == [] and other.references("e") == ["e"]


def test_a_copy_whose_head_is_unreadable_is_made_anew(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
    (tmp_path / "a" / "HEAD").write_bytes(b"x" * 8192)
    shutil.rmtree(tmp_path / "a" / "derived")
    with session(address, tmp_path / "a") as again:
        assert ids(again) == ["a", "b"] and not again.damage and not again.view_only


def test_a_folder_for_the_copy_that_cannot_be_made_is_said(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
    with pytest.raises(LedgerError, match="cannot be kept"), session(address, tmp_path / "file" / "copy"):
        pass


@pytest.mark.parametrize(("around", "mode"), [(0o2770, 0o2770), (0o755, 0o700), (None, 0o700)])
def test_the_copy_is_this_accounts_alone_unless_a_group_shares_the_folder_around_it(
    address: str, tmp_path: Path, around: int | None, mode: int
) -> None:
    if around is not None:
        (tmp_path / "local").mkdir()
        (tmp_path / "local").chmod(around)
    with session(address, tmp_path / "local" / "copy") as one:
        appended(one, "a")
    assert (tmp_path / "local" / "copy").stat().st_mode & 0o7777 == mode


def test_following_twice_is_following_once(address: str, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one, session(address, tmp_path / "b") as other:
        one.follow()
        first = one._watcher
        one.follow()
        assert one._watcher is first
        appended(other, "a")
        found: list[str] = []
        wait_for(lambda: bool(found.extend(line.id for line in heard(one)) or found == ["a"]))


# copying and verifying


def test_a_source_that_ends_before_its_head_says_is_not_copied_as_whole(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b", "c")
    cut_last(server, address, 2, head=False)
    with pytest.raises(Uncopied, match="ends at entry 2, not at 3"):
        copy(address, str(tmp_path / "target"), Io())


def test_a_copy_into_a_store_of_somebody_else_is_refused_and_changes_nothing(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
    target = server.new_database()
    with session(target, tmp_path / "b"):
        pass
    name = f"carrier_{database_of(target)}"
    server.sql(LOGIN.format(name=name, database=database_of(target)), database=database_of(target))
    with pytest.raises(Uncopied, match=r"refused .permission denied"):
        copy(address, as_login(target, name), Io())
    assert server.sql("select seq from nightdesk.head", database=database_of(target)) == [(0,)]


def test_an_empty_database_is_verified_as_no_store(address: str) -> None:
    with pytest.raises(NoStore):
        verify_server(address, Io())


def test_a_line_that_is_no_line_is_found_where_it_stands(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
    loosened = [f"alter table nightdesk.line drop constraint {name}" for name in
                ("begins_with_its_number", "ends_with_its_hash")]  # fmt: skip
    rubbish = "update nightdesk.line set line = 'rubbish' where seq = 2"
    server.sql(*WITHOUT_TRIGGERS, *loosened, rubbish, database=database_of(address))
    report = verify_server(address, Io())
    assert not report.sound and {problem.line for problem in report.problems} >= {2}
