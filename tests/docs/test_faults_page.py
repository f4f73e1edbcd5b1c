"""The report on faults says what the campaigns left, and no more."""

from __future__ import annotations

import re

from tests.faults import page
from tests.faults.mutants import MUTANTS
from tests.faults.results import recorded

WRITTEN = page.PAGE.read_text("utf-8")


def test_the_page_is_made_from_what_was_recorded() -> None:
    assert page.page() == WRITTEN, "run: python -m tests.faults.page"


def test_no_failure_stands_unmended() -> None:
    assert [line for each in recorded() for line in each["wrong"]] == []


def test_the_counts_are_those_of_the_pieces() -> None:
    pieces = [int(each["counts"]["faults"]) for each in recorded() if each["kind"] == "simulator"]
    (said,) = re.findall(r"^\| faults \| ([\d,]+) ", WRITTEN, flags=re.M)
    assert int(said.replace(",", "")) == sum(pieces)


def test_every_deliberate_defect_is_named() -> None:
    assert all(f"\n- {mutant.name}\n" in WRITTEN for mutant in MUTANTS)
