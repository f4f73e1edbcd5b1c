"""Escalations of professional disagreement: each waits until it is answered, on the board and at every handover."""

from __future__ import annotations

import pytest

from models.commands.duty import AnswerEscalation, Escalate
from models.duties.case import belongs_on_board, cases_of
from models.duties.duty import DUE, MET
from tests.models.paper_desk import PaperDesk, london

TEN, ELEVEN, BACK = london("2026-11-22 22:00"), london("2026-11-22 23:00"), london("2026-11-22 22:30")
MADE = {"to": "J Hart, service manager", "stage": "2", "text": "police grade it low; we hold it high"}


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def episode(desk: PaperDesk) -> str:
    return desk.open(desk.child(), london("2026-11-22 20:00"))


def test_an_escalation_is_owed_an_answer_by_whom_it_went_to_without_a_deadline(desk, episode):
    desk.act(Escalate, episode, TEN, **MADE)
    duty = desk.duty(episode, "escalation")
    assert duty.owner == "J Hart, service manager" and duty.state(desk.now) == DUE
    assert duty.whys == ("escalated to J Hart, service manager, stage 2: police grade it low; we hold it high",)


def test_the_answer_meets_it(desk, episode):
    desk.act(Escalate, episode, TEN, **MADE)
    desk.act(AnswerEscalation, episode, ELEVEN, text="graded medium", by="Insp Rowe")
    duty = desk.duty(episode, "escalation")
    assert (duty.ended, duty.ended_at) == (MET, ELEVEN)
    assert desk.duty(episode, "escalation", BACK).is_owed


def test_an_unanswered_escalation_keeps_an_episode_on_the_board_that_is_over(desk, episode):
    desk.back(episode, BACK)
    desk.act(Escalate, episode, ELEVEN, **MADE)
    (case,) = cases_of(desk.history(desk.episode(episode).child), desk.rulebook, desk.now)
    assert "escalation" in {duty.rule.id for duty in case.owed} and belongs_on_board(case, frozenset())


def test_where_two_wait_the_answer_must_say_which(desk, episode):
    desk.act(Escalate, episode, TEN, **MADE)
    second = desk.act(Escalate, episode, ELEVEN, **{**MADE, "to": "Ch Supt Vale", "stage": "3"})[0].id
    assert "say which" in desk.refused(AnswerEscalation, episode=episode, at="now", text="no")["escalation"]
    desk.act(AnswerEscalation, episode, ELEVEN, text="graded high", escalation=second.lower())
    assert [duty.owner for duty in desk.all(episode, "escalation") if duty.is_owed] == ["J Hart, service manager"]


def test_an_answer_without_an_escalation_is_refused(desk, episode):
    desk.now = TEN
    assert "no escalation" in desk.refused(AnswerEscalation, episode=episode, at="now", text="no")["escalation"]
    wrong = desk.refused(AnswerEscalation, episode=episode, at="now", text="no", escalation="N1")
    assert "no escalation that waits" in wrong["escalation"]


def test_to_whom_and_over_what_must_be_said(desk, episode):
    desk.now = TEN
    problems = desk.refused(Escalate, episode=episode, at="", to=" ", text="")
    assert {"to", "text", "at"} <= problems.keys()


def test_an_escalation_that_was_struck_is_withdrawn_and_owes_nothing(desk, episode):
    from models.commands.episode import VoidRecord

    made = desk.act(Escalate, episode, TEN, **MADE)[0].id
    desk.do(VoidRecord, subject=made, reason="wrong child")
    assert not desk.duty(episode, "escalation").is_owed
