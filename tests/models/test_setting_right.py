"""Setting the record right: the mistake is kept, what follows from it is not (D10, D14)."""

from __future__ import annotations

import pytest

from models.commands.child import AddNote, ChangeChild, SaySameChild
from models.commands.duty import CorrectEntry, WaiveDuty
from models.commands.episode import OpenEpisode, SwitchStatus, VoidRecord
from models.history.corrections import corrections_of
from tests.models.paper_desk import LOWE, PaperDesk
from tests.models.set_right import HOUR, START, correct, entry_of, opened, refused


def test_a_corrected_start_moves_every_clock_and_the_mistaken_entry_is_kept():
    desk, child, episode = opened()
    desk.now = START + 2 * HOUR
    correct(desk, "EpisodeOpened", "since", START - HOUR)
    assert desk.episode(episode).since == START - HOUR
    assert desk.clocks(episode)["meeting-24h"].at == START + 23 * HOUR
    kept = entry_of(desk, "EpisodeOpened")
    assert kept.happened_at == START
    (correction,) = corrections_of(kept.id, desk.history(child).entries)
    assert correction.data["reason"] == "misheard"


def test_a_corrected_return_moves_the_72_hours():
    desk, _, episode = opened()
    desk.back(episode, START + 5 * HOUR)
    desk.now = START + 9 * HOUR
    correct(desk, "Returned", "happened_at", START + 8 * HOUR)
    assert desk.duty(episode, "interview-72h").deadline == START + 80 * HOUR


def test_a_time_corrected_to_about_says_about_and_back_again():
    desk, _, episode = opened()
    desk.now = START + 2 * HOUR
    correct(desk, "EpisodeOpened", "since", "about 20:00")
    assert (desk.episode(episode).about, desk.episode(episode).since) == (True, START)
    correct(desk, "EpisodeOpened", "since", START - HOUR)
    assert (desk.episode(episode).about, desk.episode(episode).since) == (False, START - HOUR)


def test_the_newest_correction_of_a_field_holds():
    desk, child, _ = opened(place="Ash House")
    for place in ("Elm House", "Oak Lodge"):
        correct(desk, "EpisodeOpened", "place", place)
    assert desk.history(child).episodes[0].place == "Oak Lodge"


def test_a_field_that_was_left_out_can_be_filled_in_and_one_can_be_emptied():
    desk, child, _ = opened(place="Ash House")
    correct(desk, "EpisodeOpened", "place", "")
    assert desk.history(child).episodes[0].place == ""
    desk.meeting(child_episode := desk.history(child).episodes[0].id, "held", desk.now, "meeting-24h")
    correct(desk, "MeetingHeld", "attended", "Police, Education, Health")
    entry = next(e for e in desk.episode(child_episode).entries if e.type == "MeetingHeld")
    assert entry.event.attended == ("Police", "Education", "Health")


def test_a_corrected_detail_of_the_child_is_what_is_known_of_the_child():
    desk, child, _ = opened()
    correct(desk, "ChildRegistered", "details.dob", "1/6/2012")
    correct(desk, "ChildRegistered", "details.surname", "Barnes-Lee")
    found = desk.history(child).child
    assert (found.detail("dob"), found.name) == ("2012-06-01", "Kayleigh Barnes-Lee")


def test_a_duty_that_rests_on_a_corrected_fact_is_withdrawn_and_shown():
    desk, child, episode = opened()
    desk.now = START + 25 * HOUR
    assert "meeting-24h" in desk.owed(child)
    correct(desk, "EpisodeOpened", "since", START + 20 * HOUR)
    duty = desk.duty(episode, "meeting-24h")
    assert (duty.ended, duty.ended_at) == ("withdrawn", desk.now)
    assert "misheard" in duty.how
    desk.now = START + 44 * HOUR
    assert desk.duty(episode, "meeting-24h").is_owed


def test_a_wrong_judgement_of_risk_withdraws_the_meeting_it_owed():
    desk, _, episode = opened(risk="high")
    correct(desk, "RiskJudged", "grade", "low")
    assert desk.episode(episode).risk == "low"
    assert desk.duty(episode, "meeting-high-risk").ended == "withdrawn"


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("EpisodeOpened", "status", "gone"),
        ("EpisodeOpened", "since", "25:00"),
        ("EpisodeOpened", "since", START + 100 * HOUR),
        ("EpisodeOpened", "colour", "red"),
        ("EpisodeOpened", "episode", "E0000000"),
        ("EpisodeOpened", "circumstances", "text"),
        ("EpisodeOpened", "place", "x" * 50_000),
        ("EpisodeOpened", "place", "Ash House"),  # is so already
        ("RiskJudged", "grade", "enormous"),
        ("RiskJudged", "significant_harm", "perhaps"),
        ("ChildRegistered", "details.legal", "ours"),
        ("ChildRegistered", "details.surname", " "),
        ("ChildRegistered", "details.shoe_size", "5"),
        ("ChildRegistered", "details.dob", "31/2/2011"),
        ("PersonTold", "role", "milkman"),
    ],
)
def test_a_corrected_value_is_checked_as_strictly_as_the_first_one(kind, field, value):
    desk, _, _ = opened(risk="low", place="Ash House", police_told=START)
    assert set(refused(desk, kind, field, value)) <= {"field", "value"}


def test_a_correction_needs_a_reason():
    desk, _, _ = opened(place="Ash House")
    problems = desk.refused(
        CorrectEntry, entry=entry_of(desk, "EpisodeOpened").id, field="place", value="Elm House", reason=" "
    )
    assert set(problems) == {"reason"}


def test_a_correction_is_not_itself_corrected_but_may_be_voided():
    desk, child, _ = opened(place="Ash House")
    correct(desk, "EpisodeOpened", "place", "Elm House")
    assert "entry" in refused(desk, "EntryCorrected", "value", "Oak Lodge")
    desk.do(VoidRecord, subject=entry_of(desk, "EntryCorrected").id, reason="it was Ash House")
    assert desk.history(child).episodes[0].place == "Ash House"


def test_no_correction_makes_a_history_that_cannot_be():
    desk, child, first = opened()
    desk.switch(first, "absence", START + HOUR, limit=START + 9 * HOUR)
    desk.back(first, START + 5 * HOUR)
    desk.interview(first, "held", START + 6 * HOUR)
    desk.open(child, START + 10 * HOUR)
    desk.now = START + 12 * HOUR
    for kind, field, value in [
        ("Returned", "happened_at", START - HOUR),
        ("Returned", "happened_at", START + 11 * HOUR),  # overlaps the next episode
        ("Returned", "happened_at", START + 7 * HOUR),  # after the interview
        ("StatusSwitched", "happened_at", START - HOUR),
        ("EpisodeOpened", "since", START + 2 * HOUR),  # the newest one, before the first was back
    ]:
        assert set(refused(desk, kind, field, value)) == {"value"}, (kind, field)


def test_an_episode_is_not_corrected_to_an_absence_without_a_limit_or_for_a_child_at_home():
    desk, _, _ = opened()
    assert "value" in refused(desk, "EpisodeOpened", "status", "absence")
    home = PaperDesk()
    home.open(home.child(legal="home"), START)
    assert "not looked after" in refused(home, "EpisodeOpened", "status", "absence")["value"]


def test_a_limit_is_not_corrected_to_before_the_start():
    desk, _, _ = opened("absence")
    assert "value" in refused(desk, "AbsenceLimitAgreed", "limit", START - HOUR)


def test_what_contradicted_itself_before_does_not_stop_a_correction():
    """Two records of one child, joined, hold the same night twice; another entry can still be set right."""
    desk, child, _ = opened(place="Ash House")
    desk.back(desk.history(child).episodes[0].id, START + 5 * HOUR)
    other = desk.child(forename="Kayley")
    desk.been(other, START + HOUR, START + 4 * HOUR)
    desk.do(SaySameChild, child=child, other=other, reason="one child")
    opened_first = next(e for e in desk.shelf.entries if e.type == "EpisodeOpened")
    desk.do(CorrectEntry, entry=opened_first.id, field="place", value="Elm House", reason="misheard")


def test_a_waiver_holds_although_the_start_is_corrected_to_a_later_one():
    desk, _, episode = opened()
    desk.now = START + HOUR
    desk.do(WaiveDuty, LOWE, duty=desk.duty(episode, "police-told").id, reason="police brought her here")
    desk.now = START + 3 * HOUR
    correct(desk, "EpisodeOpened", "since", START + 2 * HOUR)
    assert desk.duty(episode, "police-told").ended == "waived"


def test_notes_and_details_are_corrected_like_anything_else():
    desk, child, _ = opened()
    desk.do(AddNote, subject=child, text="wears a red coat")
    correct(desk, "NoteAdded", "text", "wears a blue coat")
    desk.do(ChangeChild, child=child, details={"placement": "Elm House"})
    correct(desk, "ChildDetailsChanged", "details.placement", "Oak Lodge")
    history = desk.history(child)
    assert history.child.detail("placement") == "Oak Lodge"
    assert [event.text for entry in history.standing if (event := entry.event) and entry.type == "NoteAdded"] == [
        "wears a blue coat"
    ]


def test_a_switch_back_needs_no_void_and_the_spells_are_right_in_either_order_of_entry():
    desk, _, episode = opened()
    desk.now = START + 6 * HOUR
    desk.do(
        SwitchStatus, episode=episode, to="absence", at=START + 2 * HOUR, reason="rang home", limit=START + 9 * HOUR
    )
    assert [s.status for s in desk.episode(episode).spells] == ["missing", "absence"]
    assert "at" in desk.refused(SwitchStatus, episode=episode, to="missing", at=START + HOUR, reason="x")


def test_an_open_episode_is_not_opened_again():
    desk, child, episode = opened()
    problems = desk.refused(OpenEpisode, child=child, status="missing", since=START, source="carer")
    assert episode in problems["child"]
