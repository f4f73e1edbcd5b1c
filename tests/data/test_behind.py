"""What is read behind the screen, by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.long_store import make
from data.desk import Desk
from data.ledger.verify import verify
from data.live_file import read_live, write_live
from data.live_set import LiveSet
from tests.screens.stage import NOW


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    """A county's store in small."""
    folder = tmp_path_factory.mktemp("long") / "store"
    make(folder, NOW, children=400, episodes=300, events=3500, live=8)
    return folder


def read_behind(store: Path) -> list[str]:
    command = [sys.executable, "-m", "data.behind", str(store)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().splitlines()


def test_the_store_of_the_benchmarks_is_sound_to_the_last_byte(store):
    from data.io import Io

    report = verify(store, Io())
    assert report.sound
    assert report.events >= 3500


def test_everything_is_made_checked_and_told(store):
    said = read_behind(store)
    assert {"live", "positions", "find.index", "checked"} <= set(os.listdir(store / "derived"))
    assert [line for line in said if line in ("board", "find", "sound")] == ["board", "find", "sound"]
    desk = Desk.open(store)
    assert len(desk.cases()) == sum(line.startswith("live ") for line in said) == len(desk.living.subjects()) == 8
    desk.close()


def test_the_board_is_the_same_without_any_of_it(store, tmp_path):
    read_behind(store)
    desk = Desk.open(store, write=False)
    now = desk.now()
    with_it = [(case.episode.id, case.clocks, case.duties) for case in desk.cases(now=now)]
    desk.close()
    for file in (store / "derived").iterdir():
        file.unlink()
    desk = Desk.open(store, write=False)
    assert [(case.episode.id, case.clocks, case.duties) for case in desk.cases(now=now)] == with_it
    desk.close()


def test_damage_is_told_and_not_marked_as_checked(store):
    file = sorted((store / "ledger").iterdir())[3]
    sound = file.read_bytes()
    read_behind(store)
    (store / "derived" / "checked").unlink()
    try:
        file.write_bytes(sound.replace(b"Rang", b"Sang", 1).replace(b"Spoke", b"Spike", 1))
        assert any(line.startswith("damage ") for line in read_behind(store))
        assert not (store / "derived" / "checked").exists()
    finally:
        file.write_bytes(sound)


def test_the_daily_check_sets_right_who_is_live(store):
    read_behind(store)
    stored = read_live(str(store))
    assert stored is not None
    write_live(str(store), stored.but(live=LiveSet(stored.live.subjects()[1:], b"", stored.live.since)))
    (store / "derived" / "checked").unlink()
    read_behind(store)
    mended = read_live(str(store))
    assert mended is not None
    assert sorted(mended.live.subjects()) == sorted(stored.live.subjects())
