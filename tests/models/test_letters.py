"""Which letters are owed, to whom, and what they may say."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.commands.episode import VoidRecord
from models.duties.case import cases_of
from models.events.words import entry_words
from models.letters.drafting import Writer, letters_of
from models.letters.letter import Letter
from models.letters.night import night_began
from models.times.working_days import WorkingDays
from tests.models.paper_desk import SHIPPED, PaperDesk, london

NORTH_YORKSHIRE = (SHIPPED / "north-yorkshire.toml").read_text("utf-8")
SUNDAY = london("2026-11-22 02:00")


def letters(desk: PaperDesk, child: str, now: datetime = SUNDAY, began: datetime | None = None) -> dict[str, Letter]:
    """The letters about one child by role."""
    desk.now = now
    protocol = desk.rulebook.current(now)
    began = began or night_began(WorkingDays(), protocol.office_close, now)
    writer = Writer(desk.who, "Anyborough", protocol, False, began)
    found = letters_of(cases_of(desk.history(child), desk.rulebook, now), writer)
    assert len({each.id for each in found}) == len(found)
    return {each.role: each for each in found}


def test_a_second_report_asks_for_three_letters_and_telling_one_ends_one():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-21 22:00"))
    desk.report(episode, london("2026-11-21 23:00"))
    found = letters(desk, child)
    assert {role: each.id.partition(".")[2].partition(".")[0] for role, each in found.items()} == dict.fromkeys(
        ("sw", "tm", "sm"), "email-on-second-report"
    )
    desk.told(episode, "tm", london("2026-11-22 01:00"))
    assert list(letters(desk, child)) == ["sw", "sm"]


def test_police_are_told_by_telephone_and_never_by_letter():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, london("2026-11-21 22:00"))
    assert "police" in [role for duty in desk.duties(child) for role in duty.outstanding]
    assert "police" not in letters(desk, child)


def test_what_two_rules_ask_to_tell_one_person_stands_in_one_letter():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-21 20:00"), "absence", limit=london("2026-11-21 23:00"))
    desk.report(episode, london("2026-11-21 21:00"))
    desk.switch(episode, "missing", london("2026-11-21 23:30"))
    sw = letters(desk, child)["sw"]
    assert (
        sw.about == "SW told of the switch, e-mail SW, TM, SM" or sw.about == "e-mail SW, TM, SM, SW told of the switch"
    )
    desk.told(episode, "sw", london("2026-11-22 01:00"))
    assert "sw" not in letters(desk, child)


def test_after_24_hours_a_briefing_goes_to_both_its_readers():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, london("2026-11-20 22:00"))
    briefing = letters(desk, child)["strategic-lead"]
    assert [each.label for each in briefing.readers] == ["Strategic Lead", "Assistant Director"]
    assert "missing for 24 hours" in briefing.body


def test_the_placing_authority_hears_of_its_child_and_is_named():
    desk = PaperDesk()
    child = desk.child(placing="Salford")
    desk.open(child, london("2026-11-21 22:00"))
    found = letters(desk, child)
    assert found["placing-authority"].to == "Placing authority, Salford"
    assert "sw" not in found  # the social worker is the placing authority's


def test_who_works_with_the_child_hears_in_the_morning_of_the_night():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-20 22:00"))
    desk.back(episode, london("2026-11-21 01:00"))
    found = letters(desk, child, london("2026-11-23 08:00"))
    assert [each.id for each in found.values()] == [f"morning/{episode}/{role}" for role in ("sw", "tm", "sm")]
    assert "RETURNED Sat 21 Nov 01:00 GMT" in found["sw"].body
    assert letters(desk, child, london("2026-11-23 18:00")) == {}


def test_a_child_with_no_open_case_has_nobody_to_hear_in_the_morning():
    desk = PaperDesk()
    child = desk.child(legal="home", case="not-open")
    desk.open(child, london("2026-11-21 22:00"))
    assert list(letters(desk, child)) == ["mash"]


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-22 02:00", "2026-11-20 17:00"),
        ("2026-11-23 08:00", "2026-11-20 17:00"),
        ("2026-11-24 03:00", "2026-11-23 17:00"),
        ("2026-11-24 17:00", "2026-11-24 17:00"),
        ("2026-12-28 09:00", "2026-12-24 17:00"),
    ],
)
def test_a_night_begins_when_the_office_last_closed(now, began):
    assert night_began(WorkingDays(), "17:00", london(now)) == london(began)


def test_the_school_learns_who_is_away_and_nothing_more():
    desk = PaperDesk(NORTH_YORKSHIRE)
    child = desk.child(school="Elm High", exploitation="older friends")
    episode = desk.open(child, london("2026-11-21 22:00"), circumstances={"worries": "she cried"})
    desk.risk(episode, "high", london("2026-11-21 23:00"), reason="county lines")
    school = letters(desk, child)["school"]
    assert school.to == "School, Elm High" and "MISSING since Sat 21 Nov 22:00 GMT" in school.body
    for secret in ("county lines", "cried", "older friends", "risk judged", "looked-after", "Ash House"):
        assert secret not in school.body


def test_a_confidential_address_stands_in_no_letter():
    desk = PaperDesk()
    child = desk.child(confidential="refuge", address="4 Elm Row", placement="Elm House", not_to_be_told="father")
    episode = desk.open(child, london("2026-11-21 22:00"), place="4 Elm Row")
    desk.report(episode, london("2026-11-21 23:00"))
    found = letters(desk, child)
    assert found and all("Elm" not in each.body for each in found.values())
    assert "MUST NOT BE TOLD: father" in found["sw"].caution and "father" not in found["sw"].body


def test_no_subject_holds_a_name():
    desk = PaperDesk()
    child = desk.child(lcs="L77")
    episode = desk.open(child, london("2026-11-20 20:00"))
    desk.report(episode, london("2026-11-21 23:00"))
    found = letters(desk, child)
    assert all("K.B. LCS L77" in each.subject for each in found.values())
    assert not any(name in each.subject for each in found.values() for name in ("Kayleigh", "Barnes"))


def test_a_letter_tells_the_whole_story_once_and_does_not_turn_with_the_clock():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-21 22:00"))
    desk.report(episode, london("2026-11-21 23:00"))
    desk.found(episode, london("2026-11-21 23:30"))
    early = letters(desk, child, london("2026-11-22 00:30"))["sw"]
    told = desk.episode(episode).entries
    assert all(entry_words(entry).done in early.body for entry in told)
    assert letters(desk, child, london("2026-11-22 03:30"))["sw"].body == early.body


def test_a_void_episode_asks_for_no_letter():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-21 22:00"))
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    assert letters(desk, child) == {}
