"""Numbers of rules and decisions that code names are on the page that explains them."""

from __future__ import annotations

import re

from tests.source import ROOT, kept_files, modules

PAGE = (ROOT / "docs" / "practice.md").read_text()
NUMBER = re.compile(r"(?<![\w.#])([BD][1-9]\d?a?)(?![\w])")
EXPLAINED = set(re.findall(r"^\| ([BD]\d+a?) \|", PAGE, re.M))


def test_rules_and_decisions_are_numbered_without_gaps():
    assert {*(f"B{n}" for n in range(1, 19)), "B1a", *(f"D{n}" for n in range(1, 25))} == EXPLAINED


def test_every_number_that_a_comment_names_is_explained():
    comments = re.compile(r'"""(?:.|\n)*?"""|#.*')
    named = {
        (path.relative_to(ROOT).as_posix(), number)
        for path in modules()
        for comment in comments.findall(path.read_text())
        for number in NUMBER.findall(comment)
    }
    assert named, "models name the rules they rest on"
    assert not sorted(pair for pair in named if pair[1] not in EXPLAINED)


def test_no_file_rests_on_a_page_that_is_not_kept():
    pages = {path.name for path in kept_files() if path.suffix == ".md"}
    for path in modules():
        named = set(re.findall(r"\b[\w-]+\.md\b", path.read_text()))
        assert named <= pages, path
