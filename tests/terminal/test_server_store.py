"""The board on a store on a server: what another host records appears; the server goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.demo import make_demo
from data.desk import Desk
from models.commands.child import AddNote
from tests import postgres
from tests.data.conftest import need_postgres
from tests.terminal.harness import PYTHON, Terminal

pytestmark = pytest.mark.postgres


@pytest.fixture
def server() -> Iterator[postgres.Cluster]:
    need_postgres()
    with postgres.cluster() as running:
        yield running


def board(address: str, local: Path) -> Terminal:
    environ = {"NIGHTDESK_LOCAL": str(local), "NIGHTDESK_STORE": address}
    terminal = Terminal([PYTHON, "-m", "tui"], environ=environ)
    terminal.wait_for("F10 Quit")
    return terminal


def another_host_notes(address: str, text: str) -> None:
    """Somebody else, elsewhere, records something."""
    desk = Desk.open(address)
    try:
        episode = next(case.episode.id for case in desk.cases())
        desk.submit(AddNote(key=desk.new_key(), subject=episode, text=text))
    finally:
        desk.close()


def test_the_board_says_that_the_server_is_away_keeps_what_is_typed_and_goes_on(
    server: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "b"))
    address = server.new_database()
    make_demo(address).close()
    with board(address, tmp_path / "a") as terminal:
        terminal.wait_for("MISSING ---")
        before = terminal.lines[0].split()[-1]
        another_host_notes(address, "seen at the station")
        terminal.wait_for(lambda: terminal.lines[0].split()[-1] != before)
        terminal.send("a")
        terminal.wait_for("A case note")
        terminal.send("n")
        terminal.wait_for("F2 Save")
        terminal.send("a friend of hers rang")
        terminal.wait_for("a friend of hers rang")
        server.kill()
        terminal.send("\x1bOQ")
        terminal.wait_for(lambda: "NOT RECORDED" in terminal.text or "VIEW ONLY" in terminal.text, 60)
        terminal.send("\x1b")
        terminal.wait_for("Keep it as a draft")
        terminal.send("d")
        terminal.wait_for("NOT REFRESHED", 60)
        assert "VIEW ONLY" in terminal.text and "cannot be reached" in terminal.text
        server.start()
        terminal.wait_for(lambda: "NOT REFRESHED" not in terminal.text and "VIEW ONLY" not in terminal.text, 60)
        assert "MISSING ---" in terminal.text
        kept = next((tmp_path / "a").iterdir())
    drafts = "".join(path.read_text() for path in (kept / "drafts").iterdir() if path.is_file())
    assert "a friend of hers rang" in drafts
