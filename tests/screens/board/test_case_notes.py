"""What is noted of the cases once is what a full look at them says at every later moment."""

from __future__ import annotations

import random

from models.commands.episode import RecordReturn
from models.duties.alerts import alerts_of
from screens.board.case_notes import CaseNotes
from screens.board.night import Night
from tests.screens.board.test_wording import full, moments
from tests.screens.stage import Place

__all__ = ["full"]


def test_alerts_and_the_next_turn_are_at_every_look_those_of_a_full_look(full: Place) -> None:
    night, notes = Night(full.desk), CaseNotes()
    for seconds in moments(night, random.Random(3)):
        full.clock.forward(seconds=seconds)
        now = night.now = full.desk.now()
        night.cases = full.desk.cases(now=now)
        notes.look(night.cases, now)
        anew = CaseNotes()
        anew.look(night.cases, now)
        assert notes.alerts == alerts_of(night.cases) == anew.alerts, now
        assert notes.turn == anew.turn, now


def test_a_case_that_is_gone_leaves_no_alert_behind(full: Place) -> None:
    notes, now = CaseNotes(), full.desk.now()
    cases = full.desk.cases(now=now)
    notes.look(cases, now)
    notes.look(cases[:1], now)
    assert notes.alerts == alerts_of(cases[:1])


def test_what_was_recorded_since_is_noted(full: Place) -> None:
    night = Night(full.desk)
    lapsed = next(case for case in night.cases if case.episode.limits and case.episode.is_open)
    full.clock.forward(hours=4)
    night.tick()
    assert any(alert.episode == lapsed.episode.id and alert.kind == "lapsed" for alert in night.alerts)
    full.done(RecordReturn, episode=lapsed.episode.id, at="now")
    night.tick()
    assert not any(alert.episode == lapsed.episode.id and alert.kind == "lapsed" for alert in night.alerts)


def test_a_night_that_goes_on_says_what_one_begun_anew_says(full: Place) -> None:
    night, stood = Night(full.desk), 0
    for seconds in moments(night, random.Random(5)):
        full.clock.forward(seconds=seconds)
        before = night.cases
        night.tick()
        night.work_out()
        anew = Night(full.desk)
        assert [(case.episode.id, case.now) for case in night.cases] == [(c.episode.id, c.now) for c in anew.cases]
        assert (night.alerts, night.counts, night.turn) == (anew.alerts, anew.counts, anew.turn), night.now
        stood += int(night.cases is before)
    assert stood  # at some of these moments nothing but the moment was another


def test_a_lapse_that_was_seen_comes_back_without_anything_else_happening(full: Place) -> None:
    night = Night(full.desk)
    full.clock.forward(hours=4)
    night.tick()
    lapse = next(alert for alert in night.alerts if alert.kind == "lapsed")
    night.see(lapse.id)
    assert lapse.id not in night.ringing
    full.clock.forward(minutes=4, seconds=58)
    night.tick()
    assert lapse.id not in night.ringing
    night.work_out()
    full.clock.forward(seconds=3)
    night.tick()  # no minute since the cases were worked out, and nothing recorded
    assert lapse.id in night.ringing
