"""The ready files of docs/install are ones that the machine takes, and agree with each other and with the program."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from data.configuration import read_configuration
from data.io import Io
from data.watch.settings import channels_of
from tests.door.sshd import PYTHON
from tests.source import ROOT
from tui import door
from tui.plain.commands import COMMANDS

FILES = ROOT / "docs" / "install"
PAGE = (FILES / "README.md").read_text()
UNITS = sorted(path.name for path in FILES.glob("nightdesk-*"))


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


@pytest.mark.parametrize("path", [Path("/usr/sbin/logrotate"), Path("/usr/bin/logrotate")])
def test_logrotate_takes_its_file(path, tmp_path):
    if not path.exists():
        pytest.skip("needs logrotate")
    file = tmp_path / "rotate"
    file.write_text((FILES / "logrotate_nightdesk").read_text().replace("nightdesk-watch nightdesk", "root root"))
    answer = subprocess.run([path, "-d", "-s", tmp_path / "state", file], capture_output=True, text=True, check=False)
    assert "error" not in answer.stderr.lower(), answer.stderr
