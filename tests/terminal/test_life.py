"""Starting, failing and ending on a terminal: what a bad link and a bad night do to it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

APP = (PYTHON, "-m", "tests.terminal.small_app")
READY = "F10 Quit"
Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Any:
    """Start the application on a terminal; whatever is still running is ended."""
    terminals: list[Terminal] = []

    def begin(*arguments: str, wait: str = READY, **options: Any) -> Terminal:
        terminals.append(Terminal([*APP, *arguments], **options))
        if wait:
            terminals[-1].wait_for(wait)
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.__exit__()


def restored(terminal: Terminal) -> bool:
    """Whether the terminal is as it was: its modes, the first screen, a cursor, no marked pastes."""
    end = bytes(terminal.sent[-200:])
    sequences = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?7h")
    return terminal.modes() == terminal.modes_before and all(s in end for s in sequences)


def test_a_latin_1_byte_is_a_letter_and_not_a_crash(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.send("n")
    terminal.wait_for("What was said")
    terminal.send(b"Zo\xeb \xa35")
    terminal.wait_for("Zoë £5")
    terminal.send("é ok")
    terminal.wait_for("Zoë £5é ok")
    terminal.send(b"\xe9")
    terminal.wait_for("oké")


def test_quitting_restores_the_terminal_and_ends_with_nought(start: Start) -> None:
    terminal = start()
    terminal.send("\x1b[21~")
    assert terminal.wait_end() == 0
    assert restored(terminal)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_what_was_typed_and_restores_the_terminal(
    start: Start, tmp_path: Path, number: int, status: int
) -> None:
    terminal = start(environ={"DRAFT": str(tmp_path / "draft")})
    terminal.process.send_signal(number)
    assert terminal.wait_end() == status
    assert restored(terminal)
    assert (tmp_path / "draft").read_text() == "kept"


@pytest.mark.parametrize("ignored", [False, True])
def test_a_lost_terminal_ends_the_program_and_keeps_what_was_typed(start: Start, tmp_path: Path, ignored: bool) -> None:
    terminal = start(environ={"DRAFT": str(tmp_path / "draft")}, ignore_hangup=ignored)
    terminal.settle(0.1)
    terminal.hang_up()
    began = time.monotonic()
    terminal.process.wait(5)
    assert terminal.process.returncode == 129
    assert (tmp_path / "draft").read_text() == "kept"
    assert time.monotonic() - began < 3  # the figure itself is in benchmarks; this one is against spinning


def test_a_terminal_that_takes_no_more_does_not_stop_the_end(start: Start, tmp_path: Path) -> None:
    """The link stalls: nothing is read on the other side. The program still hears the signal and goes."""
    terminal = start(environ={"DRAFT": str(tmp_path / "draft")}, size=(200, 60))
    for _ in range(30):
        os.write(terminal.master, b"\x0c")  # Ctrl-L: a full screen each, more than the buffers hold
        time.sleep(0.02)
    terminal.process.send_signal(signal.SIGTERM)
    terminal.process.wait(10)
    assert (tmp_path / "draft").read_text() == "kept"


def test_ctrl_z_and_the_stop_signal_lead_to_no_shell(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.send("\x1a\x03\x11\x1c")
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.send("j")
    terminal.wait_for("at k1")
    state = Path(f"/proc/{terminal.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    assert state != "T"


def test_after_being_stopped_and_continued_the_screen_is_painted_again(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.screen.reset()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for(READY)
    terminal.send("j")
    terminal.wait_for("at k1")


def test_a_crash_names_no_child_gives_a_reference_and_fails(start: Start, tmp_path: Path) -> None:
    terminal = start(environ={"DRAFT": str(tmp_path / "draft")})
    terminal.send("x")
    assert terminal.wait_end() == 70
    assert restored(terminal) or terminal.modes() == terminal.modes_before
    sent = bytes(terminal.sent)
    assert b"Kayleigh" not in sent and b"Marsden" not in sent and b"Traceback" not in sent
    assert b"reference" in sent and b"KeyError at terminal/small_app.py" in sent
    assert (tmp_path / "draft").read_text() == "kept"


def test_no_colour_is_sent_when_no_colour_is_wanted(start: Start) -> None:
    terminal = start(environ={"NO_COLOR": "1", "TERM": "xterm-256color"})
    terminal.send("jn")
    terminal.wait_for("What was said")
    terminal.settle(0.1)
    assert terminal.colour_numbers() <= {0, 1, 2, 4, 7, 9}
    assert 7 in terminal.colour_numbers()


@pytest.mark.parametrize("kind", [{"TERM": "xterm"}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}])
def test_only_sixteen_colours_and_the_terminals_own_are_sent(start: Start, kind: dict[str, str]) -> None:
    terminal = start(environ=kind)
    terminal.send("jn")
    terminal.wait_for("What was said")
    terminal.settle(0.1)
    attributes, colours = {0, 1, 2, 4, 7, 9}, {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}
    assert terminal.colour_numbers() <= attributes | colours
    assert terminal.colour_numbers() & colours


def test_without_utf_8_only_ascii_is_sent(start: Start) -> None:
    terminal = start(environ={"LANG": "C", "STILL": "1"})
    terminal.send("n")
    terminal.wait_for("What was said")
    terminal.send("Zoë – Łódź 漢")
    terminal.wait_for("Zoe - Lodz ??")
    assert bytes(terminal.sent).isascii()


def test_it_asks_the_terminal_nothing_and_takes_no_mouse(start: Start) -> None:
    terminal = start()
    sent = bytes(terminal.sent)
    for question in (b"$p", b"\x1b[>", b"?1004h", b"?1000h", b"?1003h", b"?1006h", b"\x1b[c", b"\x1b[6n", b"]22;"):
        assert question not in sent


def test_a_small_window_says_which_size_is_needed_and_recovers(start: Start) -> None:
    terminal = start(environ={"STILL": "1"}, size=(60, 20), wait="80x24")
    assert "60x20" in terminal.text
    terminal.resize(40, 10)
    terminal.wait_for("40x10")
    terminal.resize(80, 24)
    terminal.wait_for(READY)
    terminal.send("j")
    terminal.wait_for("at k1")
    terminal.resize(70, 24)
    terminal.wait_for("70x24")
    terminal.resize(120, 40)
    terminal.wait_for(READY)


def test_keys_typed_ahead_go_where_they_would_have_gone_one_by_one(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.send("njrd\rm\tand then")
    terminal.wait_for("and then")
    assert "read: JRD" in terminal.text and "(missing)" in terminal.text


def test_a_paste_of_100_kb_is_kept_whole(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.send("n\r\r")
    terminal.wait_for(">What was said")
    terminal.paste("line of text\r" * 7700)
    terminal.wait_for("line of text", 60)
    terminal.send("\x1b[12~")
    terminal.wait_for("status is missing", 60)
    terminal.send("2210\rm\x1b[12~")
    terminal.wait_for("saved 100100 2210", 60)


def test_a_paste_that_the_terminal_did_not_mark_presses_no_key(start: Start) -> None:
    terminal = start(environ={"STILL": "1"})
    terminal.send("drop everything\r" * 20)
    terminal.settle()
    assert "is gone" not in terminal.text and READY in terminal.text


@pytest.mark.parametrize(
    ("environ", "words"),
    [({"TERM": "dumb"}, "TERM is 'dumb'"), ({"TERM": ""}, "TERM is not set"), ({"TERM": "unknown"}, "unknown")],
)
def test_a_terminal_that_cannot_be_drawn_on_is_refused_with_what_to_do(
    start: Start, environ: dict[str, str], words: str
) -> None:
    terminal = start(environ=environ, wait="")
    assert terminal.wait_end() == 2
    assert words in terminal.text and "TERM=xterm" in terminal.text


def test_without_a_terminal_the_plain_commands_are_named() -> None:
    ran = subprocess.run(
        APP, stdin=subprocess.DEVNULL, capture_output=True, env=_environment({}), cwd=REPOSITORY, timeout=30
    )
    assert ran.returncode == 2 and b"plain commands" in ran.stderr


def test_settings_from_outside_neither_load_code_nor_write_files(start: Start, tmp_path: Path) -> None:
    outside = {
        "TEXTUAL_DRIVER": "nowhere.module:Driver",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "d",
        "TEXTUAL": "devtools,debug",
        "COLUMNS": "40",
        "LINES": "5",
    }
    terminal = start(environ=outside)
    terminal.settle(0.5)
    assert list(tmp_path.iterdir()) == []
    assert "is gone" not in terminal.text


def test_forty_ticking_rows_cost_few_bytes(start: Start) -> None:
    terminal = start("40", size=(80, 60))
    terminal.settle(0.2, 2)
    before, seen = len(terminal.sent), {terminal.lines[5][:9]}

    def five_ticks() -> bool:
        seen.add(terminal.lines[5][:9])
        return len(seen) > 5

    terminal.wait_for(five_ticks)
    terminal.settle(0.1, 0.3)
    assert (len(terminal.sent) - before) / 5 <= 9 * 53  # bytes a counter and tick, in four tones


def test_nothing_wakes_up_while_nothing_happens(start: Start) -> None:
    """A key that begins with Escape is waited for with a limit, the next key without: an idle session costs nothing."""
    terminal = start(environ={"STILL": "1"})
    terminal.send("j\x1b[Bj\x1b")
    terminal.settle(0.6)

    def wakings() -> int:
        tasks = Path(f"/proc/{terminal.process.pid}/task").glob("*/status")
        lines = (line for task in tasks for line in task.read_text().splitlines())
        return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))

    before = wakings()
    terminal.settle(1.0)
    assert wakings() - before <= 3
