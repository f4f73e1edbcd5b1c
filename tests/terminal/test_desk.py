"""The real desk on a real terminal, in a training store whose clock stands where the test wants it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

NIGHT = "2026-11-22T02:14:07Z"
READY = "F10 Quit"
NAMES = ("Kayleigh", "Entwistle", "Sophie", "Wren", "Tattersall", "Callum")
FAULTY = """
import sys
from tui.app import NightdeskApp
def fault(self):
    childs_name = "Kayleigh Barnes"
    raise KeyError(childs_name)
NightdeskApp.action_help = fault
from tui.main import main
sys.exit(main(sys.argv[1:]))
"""
Open = Callable[..., Terminal]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training store with the demonstration night, made once."""
    store = tmp_path_factory.mktemp("desk") / "store"
    command = [PYTHON, "-m", "tui", "demo", str(store), "--clock", NIGHT]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    return store


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it of the test's own."""
    subprocess.run(["cp", "-r", str(made), str(tmp_path / "store")], check=True)
    return tmp_path / "store"


@pytest.fixture
def open_desk(store: Path) -> Any:
    """Open the board; whatever still runs afterwards is ended."""
    terminals: list[Terminal] = []

    def begin(clock: str = f"{NIGHT}x0", how: tuple[str, ...] = ("-m", "tui"), **options: Any) -> Terminal:
        wait = options.pop("wait", READY)
        terminals.append(Terminal([PYTHON, *how, "--store", str(store), "--clock", clock], **options))
        terminals[-1].wait_for(wait)
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.__exit__()


def after_the_board(terminal: Terminal) -> str:
    """What was sent after the screen was given back."""
    return bytes(terminal.sent).rpartition(b"\x1b[?1049l")[2].decode()


def typed_into_a_form(terminal: Terminal) -> None:
    terminal.send("a")
    terminal.wait_for("A case note")
    terminal.send("n")
    terminal.wait_for("F2 Save")
    terminal.send("seen near the tram stop")
    terminal.wait_for("seen near the tram stop")


def drafts(store: Path) -> str:
    return "".join(path.read_text() for path in (store / "drafts").iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_a_form_keeps_the_draft(open_desk: Open, store: Path, number: int) -> None:
    terminal = open_desk()
    typed_into_a_form(terminal)
    terminal.process.send_signal(number)
    assert terminal.wait_end() == 128 + number
    assert terminal.modes() == terminal.modes_before
    assert "seen near the tram stop" in drafts(store)
    assert not any(name in after_the_board(terminal) for name in NAMES)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_lost_line_in_the_middle_of_a_form_keeps_the_draft_and_ends(
    open_desk: Open, store: Path, ignored: bool
) -> None:
    terminal = open_desk(ignore_hangup=ignored)
    typed_into_a_form(terminal)
    terminal.hang_up()
    assert terminal.process.wait(5) == 129
    assert "seen near the tram stop" in drafts(store)


def test_a_fault_leaves_a_reference_and_no_name_anywhere(open_desk: Open, store: Path) -> None:
    terminal = open_desk(how=("-c", FAULTY))
    terminal.send("\x1bOP")
    assert terminal.wait_end() == 70
    words = after_the_board(terminal)
    assert re.search(r"reference [0-9A-Z]{4}-[0-9A-Z]{4}", words) and "Traceback" not in words
    assert not any(name in words for name in NAMES)
    [notes] = (store / "crashes").iterdir()
    kept = notes.read_text()
    assert "KeyError at" in kept and not any(name in kept for name in NAMES)
    assert notes.stem in words


def test_the_title_of_the_window_has_counts_and_no_name(open_desk: Open) -> None:
    terminal = open_desk()
    titles = re.findall(rb"\x1b\]2;([^\x07]*)\x07", bytes(terminal.sent))
    assert any(re.search(rb"\d", title) for title in titles)
    assert not any(name.encode() in title for name in NAMES for title in titles)


def test_without_colour_the_board_sends_none_and_still_marks_the_row(open_desk: Open) -> None:
    terminal = open_desk(environ={"NO_COLOR": "1"})
    terminal.send("\x1b[B")
    terminal.wait_for(lambda: any(terminal.cell(0, y).data == ">" for y in range(24)))
    assert terminal.colour_numbers() <= {0, 1, 2, 4, 7, 9}
    row = next(y for y in range(24) if terminal.cell(0, y).data == ">")
    assert terminal.cell(0, row).reverse


def test_on_plain_xterm_sixteen_colours_and_ascii_are_sent(open_desk: Open) -> None:
    terminal = open_desk(environ={"TERM": "xterm", "LANG": "C"})
    for keys in ("/", "\x1b", "d", "\x1b", "c", "\x1b", "\r", "\x1b"):
        terminal.send(keys)
        terminal.settle(0.45 if keys == "\x1b" else 0.2)
    numbers = terminal.colour_numbers()
    assert numbers <= {0, 1, 2, 4, 7, 9, *range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}
    assert bytes(terminal.sent).isascii()


def test_a_ticking_board_costs_few_bytes(open_desk: Open) -> None:
    terminal = open_desk(clock=NIGHT)
    clock = {terminal.lines[0]}
    terminal.settle(0.2, 1)
    before = len(terminal.sent)

    def five_ticks() -> bool:
        clock.add(terminal.lines[0])
        return len(clock) > 5

    terminal.wait_for(five_ticks)
    assert (len(terminal.sent) - before) / 5 <= 250


def test_what_is_typed_in_a_form_stays_on_the_screen_as_seconds_pass(open_desk: Open) -> None:
    terminal = open_desk(clock=NIGHT)
    terminal.send("r2240")
    terminal.wait_for("Sat 21 Nov 22:40")
    clock = {terminal.lines[0]}

    def three_ticks() -> bool:
        clock.add(terminal.lines[0])
        return len(clock) > 3

    terminal.wait_for(three_ticks)
    assert re.search(r"Back at +2240 ", terminal.text), terminal.text


def test_keys_typed_ahead_land_in_the_form_they_were_meant_for(open_desk: Open) -> None:
    terminal = open_desk()
    terminal.send("anseen near the tram stop")
    terminal.wait_for("seen near the tram stop")
    assert "F2 Save" in terminal.text


def test_no_key_leads_to_a_shell(open_desk: Open) -> None:
    terminal = open_desk()
    terminal.send("\x1a\x03\x11\x1c\x10!:\x0f")
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.settle(0.3)
    children = Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children").read_text()
    state = Path(f"/proc/{terminal.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    assert children.strip() == "" and state != "T"
    terminal.send("\x1b")
    terminal.wait_for(READY)


def test_a_small_window_says_what_is_needed_and_hides_no_row_for_ever(open_desk: Open) -> None:
    terminal = open_desk(size=(60, 20), wait="80x24")
    assert not any(name in terminal.text for name in NAMES)
    terminal.resize(80, 24)
    terminal.wait_for("MISSING")
    terminal.resize(200, 60)
    terminal.wait_for(lambda: READY in terminal.lines[59])
    terminal.resize(79, 24)
    terminal.wait_for("79x24")


def test_what_is_in_memory_goes_into_no_core_file(open_desk: Open) -> None:
    terminal = open_desk()
    limits = Path(f"/proc/{terminal.process.pid}/limits")
    if not os.access(limits, os.R_OK):
        return  # not dumpable: even its own account may not look, which is the stronger form of the same rule
    core = next(line for line in limits.read_text().splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]


def test_the_store_is_whole_after_a_lost_line(open_desk: Open, store: Path) -> None:
    terminal = open_desk()
    terminal.hang_up()
    terminal.process.wait(5)
    command = [PYTHON, "-m", "tui", "--store", str(store), "board", "--json"]
    ran = subprocess.run(command, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=60)
    assert ran.returncode == 0 and json.loads(ran.stdout)["v"] == 1


def test_escape_and_the_next_key_in_one_bunch_both_count(open_desk: Open, store: Path) -> None:
    terminal = open_desk()
    typed_into_a_form(terminal)
    terminal.send("\x1bd")
    terminal.wait_for(READY)
    assert "seen near the tram stop" in drafts(store)
    terminal.send("\x1b[B\x1bOP")
    terminal.wait_for("HELP")
