"""Who may do what, and the desk's own commands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.child import AddNote, RegisterChild, TakeCall
from models.commands.desk import AddWorker, ChooseProtocol, HandOver, LeaveDayAlert, MakeStore, SeeAlert
from models.commands.duty import (
    WaiveDuty,
)
from models.commands.episode import (
    OpenEpisode,
    RecordReturn,
    VoidRecord,
)
from models.events.desk import DESK
from models.worker import NONE, VIEWER, Worker
from tests.models.paper_desk import BURY, LOWE, PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")
NOBODY = "C0000000"


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 4 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def test_a_malformed_protocol_is_refused_with_every_mistake_and_its_line():
    desk = PaperDesk()
    text = BURY.replace('owes = "lcs"', 'owes = "lsc"').replace(
        "deadline = { hours = 72 }", 'deadline = { hours = "x" }'
    )
    problems = desk.refused(ChooseProtocol, LOWE, name="bury", text=text)
    assert len(problems) == 2
    assert all(field.startswith("line ") for field in problems)
    assert desk.refused(ChooseProtocol, LOWE, name="x", text="[[rule")
    assert "text" in desk.refused(ChooseProtocol, LOWE, name="x", text=BURY + "#" * 60_000)


def test_a_handover_a_note_and_a_call_need_words():
    desk, _, episode = opened()
    assert "text" in desk.refused(HandOver, text=" ")
    assert "text" in desk.refused(LeaveDayAlert, text="")
    assert "text" in desk.refused(AddNote, subject=episode, text="\x1b[0m")
    assert set(desk.refused(TakeCall, caller="", text="")) == {"caller", "text"}
    assert "subject" in desk.refused(AddNote, subject=NOBODY, text="x")


def test_a_store_is_made_once():
    desk = PaperDesk()
    desk.do(MakeStore, training=False, name="J Okafor")
    assert "" in desk.refused(MakeStore, training=False, name="J Okafor")
    assert not desk.register.desk.training


@pytest.mark.parametrize("role", [VIEWER, NONE])
def test_a_viewer_looks_and_records_nothing_but_what_was_seen(role):
    desk, child, episode = opened()
    viewer = Worker("guest", "G Vine", role)
    for kind, fields in [
        (RegisterChild, {"details": {}}),
        (OpenEpisode, {"child": child, "status": "missing", "since": "now", "source": "x"}),
        (RecordReturn, {"episode": episode, "at": "now"}),
        (VoidRecord, {"subject": episode, "reason": "x"}),
        (WaiveDuty, {"duty": f"{episode}.lcs-entry", "reason": "x"}),
        (ChooseProtocol, {"name": "bury", "text": BURY}),
        (AddWorker, {"account": "x", "name": "X", "role": "manager"}),
    ]:
        assert set(desk.refused(kind, viewer, **fields)) == {""}, kind
    desk.do(SeeAlert, viewer, alert="crossed/x")


def test_waiving_choosing_and_naming_need_a_manager():
    desk, _, episode = opened()
    for kind, fields in [
        (WaiveDuty, {"duty": f"{episode}.lcs-entry", "reason": "x"}),
        (ChooseProtocol, {"name": "bury", "text": BURY}),
        (AddWorker, {"account": "x", "name": "X", "role": "viewer"}),
    ]:
        assert "manager" in desk.refused(kind, **fields)[""], kind
        desk.do(AddWorker, LOWE, account="mlowe", name="M Lowe", role="manager")
        desk.do(kind, LOWE, **fields)


def test_the_only_manager_of_a_real_store_is_not_made_less():
    desk = PaperDesk()
    desk.do(MakeStore, LOWE, training=False, name="M Lowe")
    problems = desk.refused(AddWorker, LOWE, account=LOWE.account, name="M Lowe", role="viewer")
    assert set(problems) == {"role"}
    desk.do(AddWorker, LOWE, account="rpatel", name="R Patel", role="manager")
    desk.do(AddWorker, LOWE, account=LOWE.account, name="M Lowe", role="viewer")


def test_the_desk_keeps_what_concerns_no_child():
    desk = PaperDesk()
    desk.do(TakeCall, caller="A Shaw, Ash House", text="asks for the duty manager")
    assert desk.shelf.entries[-1].subject == DESK
