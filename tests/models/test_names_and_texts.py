"""Names and texts as people type and paste them: kept as typed, cleaned, or refused with the size that fits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.child import AddNote, ChangeChild, RegisterChild
from models.commands.duty import (
    RecordInterview,
)
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 4 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def test_every_problem_of_a_registration_is_named_at_once():
    desk = PaperDesk()
    problems = desk.refused(
        RegisterChild,
        details={"surname": " ", "dob": "31/2/2011", "legal": "ours", "case": "shut", "about_age": "²", "shoes": "5"},
    )
    assert set(problems) == {"surname", "forename", "dob", "legal", "case", "about_age", "shoes"}


def test_a_child_without_a_date_of_birth_has_an_age():
    desk = PaperDesk()
    desk.now = START
    assert "dob" in desk.refused(RegisterChild, details={"surname": "Barnes", "forename": "K"})
    child = desk.do(RegisterChild, details={"surname": "Barnes", "forename": "K", "about_age": "about 14"})[0].subject
    assert desk.history(child).child.age(START.date()) == 14


@pytest.mark.parametrize("name", ["[bold red]Kayleigh[/]", "O'Neill", "Li", "X Æ", "Núñez", "李", "{name}", "%s", "-"])
def test_any_text_that_is_not_blank_is_a_name_and_stays_as_typed(name):
    desk = PaperDesk()
    assert desk.history(desk.child(forename=name)).child.detail("forename") == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31mKay\x1b[0mleigh", "Kayleigh"),
        ("Kay\x1b]0;title\x07leigh", "Kayleigh"),
        ("Kay\x00lei\x7fgh\x9b", "Kayleigh"),
        ("Kay\u202eleigh\u200b", "Kayleigh"),
        ("Kay\nleigh\tAnne", "Kay leigh Anne"),
    ],
)
def test_escape_sequences_and_control_characters_do_not_reach_the_record(typed, kept):
    desk = PaperDesk()
    assert desk.history(desk.child(forename=typed)).child.detail("forename") == kept


@pytest.mark.parametrize("name", ["\u200b", "\x1b[31m", "\ufeff \u2060", "\n\t"])
def test_a_name_that_cannot_be_seen_is_blank(name):
    assert "surname" in PaperDesk().refused(RegisterChild, details={"surname": name, "forename": "K", "dob": "1/6/11"})


def test_a_name_is_changed_and_not_taken_away_and_only_what_differs_is_recorded():
    desk = PaperDesk()
    child = desk.child()
    assert set(desk.refused(ChangeChild, child=child, details={"surname": ""})) == {"surname"}
    assert "" in desk.refused(ChangeChild, child=child, details={"surname": "Barnes"})
    (entry,) = desk.do(ChangeChild, child=child, details={"surname": "Barnes", "team": "LAC 2"})
    assert entry.data["details"] == {"team": "LAC 2"}


def test_100_kb_pasted_in_a_note_are_refused_with_the_size_that_fits():
    desk, child, _ = opened()
    problems = desk.refused(AddNote, subject=child, text="x" * 100_000)
    assert set(problems) == {"text"}
    assert "100,000" in problems["text"] and "40,000" in problems["text"]
    desk.do(AddNote, subject=child, text="x" * 40_000)


def test_texts_that_fit_one_by_one_and_not_together_are_refused():
    desk, child, _ = opened()
    desk.back(desk.history(child).episodes[0].id, START)
    findings = {"own_words": "x" * 39_000, "triggers": "y" * 39_000}
    problems = desk.refused(
        RecordInterview, episode=desk.history(child).episodes[0].id, step="held", at=START, findings=findings
    )
    assert "too long in all" in problems[""]


def test_a_quote_takes_two_bytes_in_the_ledger():
    desk, child, _ = opened()
    assert "text" in desk.refused(AddNote, subject=child, text='"' * 30_000)
