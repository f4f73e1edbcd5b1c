"""Striking what was a mistake: whose entries, and what must still make sense (D10, D14)."""

from __future__ import annotations

from models.commands.duty import CorrectEntry, RecordTold
from models.commands.episode import VoidRecord
from tests.models.paper_desk import LOWE, OKAFOR, PATEL
from tests.models.set_right import HOUR, START, correct, entry_of, opened


def test_an_episode_opened_in_error_counts_nowhere_and_is_kept():
    desk, child, episode = opened()
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    history = desk.history(child)
    assert (history.counting, history.open_episode) == ((), None)
    assert (history.episodes[0].status, history.episodes[0].voided) == ("voided", "wrong child")
    assert desk.owed(child, START + 90 * HOUR) == []
    desk.open(child, START + HOUR)


def test_a_voided_entry_is_as_if_it_had_not_been_made_and_the_void_can_be_undone():
    desk, _, episode = opened()
    desk.found(episode, START + HOUR)
    found = entry_of(desk, "Found").id
    desk.do(VoidRecord, subject=found, reason="another girl")
    assert desk.episode(episode).status == "missing"
    void = entry_of(desk, "EntryVoided").id
    desk.do(VoidRecord, subject=void, reason="it was her after all")
    assert desk.episode(episode).status == "found"
    desk.do(VoidRecord, subject=entry_of(desk, "EntryVoided").id, reason="no, not her")
    assert desk.episode(episode).status == "missing"


def test_a_voided_return_opens_the_episode_again():
    desk, _, episode = opened()
    desk.back(episode, START + HOUR)
    desk.do(VoidRecord, subject=entry_of(desk, "Returned").id, reason="it was her sister")
    assert desk.episode(episode).is_open
    assert desk.duty(episode, "interview-72h").ended == "withdrawn"


def test_a_return_is_not_voided_when_the_child_has_gone_again_or_was_interviewed():
    desk, child, episode = opened()
    desk.back(episode, START + HOUR)
    back = entry_of(desk, "Returned").id
    desk.open(child, START + 2 * HOUR)
    assert "overlap" in desk.refused(VoidRecord, subject=back, reason="mistake")["subject"]
    heard, _, first = opened()
    heard.back(first, START + HOUR)
    heard.interview(first, "held", START + 2 * HOUR)
    assert "interview" in heard.refused(VoidRecord, subject=entry_of(heard, "Returned").id, reason="mistake")["subject"]


def test_the_only_limit_of_an_absence_is_not_voided():
    desk, _, _ = opened("absence")
    assert "limit" in desk.refused(VoidRecord, subject=entry_of(desk, "AbsenceLimitAgreed").id, reason="x")["subject"]


def test_a_void_of_an_episode_is_not_undone_while_another_is_open():
    desk, child, episode = opened()
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    void = entry_of(desk, "EpisodeVoided").id
    desk.open(child, START + HOUR)
    assert "overlap" in desk.refused(VoidRecord, subject=void, reason="right child")["subject"]


def test_what_is_void_is_not_voided_again_and_nothing_more_is_recorded_on_it():
    desk, _, episode = opened()
    desk.found(episode, START + HOUR)
    found = entry_of(desk, "Found").id
    desk.do(VoidRecord, subject=found, reason="x")
    assert "already" in desk.refused(VoidRecord, subject=found, reason="x")["subject"]
    desk.do(VoidRecord, subject=episode, reason="x")
    assert "already" in desk.refused(VoidRecord, subject=episode, reason="x")["subject"]
    assert "void" in desk.refused(RecordTold, episode=episode, at=desk.now, role="sw", how="call")["episode"]


def test_the_entry_that_opened_an_episode_is_voided_with_the_episode():
    desk, _, episode = opened()
    problems = desk.refused(VoidRecord, subject=entry_of(desk, "EpisodeOpened").id, reason="x")
    assert episode in problems["subject"]


def test_a_duty_worker_sets_right_own_entries_and_a_manager_anyones():
    desk, child, episode = opened(place="Ash House")
    desk.found(episode, START + HOUR)
    found = entry_of(desk, "Found").id
    for kind, fields in [
        (VoidRecord, {"subject": found, "reason": "x"}),
        (VoidRecord, {"subject": episode, "reason": "x"}),
        (CorrectEntry, {"entry": found, "field": "where", "value": "Bury", "reason": "x"}),
    ]:
        assert OKAFOR.name in desk.refused(kind, PATEL, **fields)[""]
    desk.do(CorrectEntry, LOWE, entry=found, field="where", value="Bury", reason="map")
    desk.do(VoidRecord, OKAFOR, subject=found, reason="x")
    desk.do(VoidRecord, LOWE, subject=episode, reason="x")
    assert desk.history(child).counting == ()


def test_a_correction_does_not_make_the_entry_ones_own():
    desk, _, _ = opened(place="Ash House")
    correct(desk, "EpisodeOpened", "place", "Elm House", who=LOWE)
    entry = entry_of(desk, "EpisodeOpened").id
    assert "" in desk.refused(CorrectEntry, PATEL, entry=entry, field="place", value="Oak Lodge", reason="x")
