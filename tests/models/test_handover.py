"""The handover: PRACTICE 7's order, everything owed named, nothing left out in silence."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.commands.child import TakeCall
from models.commands.desk import AcknowledgeHandover, HandOver, LeaveDayAlert
from models.commands.duty import AnswerEscalation, CorrectEntry, Escalate, RecordTold
from models.commands.episode import RecordFound, VoidRecord
from models.duties.case import belongs_on_board, cases_of
from models.handover.build import items_of
from models.handover.item import (
    ABSENT,
    ALERTS,
    CALLS,
    COLA,
    CORRECTIONS,
    CROSSED,
    ESCALATIONS,
    INTERVIEWS,
    SECTIONS,
    STILL_MISSING,
    Handover,
    Item,
)
from models.handover.known import Known
from models.handover.signed import all_signed
from models.handover.text import LARGEST, handover_lines, text_to_sign
from models.text import size
from tests.models.paper_desk import OKAFOR, PATEL, PaperDesk, london

EVENING, MORNING = london("2026-11-22 17:00"), london("2026-11-23 07:45")


@pytest.fixture
def desk() -> PaperDesk:
    made = PaperDesk()
    made.now = EVENING
    return made


def at(text: str) -> datetime:
    return london(f"2026-11-22 {text}")


def handover(desk: PaperDesk, now: datetime = MORNING, since: datetime = EVENING, **more) -> Handover:
    cases = [case for history in desk.register.children() for case in cases_of(history, desk.rulebook, now)]
    entries = desk.register.entered_since(since)
    known = Known({e.subject: h for e in entries if (h := desk.register.child(e.subject))}, desk.register.desk)
    items = items_of([case for case in cases if belongs_on_board(case, frozenset())], entries, known, now)
    given = {"worker": OKAFOR, "since": since, "made": now, "fingerprint": "9:19b0", "counts": "", "training": False}
    return Handover(**{"authority": "Bury", **given, "items": items, **more})


def of(desk: PaperDesk, section: str, **more) -> list[Item]:
    return list(handover(desk, **more).of(section))


def words(items: list[Item]) -> str:
    return "\n".join(line for item in items for line in (item.headline, *item.lines))


def test_the_sections_stand_in_the_order_of_practice_and_an_empty_one_says_none(desk):
    lines = list(handover_lines(handover(desk)))
    headings = [line for line in lines if line[:1].isdigit()]
    assert headings == [f"{n}. {section}" for n, section in enumerate(SECTIONS, 1)]
    assert lines.count("   none") == len(SECTIONS) == 9


def test_the_missing_stand_longest_first_with_age_place_risk_and_what_is_owed(desk):
    desk.open(desk.child(forename="Jay", dob="2014-03-17"), at("21:00"))
    desk.open(desk.child(), at("20:00"), place="Ash House", police_log="0412")
    first, second = of(desk, STILL_MISSING)
    assert (first.number, second.number) == ("1.1", "1.2")
    assert first.headline == "Kayleigh Barnes, 15, born 1 Jun 2011, looked-after"
    assert "away 11 h 45 min from Ash House" in first.lines[0]
    assert "risk NOT JUDGED; police log 0412" in first.lines[0]
    assert "owed: police told, since Sun 22 Nov 20:00 GMT, no deadline set" in words([first])
    assert "NOT told: police" in words([first]) and first.lines[-1] == "told: nobody is recorded"
    assert second.headline.startswith("Jay Barnes, 12")


def test_found_and_not_back_is_still_missing_and_says_so(desk):
    episode = desk.open(desk.child(), at("20:00"))
    desk.found(episode, at("22:00"))
    assert "FOUND Sun 22 Nov 22:00 GMT, NOT BACK" in words(of(desk, STILL_MISSING))


def test_an_absence_has_its_limit_and_a_lapse_is_loud(desk):
    desk.open(desk.child(), at("20:00"), "absence", limit=at("23:00"), whereabouts="aunt", agreed_by="SW A Khan")
    desk.now = MORNING
    lapsed = words(of(desk, ABSENT))
    assert "limit Sun 22 Nov 23:00 GMT, agreed by SW A Khan: LAPSED, waits for a decision" in lapsed
    assert "LAPSED" not in words(of(desk, ABSENT, now=at("22:00")))


def test_an_interview_that_is_owed_has_its_deadline_its_owner_and_overdue_in_words(desk):
    episode = desk.open(desk.child(), at("18:00"))
    desk.back(episode, at("20:00"))
    (item,) = of(desk, INTERVIEWS)
    assert "returned Sun 22 Nov 20:00 GMT" in item.lines
    assert "owed: interview 72 h, by Wed 25 Nov 20:00 GMT, by whom: " in words([item])
    late = of(desk, INTERVIEWS, now=london("2026-11-26 08:00"))
    assert "by Wed 25 Nov 20:00 GMT, OVERDUE" in words(late)


def test_a_meeting_is_due_whether_the_child_is_back_or_not(desk):
    desk.open(desk.child(), at("20:00"), risk="high")
    back = desk.open(desk.child(forename="Jay"), at("18:00"), risk="high")
    desk.back(back, at("19:00"))
    found = of(desk, CROSSED)
    assert {item.headline.partition(" ")[0] for item in found} == {"Kayleigh", "Jay"}
    assert all("owed: meeting: risk high" in words([item]) for item in found)
    assert "LCS entry" in words(found), "what else is owed on a child who is back is handed over too"


def test_escalations_are_named_while_they_wait_and_in_the_shift_in_which_they_were_answered(desk):
    episode = desk.open(desk.child(), at("20:00"))
    desk.act(Escalate, episode, at("22:00"), to="J Hart", text="police grade it low")
    (item,) = of(desk, ESCALATIONS)
    assert "escalated to J Hart: police grade it low" in words([item]) and "NOT ANSWERED" in words([item])
    desk.act(AnswerEscalation, episode, at("23:00"), text="graded medium", by="Insp Rowe")
    answered = words(of(desk, ESCALATIONS))
    assert "escalation answered, by Insp Rowe, graded medium" in answered and "NOT ANSWERED" not in answered
    assert of(desk, ESCALATIONS, since=at("23:30")) == []


def test_children_of_other_authorities_are_told_or_not_told(desk):
    episode = desk.open(desk.child(placing="Salford"), at("20:00"))
    assert "Salford: NOT TOLD" in words(of(desk, COLA))
    desk.told(episode, "placing-authority", at("22:00"))
    assert "Salford: told" in words(of(desk, COLA)) and "placing authority" in words(of(desk, COLA))


def test_calls_corrections_and_day_alerts_are_those_of_this_shift(desk):
    child = desk.child()
    desk.do(TakeCall, caller="neighbour", text="before the shift")
    desk.now = at("20:30")
    desk.do(TakeCall, caller="neighbour", text="heard shouting")
    desk.do(LeaveDayAlert, text="contact was cancelled", child=child)
    episode = desk.open(child, at("20:00"))
    found = desk.act(RecordFound, episode, at("21:00"), where="Piccadily")[0]
    desk.do(CorrectEntry, entry=found.id, field="where", value="Piccadilly", reason="slip of the key")
    assert [item.headline for item in of(desk, CALLS)] == ["call taken, from neighbour, heard shouting"]
    assert [item.headline for item in of(desk, ALERTS)] == [
        "Kayleigh Barnes: left for the night, contact was cancelled"
    ]
    (corrected,) = of(desk, CORRECTIONS)
    assert "where is Piccadilly" in corrected.headline and "slip of the key" in corrected.headline
    assert "the entry was: found, at Piccadily" in corrected.lines[0]


def test_a_call_that_was_struck_is_handed_over_as_a_correction_only(desk):
    child = desk.child()
    desk.now = at("20:30")
    call = desk.do(TakeCall, caller="neighbour", text="heard shouting", child=child)[0]
    desk.do(VoidRecord, subject=call.id, reason="about another child")
    assert of(desk, CALLS) == []
    assert "heard shouting" in words(of(desk, CORRECTIONS))


def test_who_was_told_stands_with_the_time(desk):
    episode = desk.open(desk.child(), at("20:00"))
    desk.act(RecordTold, episode, at("20:55"), role="police", how="telephone")
    desk.act(RecordTold, episode, at("21:10"), role="sm", how="telephone")
    assert of(desk, STILL_MISSING)[0].lines[-1] == "told: police Sun 20:55, SM Sun 21:10"


def sign(desk: PaperDesk, made: Handover) -> str:
    items = tuple(item.id for item in made.items)
    return desk.do(HandOver, text=text_to_sign(made), items=items)[0].id


def test_a_signed_handover_reads_back_with_the_words_that_were_signed(desk):
    desk.open(desk.child(), at("20:00"), place="a place\n   1.2 Somebody else")
    desk.now = at("20:30")
    desk.do(TakeCall, caller="neighbour", text="first line\n   9.9 not an item\n\nthird")
    desk.now = MORNING
    made = handover(desk)
    sign(desk, made)
    (signed,) = all_signed(desk.register.desk)
    assert [(item.number, item.id) for item in signed.items] == [(item.number, item.id) for item in made.items]
    assert signed.items[0].headline == made.items[0].headline and "9.9 not an item" in signed.items[1].headline
    assert signed.words.startswith("Signed by J Okafor, duty worker, Mon 23 Nov 07:45 GMT, entry N")


def test_each_item_is_acknowledged_by_name_and_the_first_to_do_so_stands(desk):
    for name in ("Kayleigh", "Jay"):
        desk.open(desk.child(forename=name), at("20:00"))
    desk.now = MORNING
    made = handover(desk)
    entry = sign(desk, made)
    for who in (PATEL, OKAFOR):
        desk.do(AcknowledgeHandover, who, handover=entry, items=(made.items[0].id,))
    (signed,) = all_signed(desk.register.desk)
    assert signed.items[0].acknowledged == "R Patel, Mon 23 Nov 07:45 GMT"
    assert [item.id for item in signed.waiting] == [item.id for item in made.items[1:]]


def test_who_signed_it_may_acknowledge_it_but_is_told_that_another_should(desk):
    desk.open(desk.child(), at("20:00"))
    made = handover(desk)
    entry = sign(desk, made)
    command = AcknowledgeHandover(key="k", handover=entry, items=(made.items[0].id,))
    assert "signed this handover yourself" in desk.decide(command).notes[0]
    assert desk.decide(command, PATEL).notes == ()


def test_nothing_and_what_is_not_in_it_cannot_be_acknowledged(desk):
    desk.open(desk.child(), at("20:00"))
    made = handover(desk)
    entry = sign(desk, made)
    assert "not an item" in desk.refused(AcknowledgeHandover, handover=entry, items=("away/E1",))["items"]
    assert "say which" in desk.refused(AcknowledgeHandover, handover=entry, items=())["items"]
    desk.do(AcknowledgeHandover, handover=entry, items=tuple(item.id for item in made.items))
    assert "already" in desk.refused(AcknowledgeHandover, handover=entry, items=())["items"]
    assert "no handover" in desk.refused(AcknowledgeHandover, handover="N1", items=("x",))["handover"]


def test_a_handover_too_long_for_one_entry_is_signed_in_brief_with_every_item(desk):
    item = Item(
        "away/E1", STILL_MISSING, "Kayleigh Barnes, 15", tuple(f"line {n} " + "x" * 90 for n in range(8)), "1.1"
    )
    made = handover(desk, items=tuple(item.but(id=f"away/{n}", number=f"1.{n}") for n in range(120)))
    text = text_to_sign(made)
    assert size("\n".join(handover_lines(made))) > LARGEST >= size(text)
    assert text.count("Kayleigh Barnes") == 120 and "line 0" in text and "line 1" not in text


def test_one_that_is_longer_still_can_be_signed_too_and_says_what_it_leaves_out(desk):
    item = Item("away/E1", STILL_MISSING, "Kayleigh Barnes, 15 " + "x" * 80, ("line",), "1.1")
    made = handover(desk, items=tuple(item.but(id=f"away/{n}", number=f"1.{n}") for n in range(900)))
    text = text_to_sign(made)
    kept = text.count("Kayleigh Barnes")
    assert 200 < kept < 900 and f"{900 - kept} more items were handed over" in text and size(text) <= LARGEST
    desk.now = MORNING
    sign(desk, made)
    assert len(all_signed(desk.register.desk)[0].items) == 900


def test_a_training_handover_says_so_first(desk):
    assert next(iter(handover_lines(handover(desk, training=True)))).startswith("TRAINING")
    assert "TRAINING" not in "\n".join(handover_lines(handover(desk)))
