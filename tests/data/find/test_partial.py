"""An index that is missing keeps nobody waiting: the board's children are found at once, the others follow."""

from __future__ import annotations

import pytest

import data.finder
from data.desk import Desk
from data.find.file import NAME
from tests.screens.forms.stage import away, child, made_desk


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(data.finder, "FEW", 2)
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def many(desk):
    """Three at home, one away."""
    kids = [child(desk, "Sam", f"Ash{letter}", lcs=f"L{letter}") for letter in "abcd"]
    away(desk, kids[3])
    return kids


def ids_of(found):
    return {one.child for _, one in found}


def test_the_boards_children_are_found_while_the_index_is_made_elsewhere(desk, many):
    asked = []
    desk.living.elsewhere = lambda: asked.append(1)
    found = desk.found("sam")
    assert found.partial and many[3] in ids_of(found)
    assert asked


def test_when_the_index_is_there_everybody_is_found(desk, many):
    desk.living.elsewhere = lambda: None
    assert desk.found("sam").partial
    other = Desk.open(desk.store, desk.io)
    other.found("a")
    other.keep_find_index()
    other.close()
    found = desk.found("sam")
    assert not found.partial and ids_of(found) == set(many)


def test_a_part_is_never_kept_for_the_whole(desk, many):
    desk.living.elsewhere = lambda: None
    desk.found("sam")
    desk.keep_find_index()
    assert not (desk.store / "derived" / NAME).exists()


def test_whoever_has_nobody_to_make_it_elsewhere_makes_it(desk, many):
    found = desk.found("sam")
    assert not found.partial and ids_of(found) == set(many)
