"""What becomes of duties when another protocol is chosen, and what a protocol's own questions are held to."""

from __future__ import annotations

from datetime import datetime

from data.protocol_files import shipped_text
from models.commands.duty import RecordInterview, RecordLcs
from models.duties.rulebook import BEGINNING, Period, Rulebook
from models.events.duty import InterviewHeld
from models.protocol.load import load_protocol
from tests.data.protocol_stories import HOUR, START
from tests.models.paper_desk import PaperDesk


def under(*protocols: tuple[datetime, str]) -> PaperDesk:
    return PaperDesk(Rulebook(tuple(Period(since, load_protocol(text)) for since, text in protocols)))


def test_a_child_over_the_new_protocols_number_already_is_owed_its_meeting_at_the_next_episode():
    change = START + 60 * 24 * HOUR
    desk = under((BEGINNING, shipped_text("coventry")), (change, shipped_text("cumbria")))
    child = desk.child()
    for number in range(6):
        since = START + number * 9 * 24 * HOUR
        desk.been(child, since, since + HOUR)
    desk.now = change + HOUR
    assert "stage-1-5-in-90d" not in desk.owed(child)
    episode = desk.open(child, change + 24 * HOUR)
    assert desk.duty(episode, "stage-1-5-in-90d").arose_at == change + 24 * HOUR


def test_a_rule_that_stays_goes_on_and_what_arose_before_keeps_the_words_of_its_day():
    change = START + 2 * HOUR
    desk = under((BEGINNING, shipped_text("bury")), (change, shipped_text("cumbria")))
    episode = desk.open(desk.child(), START)
    desk.back(episode, START + 4 * HOUR)
    (entry,) = desk.all(episode, "lcs-entry")
    assert (entry.rule.label, len(entry.whys)) == ("LCS entry", 2)
    assert desk.duty(episode, "interview-72h").rule.by == "independent interviewer"
    desk.act(RecordLcs, episode, START + 5 * HOUR)
    assert not desk.duty(episode, "lcs-entry").is_owed


def test_a_number_that_changes_holds_from_the_change_on():
    change = START + 20 * 24 * HOUR
    strict = shipped_text("bury").replace("count = 3, days = 28", "count = 2, days = 28")
    desk = under((BEGINNING, shipped_text("bury")), (change, strict))
    child = desk.child()
    for day in (0, 10):
        desk.been(child, START + day * 24 * HOUR, START + (day * 24 + 1) * HOUR)
    desk.now = change + HOUR
    assert "meeting-3-in-28d" not in desk.owed(child)
    episode = desk.open(child, change + 48 * HOUR)
    assert desk.duty(episode, "meeting-3-in-28d").arose_at == change + 48 * HOUR


def test_a_protocols_own_question_is_kept_and_one_that_it_does_not_ask_is_refused():
    desk = PaperDesk(shipped_text("cumbria"))
    child = desk.child()
    episode = desk.been(child, START, START + HOUR)
    asked = {"episode": episode, "step": "held", "at": START + 20 * HOUR}
    desk.now = START + 20 * HOUR
    assert "'root_cause'" in desk.refused(RecordInterview, **asked, findings={"root_cause": "rows"})["finding"]
    desk.do(RecordInterview, **asked, findings={"moves": "three since summer"})
    ((_, held),) = desk.history(child).each(InterviewHeld)
    assert held.findings == {"moves": "three since summer"}
