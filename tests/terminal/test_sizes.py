"""Windows of every size and terminals of every kind: nothing is lost, and nothing is left over on the screen."""

from __future__ import annotations

import random
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment
from tests.terminal.recording import Picture, picture

NIGHT = "2026-11-22T02:14:07Z"
TYPED = "last seen by the tram stop with two older boys"
SIZES = [(120, 40), (200, 60), (250, 70), (80, 24), (20, 5), (100, 30), (80, 24)]
SMALL, LARGE = (80, 24), (250, 70)
DRAWN = ("xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "xterm-direct", "linux", "vt100")
DRAWN += ("vt220", "cygwin", "ms-terminal", "putty", "rxvt-unicode", "wobble-9000")
UNTITLED = ("linux", "vt100", "vt220", "cygwin", "ms-terminal", "wobble-9000")
ASCII_ONLY = ("linux", "vt100", "vt220")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training store with the demonstration night."""
    made = tmp_path_factory.mktemp("sizes") / "store"
    command = [PYTHON, "-m", "tui", "demo", str(made), "--clock", NIGHT]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    return made


@pytest.fixture
def form(store: Path):
    """A note that was begun, on a clock that stands."""
    with Terminal([PYTHON, "-m", "tui", "--store", str(store), "--clock", f"{NIGHT}x0"]) as terminal:
        terminal.wait_for(lambda: "F10 Quit" in terminal.text or "DRAFT" in terminal.text, 60)
        terminal.send("\x1b")  # past the offer of the draft that another test left
        terminal.wait_for("F10 Quit")
        terminal.send("an")
        terminal.wait_for("F2 Save")
        terminal.send(f"{TYPED}")
        terminal.wait_for(TYPED)
        yield terminal


def fresh(terminal: Terminal) -> Picture:
    """The same screen painted anew from nothing."""
    before = len(terminal.sent)
    terminal.send("\x0c")
    terminal.wait_for(lambda: b"\x1b[2J" in terminal.sent[before:])
    terminal.settle(0.1)
    return picture(terminal.screen)


def left_over(terminal: Terminal, quiet: float) -> list[tuple[str, str]]:
    """Lines of the form that a fresh painting would show otherwise, once nothing more has come for a while."""
    terminal.wait_for(lambda: TYPED in terminal.text and "F2 Save" in terminal.lines[terminal.height - 1])
    terminal.settle(quiet)
    shown, words = picture(terminal.screen), terminal.lines
    anew = fresh(terminal)
    return [(words[y], line) for y, line in enumerate(terminal.lines) if shown[y] != anew[y]]


def stands(terminal: Terminal, width: int, height: int) -> None:
    """The form with its text at this size; a machine with much to do is given longer for its last frame."""
    for quiet in (0.15, 0.6, 2.5):
        terminal.resize(width, height)
        found = left_over(terminal, quiet)
        if not found:
            return
        terminal.resize(width + 1, height + 1)
        terminal.settle(quiet)
    raise AssertionError(found)


def test_a_form_stands_through_every_size_with_what_was_typed_in_it(form: Terminal) -> None:
    for width, height in SIZES:
        if width < SMALL[0]:
            form.resize(width, height)
            form.wait_for(lambda: "80x24" in form.text.replace("\n", ""))
            assert TYPED not in form.text
        else:
            stands(form, width, height)
    form.send("!")
    form.wait_for(f"{TYPED}!")


def test_a_storm_of_sizes_loses_nothing_and_leaves_nothing_behind(form: Terminal) -> None:
    choice = random.Random(7)
    for _ in range(100):
        form.resize(choice.randrange(20, LARGE[0]), choice.randrange(5, LARGE[1]))
        form.read(0.01)
        time.sleep(0.01)
    stands(form, *SMALL)
    form.send("!")
    form.wait_for(f"{TYPED}!")


def test_every_kind_of_terminal_gets_a_board_and_nothing_it_would_print_as_rubbish() -> None:
    with ExitStack() as stack:
        app = (PYTHON, "-m", "tests.terminal.small_app")
        begun = {
            kind: stack.enter_context(Terminal(app, environ={"TERM": kind, "STILL": "1"}, size=SMALL)) for kind in DRAWN
        }
        for kind, terminal in begun.items():
            terminal.wait_for("F10 Quit", 60)
            terminal.send("\x1b[Bn")
            terminal.wait_for("What was said")
            terminal.send("\r\rZo\u00eb")
            terminal.wait_for("Zoe" if kind in ASCII_ONLY else "Zo\u00eb")
            sent = bytes(terminal.sent)
            assert (b"\x1b]" in sent) == (kind not in UNTITLED), kind
            assert sent.isascii() == (kind in ASCII_ONLY), kind
            assert terminal.colour_numbers() <= {0, 1, 2, 4, 7, 9, *range(30, 38), *range(90, 98)}, kind
