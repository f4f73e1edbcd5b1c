"""The door to a store on a server: the server, the login and the folders are the administrator's, whatever is sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.data.conftest import need_postgres
from tests.door.conftest import TWO
from tests.door.sshd import Sshd
from tests.door.test_door import fingerprint, only_nightdesk_runs
from tests.door.to_server import PASSWORD, Host, arguments, host
from tui.door import Closed, enter

pytestmark = [pytest.mark.postgres, pytest.mark.serial]
ONE, OTHER = TWO


@pytest.fixture(scope="module")
def there(workers: str) -> Iterator[Host]:
    need_postgres()
    with host(workers) as made:
        yield made


@pytest.fixture(scope="module")
def door(there: Host) -> Iterator[Sshd]:
    """Through a socket of the host, each account under its own name (`peer`)."""
    with there.door("socket") as made:
        yield made


def newest(there: Host) -> tuple[str, dict[str, object]]:
    login, line = there.stored()[-1]
    return str(login), json.loads(str(line))


@pytest.mark.parametrize("service", ["socket", "network"])
def test_each_worker_signs_with_account_key_and_database_login_by_peer_and_by_password(there, service):
    with there.door(service) as door:
        for account in TWO:
            answer = door.call("call", "--caller", "neighbour", f"'shouting, {account}'", account=account)
            assert answer.returncode == 0, answer.stderr
            login, entry = newest(there)
            assert login == account and entry["by"]["account"] == account
            assert entry["by"]["key"] == fingerprint(door, account)
            seen = door.call("board", "--json", account=account)
            assert json.loads(seen.stdout)["head"]["seq"] == len(there.stored())


def test_the_workers_of_a_host_share_its_copy_and_its_security_log_and_nobody_else_gets_in(there, door):
    for account in TWO:
        assert door.call("board", account=account).returncode == 0
        assert door.call("watch", "--once", account=account).returncode == 1
    kept = there.kept("socket")
    assert [path.name for path in there.local.iterdir() if path == kept] == [kept.name]
    modes = {path.name: path.stat().st_mode & 0o7777 for path in (kept, *kept.iterdir()) if path.is_dir()}
    assert set(modes.values()) == {0o2770}, modes
    (log,) = (kept / "access").glob("*.jsonl")
    entries = [json.loads(line) for line in log.read_bytes().splitlines()]
    refused = {entry["account"] for entry in entries if (entry["what"], entry["result"]) == ("door", "refused")}
    assert refused == set(TWO)


ELSEWHERE = {
    "PGHOST": "203.0.113.1", "PGHOSTADDR": "203.0.113.1", "PGPORT": "1", "PGDATABASE": "postgres", "PGUSER": "postgres",
    "PGSERVICE": "other", "PGSERVICEFILE": "/tmp/other", "PGPASSFILE": "/tmp/other", "PGPASSWORD": "x",
    "PGSYSCONFDIR": "/tmp", "PGOPTIONS": "-c search_path=evil", "PGAPPNAME": "evil", "HOME": "/tmp",
    "NIGHTDESK_LOCAL": "/tmp/nightdesk-elsewhere", "NIGHTDESK_STORE": "postgresql:///elsewhere",
    "XDG_STATE_HOME": "/tmp",
}  # fmt: skip


def test_no_variable_leads_to_another_server_login_or_folder(there, door):
    answer = door.call("call", "--caller", "neighbour", "lies", account=ONE, environ=ELSEWHERE)
    assert answer.returncode == 0, answer.stderr
    assert newest(there)[0] == ONE and not Path("/tmp/nightdesk-elsewhere").exists()


@pytest.mark.parametrize(
    "asked",
    ["--store postgresql:///postgres board", "--local /tmp board", "board --local=/tmp", "--store /tmp board",
     "copy postgresql:///postgres", "backup /tmp/nightdesk-elsewhere", "--door postgresql:///postgres --local /tmp"],
)  # fmt: skip
def test_no_word_leads_to_another_server_or_folder(there, door, asked):
    before = len(there.stored())
    answer = door.call(asked, account=ONE)
    assert answer.returncode == 1 and answer.stdout == "", answer
    assert len(there.stored()) == before and not Path("/tmp/nightdesk-elsewhere").exists()


def test_the_board_comes_through_the_network_and_no_argument_title_or_variable_holds_the_password(there):
    with there.door("network") as door, door.board(account=ONE) as terminal:
        terminal.wait_for("F1 Help")
        only_nightdesk_runs(door)
        listed = arguments()
        assert "service=network" in listed and f"postgres: {ONE} " in listed, "what is looked for would be seen"
        assert PASSWORD not in listed
        for pid in door.nightdesk():
            environ = Path(f"/proc/{pid}/environ").read_bytes() + Path(f"/proc/{pid}/cmdline").read_bytes()
            assert PASSWORD.encode() not in environ
        terminal.send("\x1b[21~")
        terminal.settle(0.5)
        if terminal.process.poll() is None:
            terminal.send("\r")
        terminal.wait_end(20)


def test_another_host_s_entry_comes_to_the_board_behind_the_door(there, door):
    with door.board(account=ONE) as terminal:
        terminal.wait_for("F1 Help")
        before = terminal.lines[0].split()[-1]
        with there.door("network") as beside:
            assert beside.call("call", "--caller", "police", "elsewhere", account=OTHER).returncode == 0
        terminal.wait_for(lambda: terminal.lines[0].split()[-1] != before)


def test_doctor_at_the_door_finds_the_server_and_the_folders_in_order(there, door):
    found = json.loads(door.call("doctor", "--json", account=ONE).stdout)["findings"]
    by_name = {each["what"]: each for each in found}
    assert by_name["login"]["words"] == "may record" and by_name["store's mode"]["good"]
    assert not [each for each in found if each["what"].startswith("mode of ") and not each["good"]]


def test_a_server_that_is_away_is_said_at_the_door_and_reading_goes_on(workers):
    need_postgres()
    with host(workers) as there, there.door("socket") as door:
        assert door.call("board", account=ONE).returncode == 0
        there.server.stop()
        answer = door.call("board", "--json", account=OTHER)
        assert answer.returncode == 6 and json.loads(answer.stdout)["v"] == 1
        assert answer.stderr.startswith("NOT REFRESHED")
        assert door.call("call", "--caller", "x", "y", account=ONE).returncode == 6


WRONG = [
    ["--door"], ["--door", "relative"], ["--door", "postgresql:///x"], ["--door", "postgresql:///x", "--local", "near"],
    ["--door", "postgresql:///x", "--local", "/l", "--config", "near"], ["--door", "/s", "--local", "/l"],
    ["--door", "postgresql://a:hunter2@h/x", "--local", "/l"], ["--door", "postgresql:///x", "--local"],
    ["--door", "postgresql:///x", "--local", "/l", "--local", "/m"], ["--door", "/s", "--clock", "2026"],
    ["--door", "postgresql://h/x?passfile=/p", "--local", "/l"],
]  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_a_door_that_is_set_up_wrongly_opens_nothing_and_says_so_without_the_password(words):
    with pytest.raises(Closed, match="set up wrongly") as why:
        enter(words, {})
    assert "hunter2" not in str(why.value)


def test_what_libpq_reads_is_named_beside_the_configuration_and_nothing_is_of_the_caller():
    code = (
        "import json, os, sys; from tui.door import enter\nprint(json.dumps([enter(sys.argv[1:]), dict(os.environ)]))"
    )
    address = "postgresql://db.example/nightdesk"
    words = [
        sys.executable,
        "-c",
        code,
        "--door",
        address,
        "--local",
        "/var/lib/nightdesk",
        "--config",
        "/etc/n/n.toml",
    ]
    environ = {**os.environ, **ELSEWHERE, "SSH_ORIGINAL_COMMAND": "board"}
    answer = subprocess.run(words, env=environ, capture_output=True, text=True, check=True)
    line, left = json.loads(answer.stdout)
    assert line == ["--store", address, "--config", "/etc/n/n.toml", "board"]
    of_libpq = {name: value for name, value in left.items() if name.startswith("PG")}
    assert of_libpq.pop("PGPASSFILE").startswith("/etc/n/pgpass/")
    assert of_libpq == {"PGSYSCONFDIR": "/etc/n", "PGSERVICEFILE": "/etc/n/pg_service.conf"}
    assert (left["NIGHTDESK_LOCAL"], left["HOME"]) == ("/var/lib/nightdesk", "/") and "NIGHTDESK_STORE" not in left
