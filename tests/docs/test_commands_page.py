"""The page on plain commands names every command of the contract, and its examples are commands that can be typed."""

from __future__ import annotations

import re
import shlex

from tests.source import ROOT
from tui.plain.acts import ACTS, CHILD_ACTS
from tui.plain.asked import add_words
from tui.plain.options import parser
from tui.plain.status import DONE, INTERNAL

PAGE = (ROOT / "docs" / "commands.md").read_text()
NAMED = """open report switch found return interview meeting briefing told lcs risk grade limit review note call waive
correct void board due show find card history verify protocol worker demo doctor""".split()


def test_every_command_of_the_contract_is_on_the_page():
    assert not [name for name in NAMED if not re.search(rf"`{name}\b|, `{name}|`\w+ {name}", PAGE)]
    assert not [name for name in CHILD_ACTS if f"child {name}" not in PAGE]


def test_the_examples_can_be_typed():
    lines = [line.strip() for line in PAGE.splitlines() if line.startswith("    nightdesk ") and "[" not in line]
    assert len(lines) > 5
    for line in lines:
        _, name, *words = shlex.split(line)
        if name in ACTS:
            made = parser(name, "")
            add_words(made, name, ACTS[name])
            made.parse_intermixed_args(words)


def test_every_exit_status_is_on_the_page():
    assert all(f"| {number} | " in PAGE for number in (*range(DONE, 7), INTERNAL))
