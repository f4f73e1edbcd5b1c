"""Risk and history on the call card: the council's judgement tonight and before, and all times on record."""

from __future__ import annotations

import pytest

from models.card import call_card, card_text
from models.commands.episode import JudgeRisk, RecordPoliceGrade, RecordReturn, VoidRecord
from tests.models.card.test_call_card import lines, text
from tests.screens.forms.stage import away, child, done, made_desk


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


def labels(desk, kid):
    return [line.label for line in lines(desk, kid)]


def test_a_risk_not_judged_tonight_is_a_gap_that_the_risk_form_fills(desk):
    kid = child(desk)
    assert "Risk tonight" not in labels(desk, kid)
    away(desk, kid, risk="")
    (line,) = [line for line in lines(desk, kid, "needs") if line.label == "Risk tonight"]
    assert (line.gap, line.fills) == (True, ("risk", "grade"))


def test_tonight_the_newest_judgement_stands_with_who_and_why(desk):
    kid = child(desk)
    episode = away(desk, kid, risk="low")
    done(desk, JudgeRisk(key=desk.new_key(), episode=episode, grade="high", reason="threats by text", at="now"))
    assert text(desk, kid, "Risk tonight") == "high (J Okafor, 02:14): threats by text"
    assert "Risk before" not in labels(desk, kid)


def test_what_was_judged_before_is_told_apart_from_tonight_and_from_the_police(desk):
    kid = child(desk)
    first = away(desk, kid, since="fri 1500", risk="medium")
    done(desk, RecordPoliceGrade(key=desk.new_key(), episode=first, grade="low", log="B-1", at="fri 1600"))
    done(desk, RecordReturn(key=desk.new_key(), episode=first, at="fri 2000"))
    away(desk, kid, risk="high")
    assert text(desk, kid, "Risk tonight").startswith("high (J Okafor")
    assert text(desk, kid, "Risk before").startswith("medium (J Okafor")
    assert "; police grade low (" in text(desk, kid, "Risk before")


def test_a_void_episode_is_no_history(desk):
    kid = child(desk)
    episode = away(desk, kid, risk="high")
    done(desk, VoidRecord(key=desk.new_key(), subject=episode, reason="another child"))
    assert not {"Risk before", "All on record"} & set(labels(desk, kid))


def test_all_times_on_record_are_counted_with_the_longest_and_the_last(desk):
    kid = child(desk)
    for since, back in (("thu 1500", "fri 0900"), ("fri 1500", "fri 2000")):
        episode = away(desk, kid, since=since)
        done(desk, RecordReturn(key=desk.new_key(), episode=episode, at=back))
    away(desk, kid)
    said = text(desk, kid, "All on record")
    assert said.startswith("2 missing, since 19 Nov 2026; longest 18 h")
    assert "last Fri 15:00 to Fri 20:00" in said


def test_the_card_as_text_has_every_line_once_and_in_order(desk):
    kid = child(desk, medical="asthma")
    sections = call_card(desk.register.child(kid), desk.rulebook, desk.now())
    written = list(card_text(sections))
    told = [row for row in written if row and row != row.upper()]
    assert len(told) >= sum(len(section.lines) for section in sections)
    assert written.index("NEEDS AND RISKS") < written.index("Medical, disability: asthma")
    assert all(not row.startswith(" ") for row in written)
