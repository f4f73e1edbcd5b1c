"""The call card: what police ask, in their order, with every gap as a question."""

from __future__ import annotations

import pytest

from models.card import CardLine, call_card
from models.commands.child import AddNote, LinkChildren
from models.commands.desk import LeaveDayAlert
from models.commands.duty import RecordInterview, RecordTold
from models.commands.episode import AddReport, PromiseReview, RecordFound, RecordReturn, VoidRecord
from tests.screens.forms.stage import away, child, done, made_desk

ORDER = ["flags", "caller", "child", "worry", "seen", "looks", "before", "needs", "contacts", "told", "write"]


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


NOT_IMPORTED = "; INCOMPLETE: no daytime history imported"


def lines(desk, kid: str, section: str = "", names: dict[str, str] | None = None) -> list[CardLine]:
    found = call_card(desk.register.child(kid), desk.rulebook, desk.now(), names)
    return [line for each in found if section in ("", each.id) for line in each.lines]


def text(desk, kid: str, label: str) -> str:
    return next(line.text for line in lines(desk, kid) if line.label == label)


def key(desk) -> str:
    return desk.new_key()


def test_the_sections_stand_in_the_order_in_which_police_ask(desk):
    found = call_card(desk.register.child(child(desk)), desk.rulebook, desk.now())
    assert [section.id for section in found] == ORDER


def test_every_gap_is_a_question_and_can_be_filled(desk):
    for line in lines(desk, child(desk)):
        assert line.gap == line.text.startswith("ASK: ")
        assert not line.gap or line.fills[0], line.label


def test_what_is_known_is_no_gap(desk):
    kid = child(desk, medical="asthma")
    (line,) = [line for line in lines(desk, kid) if line.label == "Medical, disability"]
    assert (line.text, line.gap) == ("asthma", False)


def test_flags_come_first_and_a_no_is_no_flag(desk):
    kid = child(desk, not_to_be_told="father", confidential="no", verify_caller="yes")
    labels = [line.label for line in lines(desk, kid, "flags")]
    assert labels == ["MUST NOT BE TOLD", "VERIFY THE CALLER by calling back"]
    assert lines(desk, child(desk, "Dean", "Parr"), "flags")[0].text == "No flags are recorded."


def test_children_gone_together_and_the_day_teams_word_are_flags(desk):
    kid, other = child(desk), child(desk, "Dean", "Parr")
    done(desk, LinkChildren(key=key(desk), child=kid, other=other))
    done(desk, LeaveDayAlert(key=key(desk), child=kid, text="ring the aunt first"))
    found = {line.label: line.text for line in lines(desk, kid, "flags", {other: "Dean Parr"})}
    assert found["GONE TOGETHER with"] == "Dean Parr"
    assert found["FROM THE DAY TEAM"].startswith("ring the aunt first (J Okafor")


def test_a_confidential_address_says_so_where_it_is_read(desk):
    kid = child(desk, confidential="yes", address="4 Elm Row")
    assert text(desk, kid, "Home address") == "CONFIDENTIAL: 4 Elm Row"


def test_a_note_that_begins_with_the_question_answers_it(desk):
    kid = child(desk)
    episode = away(desk, kid, circumstances={"clothing": "school coat"})
    assert text(desk, kid, "Clothing and bag") == "school coat"
    done(desk, AddNote(key=key(desk), subject=episode, text="rang back.\nclothing and bag: red coat, no bag"))
    assert text(desk, kid, "Clothing and bag") == "red coat, no bag"


def test_a_void_answer_is_no_answer(desk):
    kid = child(desk)
    episode = away(desk, kid)
    note = done(desk, AddNote(key=key(desk), subject=episode, text="Why worried: took a bag"))
    assert text(desk, kid, "Why worried") == "took a bag"
    done(desk, VoidRecord(key=key(desk), subject=note.entries[0].id, reason="wrong child"))
    assert text(desk, kid, "Why worried").startswith("ASK: ")


def test_an_absence_shows_what_was_agreed_and_asks_for_what_was_not(desk):
    kid = child(desk)
    away(desk, kid, "absence", limit="0400", agreed_by="J Platt, SM")
    assert text(desk, kid, "Agreed limit") == "04:00"
    assert text(desk, kid, "Agreed by") == "J Platt, SM"
    assert text(desk, kid, "Whereabouts") == "ASK: at which address is the child?"


def test_found_says_when_and_where(desk):
    kid = child(desk)
    episode = away(desk, kid)
    done(desk, RecordFound(key=key(desk), episode=episode, at="0150", where="the library"))
    assert text(desk, kid, "FOUND, NOT BACK") == "Sun 22 Nov 01:50 GMT, the library"


def test_further_reports_stand_with_the_worry(desk):
    kid = child(desk)
    episode = away(desk, kid)
    done(desk, AddReport(key=key(desk), episode=episode, at="0100", source="police", text="seen at the station"))
    assert text(desk, kid, "Reported again") == "01:00, police: seen at the station"


def test_where_found_before_and_what_interviews_said_stand_on_the_next_card(desk):
    kid = child(desk)
    first = away(desk, kid, since="fri 1500")
    done(desk, RecordFound(key=key(desk), episode=first, at="fri 1900", where="bus station"))
    done(desk, RecordReturn(key=key(desk), episode=first, at="fri 2000"))
    findings = {"triggers": "rows about the phone", "people": "cousin Jade"}
    done(desk, RecordInterview(key=key(desk), episode=first, step="held", at="sat 1000", findings=findings))
    away(desk, kid)
    assert text(desk, kid, "Found before") == "bus station (Fri 19:00)"
    assert text(desk, kid, "Triggers") == "rows about the phone (interview 21 Nov 2026)"
    assert text(desk, kid, "People") == "cousin Jade (interview 21 Nov 2026)"
    assert text(desk, kid, "Missing in 28 days") == "2 times: now, since Sat 20:30, Fri 15:00" + NOT_IMPORTED


def test_counts_leave_out_void_episodes_and_show_absences_beside(desk):
    kid = child(desk)
    wrong = away(desk, kid, since="thu 1500", returned="thu 1700")
    done(desk, VoidRecord(key=key(desk), subject=wrong, reason="another child"))
    away(desk, kid, "absence", since="fri 1500", limit="fri 2200", returned="fri 1700")
    assert text(desk, kid, "Missing in 28 days") == "none recorded; absences besides: 1" + NOT_IMPORTED
    away(desk, kid)
    assert text(desk, kid, "Missing in 90 days") == "1 time: now, since Sat 20:30; absences besides: 1" + NOT_IMPORTED


def test_who_was_told_and_who_was_not(desk):
    kid = child(desk)
    episode = away(desk, kid)
    assert "Police" in text(desk, kid, "NOT told yet")
    told = RecordTold(key=key(desk), episode=episode, role="police", at="2055", how="telephone", reference="BRY-1")
    done(desk, told)
    assert text(desk, kid, "Told") == "police Sat 20:55 by telephone, reference BRY-1"
    assert "NOT told yet" not in [line.label for line in lines(desk, kid)]


def test_what_is_to_be_written_down_closes_the_card(desk):
    kid = child(desk)
    episode = away(desk, kid, police_log="BRY-771", police_officer="PC 77")
    done(desk, PromiseReview(key=key(desk), episode=episode, due="0400"))
    labels = {line.label: line.text for line in lines(desk, kid, "write")}
    assert labels == {
        "Police log number": "BRY-771",
        "Officer": "PC 77",
        "Police grade": "ASK: the police grade, in their words",
        "Next review": "04:00",
    }


def test_an_age_somebody_judged_stands_beside_the_question_for_the_birthday(desk):
    kid = child(desk, dob="", about_age="about 9")
    assert text(desk, kid, "Date of birth") == "ASK: when was the child born? (about 9 years old)"
