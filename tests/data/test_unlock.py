"""The command that unlocks: asked without a shell, told the secret by its input alone, never waited for in vain."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from data.configuration import BadConfiguration, read_configuration
from data.unlock import NotAsked, UnlockCommand, misplaced


def command(folder: Path, body: str) -> str:
    path = folder / "unlock"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def right(tmp_path: Path) -> UnlockCommand:
    body = (
        f'IFS= read -r said; env > {tmp_path}/env; cat /proc/$$/cmdline > {tmp_path}/words; [ "$said" = "s3 cr\\\\et" ]'
    )
    return UnlockCommand(command(tmp_path, body), "o'brien; id")


def test_only_what_the_command_accepts_unlocks(right: UnlockCommand) -> None:
    assert right("s3 cr\\et")
    assert not right("s3") and not right("") and not right("s3 cr\\et\nmore") and not right("x" * 600)


def test_the_secret_stands_in_no_argument_and_no_variable_and_the_account_is_one_word(
    right: UnlockCommand, tmp_path: Path
) -> None:
    assert right("s3 cr\\et")
    words = (tmp_path / "words").read_bytes().split(b"\0")
    assert words[-2:] == [b"o'brien; id", b""] and not [word for word in words if b"s3" in word]
    named = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert named <= {"PATH", "PWD", "SHLVL", "_"}


def test_a_command_that_hangs_is_ended_with_all_it_started_and_nothing_unlocks(tmp_path: Path) -> None:
    asked = UnlockCommand(command(tmp_path, f"echo $$ > {tmp_path}/pid; sleep 600 & sleep 600"), "jo", patience=0.5)
    with pytest.raises(NotAsked, match="no answer"):
        asked("4711")
    group = int((tmp_path / "pid").read_text())
    end = time.monotonic() + 5
    while any(_group(pid) == group for pid in os.listdir("/proc") if pid.isdigit()):
        assert time.monotonic() < end, "something that it started still runs"


def _group(pid: str) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return -1
    return int(fields[2]) if fields[0] != "Z" else -1


def test_a_command_that_is_not_there_unlocks_nothing_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotAsked, match="cannot be run: No such file"):
        UnlockCommand(str(tmp_path / "none"), "jo")("4711")


def test_a_command_that_others_can_change_is_not_to_be_trusted(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = command(tmp_path, "exit 0")
    assert misplaced(path) == ""
    os.chmod(path, 0o777)
    assert "changed by others" in misplaced(path)
    os.chmod(path, 0o644)
    assert os.geteuid() == 0 or "cannot be run" in misplaced(path)
    assert "No such file" in misplaced(f"{path}x")


@pytest.mark.parametrize(
    ("text", "words"),
    [('unlock = "check me"', "path from the root"), ('unlock = "/bin/x"\npin = "scrypt$1"', "either a pin or")],
)
def test_an_unlock_command_is_a_whole_path_and_stands_instead_of_a_pin(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "nightdesk.toml"
    file.write_text(text)
    with pytest.raises(BadConfiguration, match=words):
        read_configuration(str(file))
