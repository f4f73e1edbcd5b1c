"""The page for whoever is called at three in the morning: its commands do what it says, on stores damaged so."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.demo import make_demo
from data.io import Io, TrainingClock
from data.ledger.backup import backup
from models.times.zone import from_iso
from tests.source import ROOT
from tui.main import main

pytestmark = pytest.mark.whole
PAGE = (ROOT / "docs" / "damage.md").read_text("utf-8")
CODE = "".join(path.read_text("utf-8") for top in ("data", "tui") for path in sorted((ROOT / top).rglob("*.py")))


def sections() -> dict[str, str]:
    """Every heading that has commands, with what stands under it."""
    parts = re.split(r"^## ", PAGE, flags=re.M)[1:]
    return {part.partition("\n")[0]: part for part in parts if "```sh" in part}


def commands(section: str) -> list[tuple[str, int | None]]:
    """Each command of a section, and the exit status that it is said to end with."""
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", section, flags=re.S)).splitlines()
    found = [re.fullmatch(r"(.*?)\s*(?:# (\d+))?", line) for line in lines]
    return [(each[1], int(each[2]) if each[2] else None) for each in found if each]


def ledger_files(store: Path) -> list[Path]:
    return sorted((store / "ledger").iterdir())


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


def rotten(store: Path) -> None:
    newest = ledger_files(store)[-1]
    flip(newest, newest.stat().st_size // 2)


def unconfirmed(store: Path, cut: int | None) -> None:
    """The last entry as its writer would have left it, had it died before HEAD; with `cut`, without so many bytes."""
    from data.ledger.head import Head, slot_bytes

    newest = ledger_files(store)[-1]
    lines = newest.read_bytes().splitlines(keepends=True)
    ends = [number for number in range(1, len(lines)) if (json.loads(lines[number - 1]).get("n") or [1, 1])[0] == (
        json.loads(lines[number - 1]).get("n") or [1, 1])[1]]  # fmt: skip
    last = json.loads(lines[ends[-1] - 1])
    head = Head(last["seq"], last["h"], newest.stem, sum(map(len, lines[: ends[-1]])))
    (store / "HEAD").write_bytes(2 * slot_bytes(head))
    if cut:
        os.truncate(newest, newest.stat().st_size - cut)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "Nothing is wrong": lambda store: None,
    "One slot of HEAD is unreadable": lambda store: flip(store / "HEAD", 9),
    "HEAD is lost": lambda store: (store / "HEAD").unlink(),
    "Entries are not as they were": rotten,
    "No backup has what is missing": rotten,
    "Entries stand beyond HEAD": lambda store: unconfirmed(store, None),
    "Part of an entry was set aside": lambda store: unconfirmed(store, 30),
    "Not recorded: the disk refused, or is full": lambda store: None,
    "It is not known whether this was recorded": lambda store: None,
    "View only: the disk is read-only, or this account may not write": lambda store: None,
    "Somebody is saving, and does not finish": lambda store: None,
    "The whole folder is gone": shutil.rmtree,
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration night and its backup, made once."""
    base = tmp_path_factory.mktemp("sound")
    make_demo(base / "store", TrainingClock(from_iso("2026-11-22T22:10:00Z"), 0)).close()
    backup(base / "store", Io(), base / "backup")
    return base


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "there")
    return tmp_path / "there"


def test_every_heading_with_commands_is_tried() -> None:
    assert sections().keys() == DAMAGE.keys()


@pytest.mark.parametrize("heading", DAMAGE)
def test_the_commands_under_a_heading_end_as_the_page_says(
    heading: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = place / "store"
    monkeypatch.setenv("NIGHTDESK_STORE", str(store))
    monkeypatch.setenv("NIGHTDESK_CLOCK", "2026-11-22T22:10x0")
    assert main(["verify", "--json"]) == 0
    head = json.loads(capsys.readouterr().out)["head"]
    DAMAGE[heading](store)
    named = {"SEQ:HASH": f"{head['seq']}:{head['hash'][:12]}", "BACKUP": str(place / "backup"), "STORE": str(store)}
    named["NEWFOLDER"] = str(place / "new")
    for typed, status in commands(sections()[heading]):
        words = [named.get(word, word) for word in shlex.split(typed)]
        assert words[0] == "nightdesk"
        ended = main(words[1:])
        assert status in (None, ended), (typed, capsys.readouterr())
    assert main(["verify"]) == 0


@pytest.mark.parametrize("heading", [heading for heading in DAMAGE if heading != "Nothing is wrong"])
def test_what_is_seen_is_what_the_program_says(
    heading: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIGHTDESK_STORE", str(place / "store"))
    monkeypatch.setenv("NIGHTDESK_CLOCK", "2026-11-22T22:10x0")
    DAMAGE[heading](place / "store")
    for words in (["--view-only", "board"], ["verify"], ["repair", "--look"]):
        main(words)
    shown = "".join(capsys.readouterr())
    seen = sections()[heading].partition("Seen:")[2].partition("\n\n")[0].replace("\n", " ")
    phrases = [
        phrase
        for phrase in re.findall(r"`([^`]+)`", seen)
        if " " in phrase and not phrase.startswith(("repair", "id ", "nightdesk "))
    ]
    strings = re.sub(r'"\s*\n\s*f?"', "", CODE)
    assert [phrase for phrase in phrases if phrase not in shown and phrase not in strings] == []
