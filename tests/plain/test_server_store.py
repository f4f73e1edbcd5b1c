"""Plain commands on a store on a server: the same answers, and plain words when the server is away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import postgres
from tests.data.conftest import need_postgres
from tests.plain.typing_room import Room

pytestmark = pytest.mark.postgres


def test_a_night_on_a_server_is_like_a_night_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_postgres()
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "local"))
    with postgres.cluster() as server:
        address = server.new_database()
        room = Room(address)  # type: ignore[arg-type]
        made = room.run("demo", address, "--json").json
        assert made["children"] == 12 and made["store"] == address
        on_server = room.run("board", "--json").json
        assert room.run("copy", tmp_path / "folder").status == 0
        in_folder = Room(tmp_path / "folder").run("board", "--json").json
        assert on_server == in_folder and on_server["episodes"]
        assert "Kayleigh Barnes" in room.run("find", "kayl").out
        verified = room.run("verify", "--json").json
        assert verified["clean"] and verified["head"] == made["head"]
        assert room.run("backup", tmp_path / "backup").status == 0
        assert room.run("backup", tmp_path / "backup").status == 1
        assert "mended by hand" in room.run("repair", "--reason", "x").err
        findings = {each["what"]: each for each in room.run("doctor", "--json").json["findings"]}
        assert findings["server's fsync"]["good"] and findings["login"]["words"] == "may record"
        _while_it_is_away(room, server)
        added = room.run("child", "add", "--surname", "Novak", "--forename", "Eva", "--dob", "2012-05-04", "--json")
        assert added.json["events"][0]["seq"] == made["head"]["seq"] + 1


def _while_it_is_away(room: Room, server: postgres.Cluster) -> None:
    before = room.run("board", "--json").json["episodes"]
    server.kill()
    board = room.run("board", "--json")
    assert board.status == 6 and json.loads(board.out)["episodes"] == before
    assert board.err.startswith("NOT REFRESHED. The server cannot be reached")
    added = room.run("child", "add", "--surname", "Novak", "--forename", "Eva", "--dob", "2012-05-04")
    assert added.status == 6 and "until it is back" in added.err
    watched = room.run("watch", "--once")
    assert "NOT REFRESHED" in watched.err and watched.status in (0, 3)
    server.start()


def test_the_watch_raises_each_alert_of_a_server_once_however_often_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_postgres()
    monkeypatch.setenv("NIGHTDESK_LOCAL", str(tmp_path / "local"))
    alerts, settings = tmp_path / "alerts", tmp_path / "settings.toml"
    settings.write_text(f'[alerts]\nsyslog = "off"\nfile = "{alerts}"\n')
    with postgres.cluster() as server:
        room = Room(server.new_database(), "2026-11-22T22:40:00Z")  # type: ignore[arg-type]
        room.ok("demo", room.store)
        for _ in range(3):
            room.run("watch", "--once", NIGHTDESK_CONFIG=str(settings))
        raised = alerts.read_text().splitlines()
        assert raised and len(raised) == len(set(raised)) and any("OVERDUE" in line for line in raised)
        assert not [line for line in raised if "AGAIN" in line or "Kayleigh" in line]
        assert room.run("watch", "--check", NIGHTDESK_CONFIG=str(settings)).status == 1, "they wait to be seen"
        room.run("seen", "--all")
        assert room.run("watch", "--check", NIGHTDESK_CONFIG=str(settings)).status in (0, 3)


def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path: Path) -> None:
    room = Room("postgresql://okafor:hunter2@db/nightdesk")  # type: ignore[arg-type]
    for words in (("board",), ("verify",), ("doctor",), ("copy", tmp_path / "x"), ("demo",)):
        answer = room.run(*words)
        assert answer.status == 1 and "hunter2" not in answer.out + answer.err, words
        assert "pgpass" in answer.out + answer.err


def test_a_server_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    answer = Room(f"postgresql:///night?host={tmp_path}").run("board")  # type: ignore[arg-type]
    assert answer.status == 1 and "cannot be reached" in answer.err and "fault of its own" not in answer.err
