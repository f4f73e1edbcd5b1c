"""Find on a real terminal: letters that are answered at once look the same as everything painted anew."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

pytestmark = pytest.mark.terminal

NIGHT = "2026-11-22T02:14:07Z"
TEXTS = ("kayleigh", "caley barns", "14/2/2011", "ash house", "o'neill", "zzzz qqq", "é£ø 王")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("find") / "store"
    command = [PYTHON, "-m", "tui", "demo", str(store), "--clock", NIGHT]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    return store


@pytest.fixture
def find(store: Path) -> Any:
    """The find screen of a clock that stands still, so that nothing else paints."""
    with Terminal([PYTHON, "-m", "tui", "--store", str(store), "--clock", f"{NIGHT}x0"]) as terminal:
        terminal.wait_for("F10 Quit")
        terminal.send("/")
        terminal.wait_for("Find:")
        terminal.settle()
        yield terminal


def painted(terminal: Terminal) -> list[tuple[str, list[Any]]]:
    """Text and looks of every row."""
    terminal.settle()
    looks = [[terminal.cell(x, y) for x in range(terminal.width)] for y in range(terminal.height)]
    return list(zip(terminal.lines, looks, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_what_letters_leave_is_what_a_whole_repaint_shows(find, text):
    for letter in text:
        find.send(letter)
    find.wait_for(lambda: f"Find: {text.split()[0]}"[:10] in find.text)
    at_once = painted(find)
    find.send("\x1bOP")  # help over the whole screen, and away again
    find.wait_for("The keys of")
    find.send("\x1b")
    find.wait_for(lambda: "Find:" in find.text)
    assert painted(find) == at_once


def test_a_bunch_of_keys_is_taken_in_order(find):
    find.send("kaylx\x7feigh")
    find.wait_for("Kayleigh Barnes")
    find.send("\x15barnes\r")
    find.wait_for("CALL CARD  Kayleigh Barnes")


def test_ten_keys_a_second_held_down_leave_nothing_behind(find):
    for _ in range(60):
        find.send("k")
        find.read(0.1)
    find.wait_for(lambda: "k" * 55 in find.text)
    find.send("\x15kayleigh")
    find.wait_for("Kayleigh Barnes", 2)


def test_a_pasted_page_is_one_query_and_the_next_key_is_answered(find):
    find.paste("Kayleigh Barnes\n" + "x y z " * 900)
    find.wait_for("Find:")
    find.settle()
    find.send("\x15siobhan")
    find.wait_for(lambda: "Find: siobhan" in find.text, 5)
