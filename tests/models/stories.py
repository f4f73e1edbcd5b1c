"""Random stories: what workers may do in any order, with clock changes near, decided as at the real desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from models.commands.base import Command
from models.commands.child import ChangeChild
from models.commands.duty import RecordBriefing, RecordInterview, RecordLcs, RecordMeeting, RecordTold, WaiveDuty
from models.commands.episode import (
    AddReport,
    AgreeLimit,
    ConfirmAway,
    EndEpisode,
    JudgeRisk,
    OpenEpisode,
    PromiseReview,
    RecordFound,
    RecordReturn,
    SwitchStatus,
)
from tests.models.paper_desk import LOWE, PaperDesk, london

MINUTE = timedelta(minutes=1)
NEAR_A_CLOCK_CHANGE = [london(text) for text in ("2026-10-24 18:00", "2026-03-28 18:00", "2026-11-20 18:00")]
MEETINGS = ("meeting-3-in-28d", "meeting-24h", "meeting-high-risk")

STEPS: dict[str, tuple[type[Command], dict[str, Any]]] = {
    "missing": (OpenEpisode, {"status": "missing", "source": "carer"}),
    "absent": (OpenEpisode, {"status": "absence", "source": "carer"}),
    "to missing": (SwitchStatus, {"to": "missing", "reason": "x"}),
    "to absence": (SwitchStatus, {"to": "absence", "reason": "x"}),
    "new limit": (AgreeLimit, {}),
    "found": (RecordFound, {"where": "Bury"}),
    "back": (RecordReturn, {}),
    "ended": (EndEpisode, {"reason": "moved"}),
    "still away": (ConfirmAway, {"source": "carer"}),
    "report": (AddReport, {"source": "carer", "text": "x"}),
    "high": (JudgeRisk, {"grade": "high"}),
    "low": (JudgeRisk, {"grade": "low"}),
    "police": (RecordTold, {"role": "police", "how": "call"}),
    "sw": (RecordTold, {"role": "sw", "how": "call"}),
    "lcs": (RecordLcs, {}),
    "briefing": (RecordBriefing, {}),
    "declined": (RecordInterview, {"step": "declined"}),
    "held": (RecordInterview, {"step": "held"}),
    "written": (RecordInterview, {"step": "written-up"}),
    "called": (RecordMeeting, {"step": "called", "rules": MEETINGS}),
    "met": (RecordMeeting, {"step": "held", "rules": MEETINGS}),
    "review": (PromiseReview, {}),
    "home": (ChangeChild, {"details": {"legal": "home", "case": "open"}}),
    "looked after": (ChangeChild, {"details": {"legal": "looked-after"}}),
}
"""What a worker may do next, and the fields that are always the same."""

AHEAD = {OpenEpisode: "limit", SwitchStatus: "limit", AgreeLimit: "limit", PromiseReview: "due"}
AT_HOME = ["missing", "missing", "missing", "absent", "absent", "held", "declined", "written", "met", "lcs", "waive"]
AWAY = ["back", "back", "back", *(step for step in STEPS if step not in AT_HOME), "lcs", "waive"]


@st.composite
def stories(draw: st.DrawFn, most: int = 30) -> PaperDesk:
    """A desk on which one child's story has been told; what was refused is left out."""
    desk = PaperDesk()
    desk.now = draw(st.sampled_from(NEAR_A_CLOCK_CHANGE)) + draw(st.integers(0, 600)) * MINUTE
    child = desk.child(placing=draw(st.sampled_from(["", "", "Salford"])), dob="2008-11-22")
    for place in range(draw(st.integers(6, most))):
        away = desk.history(child).open_episode is not None
        what = draw(st.sampled_from(AWAY if away else AT_HOME))
        desk.now += draw(st.sampled_from([1, 7, 61, 60 * 5, 60 * 23, 60 * 24 * 3])) * MINUTE + timedelta(seconds=place)
        ago, ahead = draw(st.sampled_from([0, 0, 0, 3, 59, 60 * 4])), draw(st.sampled_from([30, 90, 60 * 30]))
        tell(desk, child, what, desk.now - ago * MINUTE, desk.now + ahead * MINUTE)
    return desk


def tell(desk: PaperDesk, child: str, what: str, at: datetime, ahead: datetime) -> None:
    """Does one step where it can be done."""
    if what == "waive":
        owed = [duty.id for duty in desk.duties(child) if duty.is_owed]
        desk.attempt(WaiveDuty, LOWE, duty=owed[0] if owed else "", reason="x")
        return
    kind, fixed = STEPS[what]
    episodes = desk.history(child).episodes
    given = {"child": child, "episode": episodes[-1].id if episodes else "", "at": at, "since": at, **fixed}
    given |= {AHEAD[kind]: ahead} if kind in AHEAD else {}
    desk.attempt(kind, LOWE, **{name: value for name, value in given.items() if name in kind.kinds()})
