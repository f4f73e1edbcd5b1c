"""The line to the server is cut: what is acknowledged is stored, what is refused is not, and it mends by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.configuration import Configuration
from data.demo import make_demo
from data.desk import Desk
from data.drafts import Drafts
from data.find.file import NAME as FIND_INDEX
from data.ledger import LedgerError, NotRecorded, Unconfirmed, ViewOnly
from models.commands.desk import MakeStore
from screens.board.night import Night
from screens.board.trouble import trouble_words
from tests import postgres
from tests.data.ledger_pg.desk import appended, heard, ids, session, wait_for
from tests.data.ledger_pg.proxy import MUTE, REFUSE, STALL, SWALLOW, Proxy
from tui.first_paint import NAME as SNAPSHOT
from tui.snapshot import Snapshot

pytestmark = pytest.mark.postgres


@pytest.fixture
def proxy(server: postgres.Cluster, address: str) -> Iterator[Proxy]:
    """A line that can be cut; `proxy.address` of the test's database leads through it."""
    made = Proxy(f"{server.folder}/.s.PGSQL.{server.port}")
    try:
        yield made
    finally:
        made.close()


def through(proxy: Proxy, address: str) -> str:
    return proxy.address(address.rpartition("@/")[2].partition("?")[0])


def test_cut_after_the_commit_the_entry_is_found_and_acknowledged_once(
    proxy: Proxy, address: str, tmp_path: Path
) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        proxy.mode = MUTE
        assert [line.seq for line in appended(one, "b")] == [2]
        assert not one.view_only and one.poll() == [] and ids(one) == ["a", "b"]


def test_cut_before_the_question_arrived_nothing_is_stored_and_that_is_said(
    proxy: Proxy, address: str, tmp_path: Path
) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        proxy.mode = SWALLOW
        with pytest.raises(NotRecorded):
            appended(one, "b")
        assert one.poll() == [] and ids(one) == ["a"] and not one.view_only
        assert appended(one, "b")[0].seq == 2


def test_cut_for_longer_it_is_said_to_be_unknown_and_settles_by_itself(
    proxy: Proxy, address: str, tmp_path: Path
) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        proxy.mode, proxy.after = MUTE, REFUSE
        with pytest.raises(Unconfirmed):
            appended(one, "b")
        with pytest.raises(ViewOnly):
            appended(one, "c")
        proxy.mode = proxy.after = "pass"
        told: list[str] = []
        wait_for(lambda: bool(told.extend(line.id for line in heard(one))) or not one.view_only)
        told += [line.id for line in one.poll()]
        assert told == ["b"], "it is told of like another session's entry: nobody here knew of it"
        assert appended(one, "b")[0].seq == 2, "sent again it is not stored again"


def test_a_line_that_is_silent_is_given_up_after_seconds(proxy: Proxy, address: str, tmp_path: Path) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        proxy.mode = STALL
        begun = time.monotonic()
        with pytest.raises((Unconfirmed, NotRecorded)):
            appended(one, "b")
        assert time.monotonic() - begun < 30
        proxy.cut()
        proxy.mode = "pass"
        wait_for(lambda: not heard(one) and not one.view_only)
        assert appended(one, "b")[0].seq == 2


def test_while_the_server_is_away_one_reads_and_the_reason_is_said(proxy: Proxy, address: str, tmp_path: Path) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
        one.follow()
        proxy.mode = REFUSE
        proxy.after = REFUSE
        proxy.cut()
        wait_for(lambda: bool(one.view_only))
        assert "cannot be reached" in one.view_only and "up to number 1" in one.view_only
        with pytest.raises(LedgerError, match="cannot be reached"):
            one.poll()
        assert ids(one) == ["a"]
        with session(address, tmp_path / "b") as other:
            appended(other, "b")
        proxy.mode = proxy.after = "pass"
        told: list[str] = []
        wait_for(lambda: bool(told.extend(line.id for line in heard(one))) or told == ["b"])
        wait_for(lambda: not one.view_only)
        assert appended(one, "c")[0].seq == 3


def test_opened_without_the_server_this_host_s_copy_is_shown(proxy: Proxy, address: str, tmp_path: Path) -> None:
    with session(through(proxy, address), tmp_path / "a") as one:
        appended(one, "a")
    proxy.mode = REFUSE
    with session(through(proxy, address), tmp_path / "a") as again:
        assert ids(again) == ["a"] and "cannot be reached" in again.view_only
        with pytest.raises(ViewOnly):
            appended(again, "b")
        proxy.mode = "pass"
        wait_for(lambda: not heard(again) and not again.view_only)
        appended(again, "b")


def test_the_board_says_view_only_with_the_reason_and_takes_it_back(proxy: Proxy, address: str) -> None:
    desk = Desk.open(through(proxy, address), create=True)
    try:
        desk.submit(MakeStore(key=desk.new_key(), training=False, name="", authority="Bury"))
        desk.follow()
        night = Night(desk)
        assert trouble_words(night, 80) == []
        proxy.mode = proxy.after = REFUSE
        proxy.cut()
        wait_for(lambda: night.poll() and bool(night.trouble))
        words = " ".join(trouble_words(night, 80))
        assert "NOT REFRESHED since" in words and "VIEW ONLY." in words
        assert "nothing can be recorded" in words and words.count("recorded") == 1
        proxy.mode = proxy.after = "pass"
        wait_for(lambda: night.poll() and not night.trouble)
        wait_for(lambda: night.poll() or not desk.view_only)
        assert trouble_words(night, 80) == []
    finally:
        desk.close()


def test_a_server_that_lost_what_this_host_knows_is_not_believed(
    server: postgres.Cluster, address: str, tmp_path: Path
) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a", "b")
        server.sql(
            "alter table nightdesk.line disable trigger user",
            "alter table nightdesk.head disable trigger user",
            "delete from nightdesk.line where seq = 2",
            """update nightdesk.head set seq = 1,
               hash = (select substr(right(line, 66), 1, 64) from nightdesk.line where seq = 1)""",
            database=address.rpartition("@/")[2].partition("?")[0],
        )
        assert [line.seq for line in appended(one, "b2")] == [2], "the server has it, in the place of another"
        assert "entry 2" in one.damage, "said at once, not only at the next poll"
        assert "nothing can be recorded" in one.view_only and "damaged" in one.damage
    with session(address, tmp_path / "a") as again:
        assert again.damage and ids(again) == ["a", "b"]


def test_a_draft_is_kept_while_the_server_is_away(proxy: Proxy, address: str) -> None:
    Desk.open(through(proxy, address), create=True).close()
    proxy.mode = proxy.after = REFUSE
    desk = Desk.open(through(proxy, address))
    try:
        Drafts(desk.store, desk.io).save("jokafor", "open", {"source": "carer"})
        (kept,) = Drafts(desk.store, desk.io).of_account("jokafor")
        assert kept.values == {"source": "carer"} and "cannot be reached" in desk.view_only
    finally:
        desk.close()


def test_appending_to_a_rewritten_server_is_noticed(address: str, server: postgres.Cluster, tmp_path: Path) -> None:
    with session(address, tmp_path / "a") as one:
        appended(one, "a")
        database = address.rpartition("@/")[2].partition("?")[0]
        server.sql("drop schema nightdesk cascade", database=database)
        with session(address, tmp_path / "b") as other:
            appended(other, "x", "y")
        with pytest.raises(LedgerError):
            one.poll()
        assert "damaged" in one.damage and ids(one) == ["a"]


def test_what_only_spares_the_next_start_is_let_be_while_the_server_is_away(
    proxy: Proxy, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two looks of the board, that is: nobody has said yet that the server is away."""
    make_demo(address).close()
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "a"))
    desk = Desk.open(through(proxy, address))
    try:
        night = Night(desk)
        proxy.after = REFUSE
        proxy.cut()
        with pytest.raises(LedgerError):
            desk.newest_head()
        Snapshot(night, Configuration(), "1000").keep()
        desk.keep_find_index()
        derived = {path.name for path in (Path(desk.store) / "derived").iterdir()}
        assert not derived & {SNAPSHOT, FIND_INDEX}
        night.poll()
        assert "cannot be reached" in night.trouble
    finally:
        desk.close()
