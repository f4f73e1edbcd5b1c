"""Deciding: a command and what is known, in; events or every problem, out. Pure; roles bind here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from models.commands.base import Command
from models.decide.asking import Asking, Decision
from models.duties.rulebook import Rulebook
from models.history.register import Register
from models.worker import Worker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DECIDERS = {
    "RegisterChild": "children.register_child",
    "ChangeChild": "children.change_child",
    "LinkChildren": "children.link_children",
    "SaySameChild": "children.say_same_child",
    "AddNote": "notes.add_note",
    "TakeCall": "notes.take_call",
    "HearAtPanel": "notes.hear_at_panel",
    "OpenEpisode": "opening.open_episode",
    "AddReport": "reports.add_report",
    "ConfirmAway": "reports.confirm_away",
    "SwitchStatus": "switching.switch_status",
    "AgreeLimit": "switching.agree_limit",
    "RecordFound": "returning.record_found",
    "RecordReturn": "returning.record_return",
    "RecordPoliceSaw": "returning.record_police_saw",
    "EndEpisode": "returning.end_episode",
    "VoidRecord": "setting_right.void_record",
    "CorrectEntry": "correcting.correct_entry",
    "JudgeRisk": "judging.judge_risk",
    "RecordPoliceGrade": "judging.record_police_grade",
    "PromiseReview": "judging.promise_review",
    "RecordInterview": "interviews.record_interview",
    "RecordMeeting": "meetings.record_meeting",
    "RecordBriefing": "telling.record_briefing",
    "RecordTold": "telling.record_told",
    "RecordLcs": "telling.record_lcs",
    "RecordTask": "telling.record_task",
    "Escalate": "escalating.escalate",
    "AnswerEscalation": "escalating.answer_escalation",
    "WaiveDuty": "waiving.waive_duty",
    "MakeStore": "desk.make_store",
    "AddWorker": "desk.add_worker",
    "ChooseProtocol": "desk.choose_protocol",
    "SeeAlert": "desk.see_alert",
    "HandOver": "desk.hand_over",
    "AcknowledgeHandover": "desk.acknowledge_handover",
    "LeaveDayAlert": "desk.leave_day_alert",
    "RecordImport": "imported.record_import",
    "KeepPoliceReport": "imported.keep_police_report",
    "KeepOurTime": "imported.keep_our_time",
}
"""Each command's decision, by module and name; loaded when first asked for, so that a plain command loads one."""

OPEN_TO_ALL = frozenset({"MakeStore", "SeeAlert"})
"""Commands that need no role: the first of a store, and saying that one has seen something."""


def decide(register: Register, command: Command, who: Worker, now: datetime, rulebook: Rulebook) -> Decision:
    """What comes of a command by one worker at one moment."""
    name = type(command).__name__
    asking = Asking(register, rulebook, who, now, command.key)
    if not who.may_record and name not in OPEN_TO_ALL:
        asking.wrong("", f"{who.name} may look but not record; a manager can change that: worker add")
        return asking.refused()
    module, _, function = _DECIDERS[name].partition(".")
    decider: Callable[[Asking, Any], Decision] = getattr(import_module(f"models.decide.{module}"), function)
    return decider(asking, command)


__all__ = ["Decision", "decide"]
