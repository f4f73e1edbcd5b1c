"""A line on every terminal: by a program without a shell, with ids and never a name, and never waited for in vain."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from data.watch.channels import AGAIN, WALL, NotTold, Wall
from models.duties.notices import Notice

NOTICE = Notice(
    "key", "0fb36b30", "lapsed", "E1", "absence-limit", "2026-11-22T22:30:00Z", "LAPSED; $(id). Ref 0fb36b30"
)


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "wall"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/words; env > {tmp_path}/env\n')
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(("group", "first"), [("nightdesk", ["-g", "nightdesk"]), ("everyone", [])])
def test_the_line_is_one_word_for_the_group_that_is_set(program: str, tmp_path: Path, group: str, first: list[str]):
    Wall(group, program).tell(NOTICE, again=False)
    assert (tmp_path / "words").read_text().splitlines() == [*first, f"NIGHTDESK: {NOTICE.words}"]
    assert {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()} <= {"PWD", "SHLVL", "_"}


def test_a_line_told_again_says_so(program: str, tmp_path: Path):
    Wall("everyone", program).tell(NOTICE, again=True)
    assert AGAIN in (tmp_path / "words").read_text()


def test_a_program_that_fails_or_is_not_there_told_nobody(tmp_path: Path):
    for program in ("/bin/false", str(tmp_path / "none")):
        with pytest.raises(NotTold):
            Wall("everyone", program).tell(NOTICE, again=False)


def test_a_program_that_hangs_is_given_up(tmp_path: Path):
    path = tmp_path / "hang"
    path.write_text("#!/bin/sh\nexec sleep 60\n")
    path.chmod(0o755)
    begun = time.monotonic()
    with pytest.raises(NotTold):
        Wall("everyone", str(path)).tell(NOTICE, again=False)
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(not shutil.which(WALL), reason="needs wall")
def test_the_machines_own_wall_takes_the_line():
    Wall("everyone").tell(NOTICE, again=False)
