"""The ground of the screen: nothing from outside steers it, and what cannot be drawn on is refused in words."""

from __future__ import annotations

import os
import pty

import pytest

from tui.environment import objection, prepare, size_problem, speaks_utf8, takes_a_title


def test_settings_from_outside_are_dropped_and_ours_are_set() -> None:
    environ = {
        "TEXTUAL_DRIVER": "a:B",
        "TEXTUAL": "debug",
        "COLUMNS": "40",
        "LINES": "5",
        "HOME": "/h",
        "ESCDELAY": "1",
    }
    prepare(environ)
    assert environ["HOME"] == "/h" and environ["TEXTUAL_ANIMATIONS"] == "none"
    assert 250 <= int(environ["ESCDELAY"]) <= 500
    assert not {"TEXTUAL_DRIVER", "TEXTUAL", "COLUMNS", "LINES"} & environ.keys()


@pytest.mark.parametrize(
    ("environ", "yes"),
    [
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.utf8"}, True),
        ({"LANG": "en_GB.ISO-8859-1"}, False),
        ({"LANG": "C"}, False),
        ({}, False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8"}, False),  # Python sets it itself where none was chosen
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "TERM": "vt220"}, False),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, False),
    ],
)
def test_utf_8_is_used_only_where_it_is_known(environ: dict[str, str], yes: bool) -> None:
    assert speaks_utf8(environ) is yes


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_cannot_be_drawn_on_is_refused(term: str) -> None:
    master, slave = pty.openpty()
    try:
        assert "TERM" in objection({"TERM": term}, slave, slave)
        assert objection({"TERM": "xterm"}, slave, slave) == ""
        read, write = os.pipe()
        assert "terminal" in objection({"TERM": "xterm"}, read, slave)
        os.close(read), os.close(write)
    finally:
        os.close(master), os.close(slave)


def test_the_size_that_is_needed_is_named() -> None:
    assert size_problem(80, 24) == ""
    assert "80x24" in size_problem(79, 24) and "79x24" in size_problem(79, 24)
    assert size_problem(200, 23)


def test_a_title_is_set_only_where_it_is_understood() -> None:
    assert takes_a_title({"TERM": "xterm-256color"}) and takes_a_title({"TERM": "screen"})
    assert not takes_a_title({"TERM": "linux"}) and not takes_a_title({"TERM": "vt100"})
