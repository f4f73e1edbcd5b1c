"""Who somebody is comes from the system: the account of the process, the login behind sudo and su, the SSH key."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from data.account import fingerprint_in, signed_in
from tests.source import ROOT

ASK = "from data.account import signed_in; found = signed_in(); print(found.name, found.login or '-')"
LOGIN = Path("/proc/self/loginuid")


def asked(uid: str = "") -> list[str]:
    """What a process says of itself: its account, and the login behind it; with this login, where it can be set."""
    code = f"open('{LOGIN}', 'w').write('{uid}')\n{ASK}" if uid else ASK
    words = [os.path.realpath(sys.executable), "-c", code]
    lies = {"USER": "manager", "LOGNAME": "manager", "SUDO_USER": "manager", "HOME": "/"}
    ran = subprocess.run(words, cwd=ROOT, env={**os.environ, **lies}, capture_output=True, text=True, check=False)
    if ran.returncode and uid:
        pytest.skip("the login of a process cannot be set here")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


def test_the_account_is_that_of_the_process_whatever_the_environment_says():
    assert asked()[0] == pwd.getpwuid(os.getuid()).pw_name == signed_in().name


def test_the_login_behind_the_account_is_named_where_it_is_another():
    other = pwd.getpwnam("daemon")
    assert asked(uid=str(other.pw_uid))[1] == "daemon"


def test_the_login_is_not_said_twice_where_it_is_the_account():
    assert asked(uid=str(os.getuid()))[1] == "-"


@pytest.mark.parametrize("text", ["", "password x", "publickey ssh-ed25519", "publickey ssh-ed25519 !!!", "publickey"])
def test_what_is_no_key_gives_no_fingerprint(tmp_path: Path, text: str):
    file = tmp_path / "auth"
    file.write_text(text)
    assert fingerprint_in(str(file)) == "" and fingerprint_in(str(tmp_path / "none")) == ""
