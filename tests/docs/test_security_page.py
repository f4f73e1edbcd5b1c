"""The page on security says what the campaigns wrote down, and names tests that exist."""

from __future__ import annotations

import json
import re

from tests.cut_off.cuts import CUTS
from tests.fuzz.targets import TARGETS
from tests.source import ROOT
from tools import security_page

PAGE = security_page.PAGE.read_text()


def test_its_tables_are_made_from_the_counts_as_they_are():
    assert security_page.page(PAGE) == PAGE, "run: python -m tools.security_page"


def test_no_parser_in_the_report_failed_or_got_fewer_inputs_than_is_said():
    found = json.loads((security_page.RESULTS / "fuzz.json").read_text())["parsers"]
    assert {each["name"] for each in found} <= set(TARGETS) and len(found) > 5
    assert not [each for each in found if each["failures"] or each["inputs"] < 100_000]


def test_a_parser_that_the_report_lacks_is_named_as_lacking():
    found = {each["name"] for each in json.loads((security_page.RESULTS / "fuzz.json").read_text())["parsers"]}
    said = PAGE[PAGE.index("<!-- end of fuzz -->") :].partition("## ")[0]
    assert {name for name in TARGETS if f"`{name}`" in said} == set(TARGETS) - found


def test_every_kind_of_cut_is_in_the_report_and_nothing_was_lost():
    found = json.loads((security_page.RESULTS / "cut_off.json").read_text())
    assert set(found["by_cut"]) == set(CUTS) and found["wrong"] == [] and found["crowd"]["lost"] == 0
    assert found["walks"] == found["forms"] * len(CUTS) and found["forms"] > 30


def test_every_test_it_names_is_there():
    named = set(re.findall(r"`(tests/[\w/.]+)`", PAGE))
    assert named and [name for name in named if not (ROOT / name).exists()] == []
