"""Through the door there is Nightdesk and nothing else: no shell, no editor, no other file, no other name."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.door.conftest import TWO
from tests.door.sshd import Sshd
from tui.main import main

pytestmark = pytest.mark.serial
ALLOWED = {"sshd", "sshd-session", "sshd-auth"}
SHELL = os.path.basename(os.path.realpath("/bin/sh"))


def last_entry(door: Sshd) -> dict[str, object]:
    newest = sorted((door.store / "ledger").iterdir())[-1]
    found: dict[str, object] = json.loads(newest.read_bytes().splitlines()[-1])
    return found


def fingerprint(door: Sshd, account: str) -> str:
    said = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(door.folder / f"{account}.pub")], capture_output=True, text=True
    )
    return said.stdout.split()[1]


def only_nightdesk_runs(door: Sshd) -> None:
    shells = {"sh", "dash", "bash"}
    """The account's own shell may stand between sshd and Nightdesk: sshd starts every forced command by it."""
    strangers = {name for name in door.programs() if not name.startswith("python")} - ALLOWED - shells
    assert not strangers
    for pid in door.nightdesk():
        assert Path(f"/proc/{pid}/task/{pid}/children").read_text() == "" or _only_python(pid)


def _only_python(pid: int) -> bool:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return all("python" in os.readlink(f"/proc/{child}/exe") for child in children)


def test_a_plain_command_answers_and_carries_account_and_key_whatever_the_environment_says(door):
    lies = {"USER": "manager", "LOGNAME": "manager", "NIGHTDESK_STORE": "/tmp", "NIGHTDESK_CLOCK": "2031-01-01T22:10x0"}
    answer = door.call("call", "--caller", "neighbour", "shouting next door", environ=lies)
    assert answer.returncode == 0, answer.stderr
    entry = last_entry(door)
    account = os.environ.get("USER") or "root"
    assert entry["by"]["account"] != "manager" and entry["by"]["key"] == fingerprint(door, entry["by"]["account"])
    assert not str(entry["at"]).startswith("2031"), account


HOSTILE = [
    "sh", "/bin/sh -i", "bash -c 'touch {mark}'", "board; touch {mark}", "board && touch {mark}", "$(touch {mark})",
    "`touch {mark}`", "board | tee {mark}", "board > {mark}", "board\ntouch {mark}", "find '$(touch {mark})'",
    "--store {mark} board", "board --store={mark}", "--config /etc/passwd board", "board --config=/etc/passwd",
    "--clock 2026-11-22T22:10 board", "--door {mark} board", "demo {mark}", "backup {mark}", "watch --once",
    "import history /etc/passwd", "repair --reason x", "protocol check /etc/passwd", "protocol show /etc/passwd",
    "protocol choose --reason cumbria /etc/passwd", "protocol text /etc/passwd",
    "export ssda903 --year 2027 --out ../../../{mark}", "export ssda903 --year 2027 --out {mark}",
    "handover --text {mark}", "handover --html ../{mark}", "scp -t /tmp", "scp -f /etc/passwd", "internal-sftp",
    "rsync --server . /tmp", "git-upload-pack /", "nightdesk nightdesk", "@/etc/passwd", "board 'unclosed",
    "-m http.server", "-c 'import os'", "verify --anchor $(id)", "show ../../etc/passwd", "--json --store /tmp board",
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_command_leads_to_a_shell_another_store_or_another_file(door, mark, asked):
    answer = door.call(asked.format(mark=mark))
    assert not mark.exists()
    assert "root:" not in answer.stdout + answer.stderr and "uid=" not in answer.stdout
    if "find" not in asked:
        assert answer.returncode not in (0, 70, 255), answer


@pytest.mark.parametrize("form", ["--store {other} board", "board --store={other}", "board --json --store {other}"])
def test_another_store_that_is_there_is_not_reached(door, tmp_path, form):
    other = tmp_path / "other"
    assert main(["demo", str(other), "--empty", "--clock", "2026-11-22T22:10x0"]) == 0
    answer = door.call(form.format(other=other))
    assert answer.returncode == 1 and "settled here" in answer.stderr and answer.stdout == ""
    through = door.call("board", "--json", environ={"NIGHTDESK_STORE": str(other)})
    assert json.loads(through.stdout)["episodes"]


@pytest.mark.parametrize(
    "asked", ["--view-only card {id}", "card --view-only {id}", "card {id} --view-only", "--view-only"]
)
def test_nobody_looks_at_a_child_without_a_trace(door, asked):
    """`--view-only` writes nothing, not even who looked: that is for the machine's keeper, not for a caller."""
    (found,) = json.loads(door.call("find", "kayleigh", "--limit", "1", "--json").stdout)["children"]
    answer = door.call(asked.format(id=found["id"]))
    assert answer.returncode == 1 and answer.stdout == "" and "--view-only" in answer.stderr
    assert door.call("card", found["id"]).returncode == 0
    log = max((door.store / "access").glob("*.jsonl"))
    newest = json.loads(log.read_bytes().splitlines()[-1])
    assert (newest["what"], newest["subject"], newest["result"]) == ("card", found["id"], "done")


def test_a_refusal_at_the_door_is_logged_without_what_was_asked(door):
    door.call("sh -c 'echo Kayleigh'")
    (log,) = (door.store / "access").glob("*.jsonl")
    entry = json.loads(log.read_bytes().splitlines()[-1])
    assert (entry["what"], entry["result"]) == ("door", "refused") and "Kayleigh" not in json.dumps(entry)


def test_no_files_are_moved_and_no_line_is_passed_on(door, tmp_path, mark):
    listing = tmp_path / "batch"
    listing.write_text("ls /\n")
    sftp = ["sftp", "-b", str(listing), "-P", str(door.port), *door.options(), "127.0.0.1"]
    answer = subprocess.run(sftp, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode != 0 and "etc" not in answer.stdout
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.1)
        target = f"127.0.0.1:{inside.getsockname()[1]}"
        forward = subprocess.run([*door.line()[:-1], "-W", target, "127.0.0.1"], stdin=subprocess.DEVNULL,
                                 capture_output=True, timeout=60, check=False)  # fmt: skip
        assert forward.returncode != 0
        with pytest.raises(TimeoutError):
            inside.accept()


def test_the_board_comes_and_its_end_is_the_end_of_the_line(door):
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        only_nightdesk_runs(door)
        terminal.send("\x1b[21~")
        terminal.settle(0.5)
        if terminal.process.poll() is None:
            terminal.send("\r")
        terminal.wait_end(20)
        assert "$ " not in terminal.text and "# " not in terminal.text


def test_no_variable_from_outside_runs_anything_or_moves_the_store(door, mark, tmp_path):
    evil = tmp_path / "evil"
    evil.mkdir()
    for module in ("sitecustomize", "usercustomize", "textual", "json"):
        (evil / f"{module}.py").write_text(f"open({str(mark)!r}, 'w')\n")
    (evil / "startup.py").write_text(f"open({str(mark)!r}, 'w')\n")
    environ = {
        "PYTHONPATH": str(evil), "PYTHONSTARTUP": str(evil / "startup.py"), "PYTHONINSPECT": "1",
        "PYTHONHOME": str(evil),
        "PYTHONBREAKPOINT": "os.system", "PYTHONUSERBASE": str(evil), "PYTHONDEVMODE": "1", "PYTHONFAULTHANDLER": "1",
        "TEXTUAL": "devtools,debug", "TEXTUAL_LOG": str(mark), "TEXTUAL_DRIVER": "sitecustomize:Driver",
        "TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_LOCATION": str(mark), "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_DEBUG": "1", "COLUMNS": "10", "LINES": "5", "EDITOR": f"touch {mark}", "VISUAL": f"touch {mark}",
        "PAGER": f"touch {mark}", "NIGHTDESK_STORE": str(mark), "NIGHTDESK_CONFIG": "/etc/passwd",
        "XDG_DATA_HOME": str(mark),
        "NIGHTDESK_CLOCK": "2020-01-01T00:00", "TZ": ":/etc/passwd", "LC_ALL": "../../etc/passwd",
        "LC_CTYPE": f"$(touch {mark})",
        "TERMINFO": str(evil), "TERMCAP": str(evil), "LC_MESSAGES": f"`touch {mark}`",
    }  # fmt: skip
    with door.board(environ=environ) as terminal:
        terminal.wait_for("F1 Help")
        only_nightdesk_runs(door)
        seen = {name for pid in door.nightdesk() for name in names_of(pid)}
        assert terminal.text.count("NIGHTDESK") and "2020" not in terminal.lines[0]
    assert not mark.exists()
    assert "PYTHONPATH" in seen, "sshd did not pass it on, so nothing was tried"


def names_of(pid: int) -> set[str]:
    content = Path(f"/proc/{pid}/environ").read_bytes()
    return {pair.partition(b"=")[0].decode() for pair in content.split(b"\0")}


@pytest.mark.parametrize("term", ["xterm;touch {mark}", "../../../etc/passwd", "$(touch {mark})", "dumb", "x" * 200])
def test_no_kind_of_terminal_leads_anywhere(door, mark, term):
    with door.board("board", environ={"TERM": term.format(mark=mark)}) as terminal:
        terminal.wait_end(30)
    assert not mark.exists()


PASTED = [
    "\x1b[200~; touch {mark}\r!touch {mark}\r\x1b[201~", "\x1b[200~\x1b[201~!sh\r", "\x1b]52;c;dG91Y2g=\x07",
    "\x1bP$q q\x1b\\", "\x1b[>0;276;0c\x1b[?1;2c", "\x1b[5n\x1b[6n\x1b[0c", ":!touch {mark}\r", "!touch {mark}\r",
    "|touch {mark}\r", "\x18\x05", "\x1b:!sh\r", "~^Z", "\x1bx", "\x00" * 50, "\x1b" * 50, "\xff\xfe\x80",
]  # fmt: skip


def test_no_key_and_no_pasted_sequence_leads_anywhere(door, mark):
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        for code in (*range(32), 127):
            terminal.send(bytes([code]))
            terminal.settle(0.05, 2)
            only_nightdesk_runs(door)
        for number in (*range(11, 16), *range(17, 21), 23, 24):
            terminal.send(f"\x1b[{number}~")
            terminal.settle(0.05, 2)
            terminal.send("\x1b")
            terminal.settle(0.3, 2)
        for sequence in PASTED:
            terminal.send(sequence.format(mark=mark).encode("latin-1"))
            terminal.settle(0.1, 2)
            only_nightdesk_runs(door)
        assert terminal.process.poll() is None, terminal.text
    assert not mark.exists()


SHELL_WORDS = "$(touch {mark}) `touch {mark}`; touch {mark} | touch {mark} && !touch {mark}"


def test_no_field_of_a_form_leads_anywhere(door, mark):
    """Text for a shell, an editor and a file in every field of a form, a search and a letter, and through the draft."""
    hostile = SHELL_WORDS.format(mark=mark)
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        terminal.wait_for("Enter Detail")
        terminal.send("p")
        terminal.wait_for("F2 Save")
        for _ in range(6):
            terminal.send(hostile)
            terminal.settle(0.05, 2)
            terminal.send("\t")
            terminal.settle(0.05, 2)
            only_nightdesk_runs(door)
        terminal.send("\x1bOQ")
        terminal.settle(0.3, 3)
        only_nightdesk_runs(door)
        terminal.send("\x1b")
        terminal.wait_for("NOT recorded")
        terminal.send("t")
        terminal.wait_for("F1 Help")
        terminal.send("/")
        terminal.wait_for("Find:")
        terminal.send(hostile)
        terminal.settle(0.2, 3)
        terminal.send("\r")
        terminal.settle(0.2, 3)
        only_nightdesk_runs(door)
    answer = door.call("call", "--caller", f"'{hostile}'", f"'{hostile}'", "--child", "'../../etc/passwd'")
    assert answer.returncode == 1 and "root:" not in answer.stdout + answer.stderr
    assert not mark.exists()


def test_a_storm_of_sizes_leads_nowhere(door):
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        for width, height in ((1, 1), (500, 200), (20, 5), (80, 24), (3, 300), (80, 24)):
            terminal.resize(width, height)
            terminal.settle(0.1, 3)
        terminal.wait_for("F1 Help")
        only_nightdesk_runs(door)


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTSTP", "SIGHUP", "SIGTERM", "SIGUSR1", "SIGABRT", "SIGKILL"])
def test_no_signal_leads_to_a_shell(door, name):
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        for pid in door.nightdesk():
            os.kill(pid, getattr(signal, name))
        terminal.settle(0.7, 5)
        only_nightdesk_runs(door)
        terminal.send("\r\recho still-$((40+2))\r")
        terminal.settle(0.5, 3) if terminal.process.poll() is None else None
        assert "still-42" not in terminal.text
        for pid in door.nightdesk():
            os.kill(pid, signal.SIGKILL)
    assert not list(Path("/").glob("core*"))


def test_an_interpreter_behind_the_door_leaves_no_dump(door):
    with door.board() as terminal:
        terminal.wait_for("F1 Help")
        for pid in door.nightdesk():
            limits = Path(f"/proc/{pid}/limits").read_text()
            assert [line.split()[4] for line in limits.splitlines() if line.startswith("Max core")] == ["0"]


def test_the_shipped_configuration_is_one_that_sshd_takes(door):
    checked = subprocess.run(
        ["/usr/sbin/sshd", "-t", "-f", str(door.folder / "sshd_config")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr


def test_each_worker_signs_with_the_own_account_and_key_and_with_no_other(shared):
    signed = []
    for account, other in (TWO, TWO[::-1]):
        lies = {"USER": other, "LOGNAME": other, "SSH_USER_AUTH": str(shared.folder / f"{other}.pub")}
        answer = shared.call("call", "--caller", "neighbour", "shouting", account=account, environ=lies)
        assert answer.returncode == 0, answer.stderr
        by = last_entry(shared)["by"]
        assert (by["account"], by["key"]) == (account, fingerprint(shared, account))
        assert by["name"] == f"Worker {account[-3:]}" and by["role"] == "duty worker"
        signed.append(by)
    assert signed[0]["key"] != signed[1]["key"]


def test_one_workers_key_does_not_open_anothers_account(shared):
    one, two = TWO
    line = [
        word.replace(str(shared.folder / two), str(shared.folder / one)) for word in shared.line("board", account=two)
    ]
    answer = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 255 and "Permission denied" in answer.stderr


def test_a_duty_worker_cannot_take_another_role_or_name_at_the_door(shared):
    for words in (("--role", "manager", "--name", "Boss"), ("--role", "duty-worker", "--name", "Somebody Else")):
        answer = shared.call("worker", "add", TWO[0], words[0], words[1], words[2], f"'{words[3]}'", account=TWO[0])
        assert answer.returncode == 1, answer
    assert "Boss" not in shared.call("worker", "list", account=TWO[0]).stdout
