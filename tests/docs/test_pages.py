"""What is written for workers is true of the program: the keys, the manual, the picture, the figures."""

from __future__ import annotations

import re

import pytest

from screens.widgets.key_line import key_name
from tests.source import ROOT
from tools import keys_page, picture

MANUAL = (ROOT / "docs" / "manual.md").read_text()
README = (ROOT / "README.md").read_text()
IN_BACKTICKS = set(re.findall(r"`([^`\n]+)`", MANUAL))


def test_the_keys_page_is_made_from_the_bindings_as_they_are():
    assert keys_page.PAGE.read_text() == keys_page.page(), "run: python tools/keys_page.py"


@pytest.mark.parametrize("kind", keys_page.rooms(), ids=lambda kind: kind.__name__)
def test_every_key_is_in_the_manual(kind):
    keys = {key_name(key.strip()) for binding in keys_page.keys_of(kind) for key in binding.key.split(",")}
    assert sorted(keys - IN_BACKTICKS) == []


def test_what_the_manual_calls_a_command_is_one():
    from tui.plain.acts import ACTS
    from tui.plain.commands import COMMANDS

    named = {words.split()[1] for words in IN_BACKTICKS if re.match(r"nightdesk [a-z]+\b", words)}
    assert named and named <= {*COMMANDS, *ACTS, "child"}


async def test_the_picture_is_the_board_as_it_is_drawn_today():
    words = re.compile(r"<text[^>]*>([^<]*)</text>")
    kept = words.findall(picture.PICTURE.read_text("utf-8"))
    drawn = words.findall(await picture.picture())
    assert [_steady(each) for each in drawn] == [_steady(each) for each in kept], "run: python tools/picture.py"


def _steady(text: str) -> str:
    """Without what differs from store to store: the account's name and the ledger's fingerprint."""
    return re.sub(r"GMT.*", "GMT", text.replace("&#160;", " "))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"python -m (benchmarks\.\w+)", README))))
def test_every_figure_names_a_command_that_measures_it(name):
    assert (ROOT / f"{name.replace('.', '/')}.py").is_file()


def test_every_page_the_readme_points_to_is_there():
    pages = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert [page for page in pages if not (ROOT / page).exists()] == []
