"""What a bad line does: it stalls, it garbles, it loses the worker's other hand on the keys."""

from __future__ import annotations

import os
import random
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment

APP = (PYTHON, "-m", "tests.terminal.small_app")
READY = "F10 Quit"
KEYS = [
    *(b"\x1b[A", b"\x1b[B", b"\x1bOA", b"\x1bOB", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F", b"\x1b[C", b"\x1b[D"),
    *(b"\x1bOP", b"\x1b[12~", b"\x1b[13~", b"\x1b[20~", b"\r", b"\t", b"\x1b[Z", b" ", b"\x7f", b"\x13", b"\x0e"),
    *(b"\x0c", b"\x1a", b"\x03", b"\xe9", b"\xc3\xa9", b"\x00", b"\x1b[200~[b]x[/]\r\n\x1b[201~", b"2240", b"kay"),
]
SIZES = [(80, 24), (60, 20), (120, 40), (200, 60)]


def test_a_stalled_line_gathers_no_queue_and_then_shows_the_newest_state() -> None:
    with Terminal([*APP, "40"], environ={"STILL": "1"}, size=(200, 60)) as terminal:
        terminal.wait_for(READY)
        frame = len(terminal.sent)
        for _ in range(150):  # nobody reads; each asks for the whole screen again
            os.write(terminal.master, b"\x0c")
            time.sleep(0.01)
        os.write(terminal.master, b"\x1b[F")
        idle_since = used = 0.0
        while time.monotonic() - idle_since < 1.0:  # until it has dealt with every key
            if terminal.cpu_s() - used > 0.05:
                idle_since, used = time.monotonic(), terminal.cpu_s()
            time.sleep(0.1)
        before = len(terminal.sent)
        terminal.wait_for("at k39")
        terminal.settle()
        assert len(terminal.sent) - before < 64 * 1024 + 3 * frame < 50 * frame  # what the system holds, no more
        assert next(line for line in terminal.lines if line.startswith(">"))[9:].startswith("Oak 39")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_garbled_bytes_are_keys_at_worst_and_never_a_crash(seed: int) -> None:
    choice = random.Random(seed)
    allowed = [byte for byte in range(256) if chr(byte) not in "x~"]  # x is the small board's fault, ~ ends F10
    with Terminal(APP, environ={"STILL": "1"}) as terminal:
        terminal.wait_for(READY)
        terminal.send(bytes(choice.choice(allowed) for _ in range(2500)))
        terminal.settle(0.5)
        terminal.send(b"\x1b[201~\x1b")
        terminal.settle(0.5)
        assert terminal.process.poll() is None
        terminal.send(b"\x1b\x0c")
        terminal.wait_for(lambda: READY in terminal.text or "F2 Save" in terminal.text)


def test_a_key_split_by_the_network_is_still_that_key() -> None:
    with Terminal(APP, environ={"STILL": "1"}) as terminal:
        terminal.wait_for(READY)
        for byte in (b"\x1b", b"O", b"B"):
            terminal.send(byte)
            time.sleep(0.12)
        terminal.wait_for("at k1")


def test_a_flood_of_keys_leaves_no_processor_time_burning() -> None:
    with Terminal(APP, environ={"STILL": "1"}) as terminal:
        terminal.wait_for(READY)
        terminal.send("jk" * 500)
        terminal.send("\x1b[F")
        terminal.wait_for("at k11", 60)
        terminal.settle(0.3)
        used, began = terminal.cpu_s(), time.monotonic()
        select.select([], [], [], 2)
        assert terminal.cpu_s() - used < 0.5 * (time.monotonic() - began)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_any_keys_in_any_order_do_not_bring_the_desk_down(seed: int, tmp_path: Path) -> None:
    """A worker's elbow, a cat, a pasted letter: two hundred and fifty keys at random, and windows dragged about."""
    choice, store = random.Random(seed), tmp_path / "store"
    demo = [PYTHON, "-m", "tui", "demo", str(store), "--clock", "2026-11-22T02:14:07Z"]
    subprocess.run(demo, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    letters = [bytes((letter,)) for letter in b"abcdefghijklmnopqrstuvwxyz/0123456789"]
    desk = [PYTHON, "-m", "tui", "--store", str(store), "--clock", "2026-11-22T02:14:07Z"]
    with Terminal(desk) as terminal:
        terminal.wait_for(READY, 60)
        for _ in range(250):
            key = choice.choices([b"\x1b", choice.choice(KEYS), choice.choice(letters)], [12, 38, 50])[0]
            terminal.send(key)
            terminal.read(0.3 if key == b"\x1b" else 0.03)
            if choice.random() < 0.02:
                terminal.resize(*choice.choice(SIZES))
        terminal.settle(0.3, 3)
        assert terminal.process.poll() is None, terminal.text
