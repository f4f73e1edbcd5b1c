"""Alerts: what a worker must have seen, which come back, and whose "seen" clears what."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.commands.desk import SeeAlert
from models.commands.duty import WaiveDuty
from models.commands.episode import VoidRecord
from models.duties.alerts import Alert, alerts_of, sightings, unseen
from models.duties.case import cases_of
from models.events.desk import DESK
from tests.models.paper_desk import LOWE, OKAFOR, PATEL, PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def alerts(desk: PaperDesk, child: str, now: datetime | None = None) -> list[Alert]:
    return alerts_of(cases_of(desk.history(child), desk.rulebook, now or desk.now))


def kinds(found: list[Alert]) -> list[str]:
    return [alert.kind for alert in found]


def test_opening_an_episode_is_no_crossing():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, START)
    assert alerts(desk, child) == []


def test_twenty_four_hours_cross_two_thresholds_in_words():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, START)
    assert alerts(desk, child, START + 24 * HOUR - timedelta(seconds=1)) == []
    found = alerts(desk, child, START + 24 * HOUR)
    assert [alert.words for alert in found] == [
        "Kayleigh Barnes, 15: briefing is owed since 20:00: missing for 24 hours",
        "Kayleigh Barnes, 15: meeting is owed since 20:00: missing for 24 hours",
    ]


def test_the_third_episode_in_28_days_crosses_and_a_fourth_that_joins_is_a_crossing_of_its_own():
    desk = PaperDesk()
    child = desk.child()
    for day in (1, 8):
        desk.been(child, london(f"2026-11-0{day} 20:00"), london(f"2026-11-0{day} 22:00"))
    third = desk.open(child, london("2026-11-15 20:00"))
    crossed = [alert for alert in alerts(desk, child) if alert.kind == "crossed"]
    assert [alert.words for alert in crossed] == [
        "Kayleigh Barnes, 15: meeting is owed since 20:00: 3 episodes in 28 days"
    ]
    desk.back(third, london("2026-11-15 23:00"))
    desk.open(child, london("2026-11-16 20:00"))
    again = [alert for alert in alerts(desk, child) if alert.kind == "crossed"]
    assert len(again) == 1 and "4 episodes in 28 days" in again[0].words
    assert again[0].id != crossed[0].id


def test_an_interview_past_its_hours_is_overdue_and_one_on_time_is_not():
    desk = PaperDesk()
    child = desk.child()
    desk.been(child, START, START + HOUR)
    due = START + 73 * HOUR
    assert "overdue" not in kinds(alerts(desk, child, due))
    late = alerts(desk, child, due + timedelta(seconds=1))
    assert [alert.words for alert in late] == ["Kayleigh Barnes, 15: interview 72 h is OVERDUE since 21:00"]


def test_a_waived_duty_alerts_nobody_any_more():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.risk(episode, "high", START + HOUR)
    assert kinds(alerts(desk, child)) == ["crossed"]
    duty = desk.duty(episode, "meeting-high-risk")
    desk.do(WaiveDuty, LOWE, duty=duty.id, reason="met this morning on the same facts")
    assert alerts(desk, child) == []


def test_a_duty_that_rested_on_a_mistake_is_said_to_be_withdrawn():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.do(VoidRecord, subject=episode, reason="it was another child")
    found = alerts(desk, child)
    assert found and set(kinds(found)) == {"withdrawn"}
    assert all("no longer owed" in alert.words and "another child" in alert.words for alert in found)


def test_a_lapse_comes_back_five_minutes_after_it_was_seen_until_it_is_decided():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START, "absence", limit=START + HOUR)
    lapse = START + HOUR
    (found,) = (alert for alert in alerts(desk, child, lapse) if alert.kind == "lapsed")
    seen_at = lapse + timedelta(minutes=1)
    assert unseen([found], {found.id: seen_at}, seen_at + timedelta(minutes=4, seconds=59)) == []
    assert unseen([found], {found.id: seen_at}, seen_at + timedelta(minutes=5)) == [found]
    desk.switch(episode, "missing", lapse + 2 * HOUR)
    assert "lapsed" not in kinds(alerts(desk, child))


def test_what_was_seen_once_stays_seen_and_for_that_worker_only():
    desk = PaperDesk()
    child = desk.child()
    desk.risk(desk.open(child, START), "high", START + HOUR)
    (found,) = alerts(desk, child)
    desk.do(SeeAlert, OKAFOR, alert=found.id)
    entries = desk.register.desk.entries
    later = desk.now + 24 * HOUR
    assert unseen([found], sightings(entries, OKAFOR.account), later) == []
    assert unseen([found], sightings(entries, PATEL.account), later) == [found]
    assert all(entry.subject == DESK for entry in entries)
