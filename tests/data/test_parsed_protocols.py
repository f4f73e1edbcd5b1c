"""The protocols that come with Nightdesk are at hand as parsed data, which says exactly what their text says."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.protocol_files import parsed_path, protocol_in, shipped_names, shipped_text
from models.protocol.load import load_protocol
from tools.make_protocols import parsed


def test_the_parsed_data_is_that_of_the_texts_and_nothing_older_lies_about():
    wanted = parsed()
    folder = Path(parsed_path("")).parent
    assert {path: path.read_text() for path in folder.iterdir()} == wanted, "run: python -m tools.make_protocols"


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_protocol_is_the_same_either_way(name):
    text = shipped_text(name)
    assert protocol_in.__wrapped__(text) == load_protocol.__wrapped__(text)


def test_a_text_that_differs_by_one_letter_is_read_itself():
    text = shipped_text("bury").replace('name = "bury"', 'name = "burx"')
    assert protocol_in(text).name == "burx"
