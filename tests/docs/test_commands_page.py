"""The page on plain commands names every command of the contract, and its examples are commands that can be typed."""

from __future__ import annotations

import re
import shlex

import pytest

from screens.forms.acts import ACTS as FORMS
from tests.source import ROOT
from tui.keymap import bindings_of, room_classes
from tui.plain.acts import ACTS, CHILD_ACTS
from tui.plain.asked import add_words
from tui.plain.commands import COMMANDS
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


ONLY_ON_THE_SCREEN = re.compile(
    r"(board\.(up|down|page-up|page-down|first|last)|[a-z-]+\.back|app\..*|help|lock(\..*)?|quit|first\.quit"
    r"|drafts(\..*)?|form\..*|card\.page-\d|letter\.done|looking-back\.now|find\.register)"
)
"""Moving about, help, the lock, and forms with their drafts."""


def keys_and_commands() -> dict[str, str]:
    """The table of the page: each action with the cell that names its command."""
    section = PAGE[PAGE.index("## Every key, as a command") : PAGE.index("Only on the screen:")]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return {name: cells[1] for cells in rows for name in re.findall(r"`([^`]+)`", cells[0])}


def test_whatever_a_key_does_a_command_does_and_the_page_says_which():
    named = {str(b.id) for room in room_classes() for node in room for b in bindings_of(node) if b.id}
    wanted = {name for name in named if not ONLY_ON_THE_SCREEN.fullmatch(name)} | set(FORMS)
    assert sorted(wanted - keys_and_commands().keys()) == []
    assert sorted(keys_and_commands().keys() - named - set(FORMS)) == []


@pytest.mark.parametrize(("action", "cell"), keys_and_commands().items())
def test_the_commands_that_stand_for_keys_are_there(action, cell):
    words = [command.split() for command in re.findall(r"`([^`]+)`", cell)]
    assert words
    for name, *rest in words:
        assert name in {*COMMANDS, *ACTS} or (name == "child" and rest[0] in CHILD_ACTS), (action, name)


def test_every_form_has_a_key_that_opens_it():
    forms = {path.name for path in (ROOT / "screens" / "forms").glob("acts*.py")}
    code = "".join(path.read_text() for path in (ROOT / "screens").rglob("*.py") if path.name not in forms)
    assert [name for name in FORMS if f'"{name}"' not in code and f"act('{name}')" not in code] == []
