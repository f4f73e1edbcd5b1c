"""The ready files of docs/install are ones that the machine takes, and agree with each other and with the program."""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from data.configuration import Configuration, read_configuration
from data.io import Io
from data.unlock import UnlockCommand
from data.watch.channels import LogFile
from data.watch.settings import channels_of
from models.duties.notices import Notice
from tests.door.sshd import PYTHON
from tests.source import ROOT
from tui import door
from tui.plain import host as host_page
from tui.plain.commands import COMMANDS

FILES = ROOT / "docs" / "install"
PAGE = (FILES / "README.md").read_text()
UNITS = sorted(path.name for path in FILES.glob("nightdesk-*.*"))


def test_the_page_names_every_file_and_every_file_is_there():
    named = set(re.findall(r"^\| (.*?) \|", PAGE, re.M)) - {"File", "---"}
    files = {name for cell in named for name in re.findall(r"`([^`]+)`", cell)}
    assert files == {path.name for path in FILES.iterdir()} - {"README.md"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path):
    for name in UNITS:
        unit = (FILES / name).read_text().replace("/opt/nightdesk/bin/python", PYTHON)
        (tmp_path / name).write_text(unit)
    answer = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *UNITS], cwd=tmp_path,
                            capture_output=True, text=True, check=False)  # fmt: skip
    ours = [line for line in answer.stderr.splitlines() if "nightdesk" in line]
    assert answer.returncode == 0 and ours == [], answer.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units_as_the_page_changes_them_for_a_server(tmp_path):
    changes = [textwrap.dedent(block) for block in re.findall(r"```ini\n(.*?)```", PAGE, re.DOTALL)]
    folders = set(re.findall(r"^d (\S+)", (FILES / "tmpfiles_nightdesk.conf").read_text(), re.M))
    for name, change in zip(("nightdesk-watch.service", "nightdesk-backup.service"), changes, strict=True):
        (tmp_path / name).write_text((FILES / name).read_text().replace("/opt/nightdesk/bin/python", PYTHON))
        (tmp_path / f"{name}.d").mkdir()
        (tmp_path / f"{name}.d" / "server.conf").write_text(change.replace("/opt/nightdesk/bin/python", PYTHON))
        assert re.search(r"NIGHTDESK_LOCAL=(\S+)", change)[1] in folders
        assert f"/pgpass/{name.removesuffix('.service')}\n" in change
        words = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", name]
        answer = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
        ours = [line for line in answer.stderr.splitlines() if "nightdesk" in line]
        assert answer.returncode == 0 and ours == [], answer.stderr


def test_the_forced_command_of_the_page_leads_to_a_server_and_opens(monkeypatch):
    """As sshd gives it to the account's shell: that takes the quotes away and leaves the address whole."""
    (command,) = re.findall(r"^ +ForceCommand (.*postgresql.*)$", PAGE, re.M)
    _, _, words = command.partition(" -m tui ")
    said = subprocess.run(["/bin/sh", "-c", f"printf '%s\\n' {words}"], capture_output=True, text=True, check=True)
    environ = {"SSH_ORIGINAL_COMMAND": "board"}
    monkeypatch.setattr(door.os, "chdir", lambda path: None)
    monkeypatch.setattr("tui.environment.no_core_dumps", lambda: None)
    monkeypatch.setattr("data.protocol_files.by_name_only", lambda: None)
    line = door.enter(said.stdout.splitlines(), environ)
    assert line[1] == "postgresql://?service=nightdesk" and environ["NIGHTDESK_LOCAL"] == "/var/lib/nightdesk"


def test_a_service_runs_as_an_account_that_is_made_and_writes_only_where_a_folder_is_made():
    accounts = set(re.findall(r"^u (\S+)", (FILES / "sysusers_nightdesk.conf").read_text(), re.M))
    folders = set(re.findall(r"^d (\S+)", (FILES / "tmpfiles_nightdesk.conf").read_text(), re.M))
    for path in FILES.glob("*.service"):
        unit = path.read_text()
        assert set(re.findall(r"^User=(.*)", unit, re.M)) <= accounts
        assert {
            folder for line in re.findall(r"^ReadWritePaths=(.*)", unit, re.M) for folder in line.split()
        } <= folders
        assert "LimitCORE=0" in unit


def test_nobody_outside_the_group_gets_into_a_folder_that_holds_records():
    for path, mode in re.findall(r"^d (\S+)\s+(\d+)", (FILES / "tmpfiles_nightdesk.conf").read_text(), re.M):
        assert path.endswith("/keys") or int(mode, 8) & 0o007 == 0


def test_the_settings_can_be_read_and_name_the_file_that_is_rotated():
    settings = read_configuration(str(FILES / "nightdesk.toml"))
    assert {channel.name for channel in channels_of(settings, Io())} == {"syslog", "file"}
    assert settings.alerts["file"] in (FILES / "logrotate_nightdesk").read_text()


def test_every_command_is_either_open_at_the_door_or_said_to_be_closed():
    closed = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("These are closed") :].partition(".")[0]))
    assert set(COMMANDS) == door.COMMANDS | (closed & set(COMMANDS)) and not door.COMMANDS & closed


LOGROTATE = shutil.which("logrotate", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


@pytest.mark.skipif(not LOGROTATE, reason="needs logrotate")
def test_logrotate_takes_its_file_and_the_watch_writes_on_in_the_new_one(tmp_path):
    logs, rotate = tmp_path / "logs", tmp_path / "rotate"
    logs.mkdir(mode=0o750)
    alerts = logs / "alerts.log"
    alerts.write_text("an alert\n")
    me = f"{pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name}"
    text = (FILES / "logrotate_nightdesk").read_text().replace("/var/log/nightdesk", str(logs))
    rotate.write_text(text.replace("nightdesk-watch nightdesk", me))
    rotate.chmod(0o644)
    words = [LOGROTATE, "-f", "-v", "-s", tmp_path / "state", rotate]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert answer.returncode == 0 and "error" not in answer.stderr.lower(), answer.stderr
    kept = [path for path in logs.iterdir() if path != alerts]
    assert [path.read_text() for path in kept] == ["an alert\n"]
    assert alerts.read_text() == "" and alerts.stat().st_mode & 0o777 == 0o660
    notice = Notice("key", "abcd1234", "late", "E1", "rule", "2026-11-22T22:10:00Z", "words. Ref abcd1234")
    LogFile(str(alerts), Io()).tell(notice, False)
    assert "abcd1234" in alerts.read_text()


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A host set up as the page says, in a folder."""
    for name in host_page.FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        path.chmod(0o644)
    shutil.copy(FILES / "sshd_nightdesk.conf", tmp_path / "etc/ssh/sshd_config.d/nightdesk.conf")
    (tmp_path / "etc/nightdesk/keys").mkdir(parents=True)
    (tmp_path / "etc/nightdesk/keys").chmod(0o755)  # whatever mask another test left to this process
    (tmp_path / "etc/nightdesk/keys/jokafor").write_text("ssh-ed25519 AAAA")
    (tmp_path / "etc/nightdesk/keys/jokafor").chmod(0o644)
    (tmp_path / host_page.BACKUPS / "2026").mkdir(parents=True)
    return tmp_path


def wrong(host: Path, configuration: Configuration = Configuration()) -> dict[str, str]:  # noqa: B008
    return {each.what: each.words for each in host_page.host_findings(configuration, host) if not each.good}


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="files that belong to root")


@needs_root
def test_doctor_finds_nothing_on_a_host_set_up_as_the_page_says(host):
    assert wrong(host) == {}


def test_doctor_expects_every_file_that_the_page_has_copied():
    shipped = {path.name.replace("_nightdesk.conf", "").replace("_nightdesk", "") for path in FILES.iterdir()}
    expected = {Path(name).parent.name.split(".")[0] if name.endswith("nightdesk.conf") or "." not in Path(name).name
                else Path(name).name for name in host_page.FILES}  # fmt: skip
    assert expected - {"sshd_config", "tmpfiles", "sysusers", "logrotate"} <= shipped
    assert {"sshd", "tmpfiles", "sysusers", "logrotate"} <= shipped and len(host_page.FILES) == len(shipped) - 3


@needs_root
@pytest.mark.parametrize("name", sorted(host_page.FILES))
def test_doctor_says_what_to_do_about_each_file_that_is_missing_or_can_be_changed(host, name):
    (host / name).chmod(0o666)
    assert "others than root" in wrong(host)[f"/{name}"]
    (host / name).unlink()
    assert "not there: " in wrong(host)[f"/{name}"]


@needs_root
def test_doctor_sees_a_door_left_open_a_key_that_others_can_change_and_old_backups(host):
    door_file = host / "etc/ssh/sshd_config.d/nightdesk.conf"
    door_file.write_text(door_file.read_text().replace("DisableForwarding yes", ""))
    key = host / "etc/nightdesk/keys/jokafor"
    key.chmod(0o664)
    os.utime(host / host_page.BACKUPS / "2026", (0, 0))
    found = wrong(host)
    assert "DisableForwarding" in found["door"] and "others than root" in found[str(key)]
    assert "hours old" in found["backup"]


SERVER_DOOR = "--door 'postgresql://?service=nightdesk' --local /var/lib/nightdesk"


@pytest.fixture
def server_host(host: Path) -> Path:
    """The same host, with a door to a server."""
    file = host / "etc/ssh/sshd_config.d/nightdesk.conf"
    file.write_text(file.read_text().replace("--door /srv/nightdesk/store", SERVER_DOOR))
    (host / "var/lib/nightdesk").mkdir(parents=True)
    (host / "var/lib/nightdesk").chmod(0o2770)
    (host / "etc/nightdesk/pg_service.conf").write_text("[nightdesk]\nhost=db\npassword=x\n")
    (host / "etc/nightdesk/pg_service.conf").chmod(0o640)
    passwords = host / "etc/nightdesk/pgpass"
    passwords.mkdir()
    (passwords / "root").write_text("db:5432:nightdesk:root:x\n")
    (passwords / "root").chmod(0o600)
    return host


def spoil(host: Path, what: str) -> None:
    file, passwords = host / "etc/ssh/sshd_config.d/nightdesk.conf", host / "etc/nightdesk/pgpass"
    match what:
        case "no folder":
            file.write_text(file.read_text().replace("--local /var/lib/nightdesk", ""))
        case "folder missing":
            (host / "var/lib/nightdesk").rmdir()
        case "folder open":
            (host / "var/lib/nightdesk").chmod(0o2777)
        case "password in the address":
            file.write_text(file.read_text().replace("postgresql://?", "postgresql://a:hunter2@h/x?"))
        case "service file open":
            (host / "etc/nightdesk/pg_service.conf").chmod(0o644)
        case "password file open":
            (passwords / "root").chmod(0o640)
        case "of another":
            (passwords / "root").rename(passwords / "daemon")
        case "of nobody":
            (passwords / "root").rename(passwords / "nobody-of-that-name")
        case "unreadable command":
            file.write_text(file.read_text().replace("?service=nightdesk'", "?service=nightdesk"))


@needs_root
def test_doctor_finds_nothing_on_a_host_with_a_door_to_a_server_as_the_page_says(server_host):
    assert wrong(server_host) == {}
    found = {each.what: each.words for each in host_page.host_findings(Configuration(), server_host)}
    assert (
        found["door's server"] == "postgresql://?service=nightdesk" and found["door's folder"] == "/var/lib/nightdesk"
    )


@needs_root
@pytest.mark.parametrize(
    ("what", "field", "words"),
    [
        ("no folder", "door's folder", "lacks --local"),
        ("folder missing", "door's folder", "not there"),
        ("folder open", "door's folder", "chmod 2770"),
        ("password in the address", "door's server", "must hold no password"),
        ("service file open", "server's password", "chmod 0640"),
        ("password file open", "server's password", "chmod 0600"),
        ("of another", "server's password", "chown daemon"),
        ("of nobody", "server's password", "not there: remove it"),
        ("unreadable command", "door", "cannot be read as a command"),
    ],
)
def test_doctor_says_what_to_do_about_a_door_to_a_server(server_host, what, field, words):
    spoil(server_host, what)
    found = wrong(server_host)
    assert words in found[field] and "hunter2" not in str(found)


def test_doctor_sees_an_unlock_command_and_a_mail_password_that_others_reach(tmp_path):
    program, secret = tmp_path / "unlock", tmp_path / "secret"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o777)
    secret.write_text("x")
    secret.chmod(0o644)
    found = wrong(tmp_path, Configuration(unlock=str(program), mail={"password_file": str(secret)}))
    assert "changed by others" in found["unlock command"] and "chmod" in found["mail password"]


@pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/usr/sbin/unix_chkpwd").exists() or not shutil.which("chpasswd"),
    reason="needs root, unix_chkpwd and chpasswd",
)
def test_the_ready_unlock_program_takes_the_accounts_own_password_and_no_other():
    account = f"nd-{os.getpid()}-unlock"
    subprocess.run(["useradd", "-M", "-d", "/", "-s", "/usr/sbin/nologin", account], check=True, capture_output=True)
    try:
        subprocess.run(["chpasswd"], input=f"{account}:pass word%s\\n", text=True, check=True)
        asked = UnlockCommand(str(FILES / "nightdesk-unlock"), account)
        assert asked("pass word%s\\n")
        assert not asked("pass word") and not asked("")
    finally:
        subprocess.run(["userdel", account], check=False, capture_output=True)


def test_systemd_makes_the_accounts_and_the_folders_as_said(tmp_path):
    if not (shutil.which("systemd-sysusers") and shutil.which("systemd-tmpfiles") and os.geteuid() == 0):
        pytest.skip("needs systemd-sysusers, systemd-tmpfiles and root")
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    for tool, name in (("systemd-sysusers", "sysusers"), ("systemd-tmpfiles", "tmpfiles")):
        words = [tool, f"--root={root}", *(["--create"] if name == "tmpfiles" else [])]
        made = subprocess.run(
            [*words, str(FILES / f"{name}_nightdesk.conf")], capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
    for line in re.findall(r"^d (\S+)\s+(\d+)", (FILES / "tmpfiles_nightdesk.conf").read_text(), re.M):
        assert f"{(root / line[0][1:]).stat().st_mode & 0o7777:04o}" == line[1]
