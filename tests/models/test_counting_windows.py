"""Three in 28 days: what counts, in which window, and what stays owed (B6, D1, D3, D4, D10, D11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.commands.episode import SwitchStatus, VoidRecord
from models.times.zone import iso
from tests.models.paper_desk import PaperDesk, london, rules

RULE = "meeting-3-in-28d"
NIGHT = timedelta(hours=8)
FIRST, SECOND, THIRD = london("2026-11-01 22:00"), london("2026-11-10 22:00"), london("2026-11-20 22:00")


def two_before(desk: PaperDesk) -> tuple[str, list[str]]:
    child = desk.child()
    return child, [desk.been(child, since, since + NIGHT) for since in (FIRST, SECOND)]


def test_the_third_missing_episode_in_28_days_owes_a_meeting_from_its_start():
    desk = PaperDesk()
    child, _ = two_before(desk)
    assert RULE not in desk.owed(child)
    duty = desk.duty(desk.open(child, THIRD), RULE)
    assert (duty.arose_at, duty.deadline, duty.is_owed) == (THIRD, None, True)


def test_the_open_episode_counts():
    desk = PaperDesk()
    child, before = two_before(desk)
    third = desk.open(child, THIRD)
    count = desk.count(child, RULE)
    assert [each.episode.id for each in count.placed] == [*before, third]
    assert (count.n, count.of, count.window_days) == (3, 3, 28)


def test_absences_do_not_count_and_are_shown_beside_the_count():
    desk = PaperDesk()
    child = desk.child()
    for since in (FIRST, SECOND):
        desk.been(child, since, since + NIGHT, "absence", limit=since + timedelta(hours=9))
    desk.open(child, THIRD)
    count = desk.count(child, RULE)
    assert (count.n, count.absences) == (1, 2)
    assert RULE not in desk.owed(child)


def test_a_protocol_may_count_absences():
    desk = PaperDesk(
        rules('id = "both"\nowes = "meeting"\nwhen = { count = 2, days = 28, statuses = ["missing", "absence"] }')
    )
    child = desk.child()
    desk.been(child, FIRST, FIRST + NIGHT, "absence", limit=FIRST + NIGHT)
    desk.open(child, THIRD)
    assert desk.owed(child) == ["both"]


def test_a_switched_episode_counts_once_from_its_first_missing_spell():
    desk = PaperDesk()
    child, _ = two_before(desk)
    third = desk.open(child, THIRD, "absence", limit=THIRD + NIGHT)
    assert desk.count(child, RULE).n == 2
    desk.switch(third, "missing", THIRD + timedelta(hours=2))
    count = desk.count(child, RULE)
    assert (count.n, count.placed[-1].at) == (3, THIRD + timedelta(hours=2))
    desk.switch(third, "absence", THIRD + timedelta(hours=3), limit=THIRD + NIGHT)
    desk.switch(third, "missing", THIRD + timedelta(hours=4))
    assert desk.count(child, RULE).n == 3
    assert desk.duty(third, RULE).arose_at == THIRD + timedelta(hours=2)


def test_an_episode_counts_until_28_days_after_its_start_to_the_second():
    desk = PaperDesk()
    child = desk.child()
    desk.been(child, FIRST, FIRST + NIGHT)
    end = london("2026-11-29 22:00")
    assert desk.count(child, RULE, end - timedelta(days=1)).drops_out_at == end
    assert desk.count(child, RULE, end).n == 1
    assert desk.count(child, RULE, end + timedelta(seconds=1)).n == 0


@pytest.mark.parametrize(
    ("since", "drops_out"),
    [
        (london("2026-10-10 22:00"), london("2026-11-07 22:00")),  # 28 days and an hour: the clocks go back
        (london("2026-03-10 22:00"), london("2026-04-07 22:00")),  # 28 days less an hour: they go forward
        (london("2026-03-01 01:30"), london("2026-03-29 02:30")),  # 01:30 does not exist: forward
        (london("2026-09-27 01:30"), london("2026-10-25 01:30")),  # 01:30 comes twice: the first
        (london("2026-10-25 01:30"), london("2026-11-22 01:30")),
        (london("2026-10-25 01:30", fold=1), london("2026-11-22 01:30")),
    ],
    ids=lambda at: iso(at),
)
def test_a_window_is_counted_in_days_of_the_wall_clock(since, drops_out):
    desk = PaperDesk()
    child = desk.child()
    desk.been(child, since, since + timedelta(minutes=10))
    assert desk.count(child, RULE).drops_out_at == drops_out
    assert desk.count(child, RULE, drops_out).n == 1
    assert desk.count(child, RULE, drops_out + timedelta(seconds=1)).n == 0


def test_the_fold_of_the_start_is_kept_when_the_window_ends_on_the_night_the_clocks_go_back():
    """A window of 364 days, from the second 01:30 of one year to the night of the next."""
    desk = PaperDesk(rules('id = "year"\nowes = "meeting"\nwhen = { count = 3, days = 364 }'))
    child = desk.child()
    start = london("2026-10-25 01:30", fold=1)
    desk.been(child, start, start + timedelta(minutes=5))
    assert desk.count(child, "year").drops_out_at == london("2027-10-24 01:30")
    again = PaperDesk(rules('id = "leap"\nowes = "meeting"\nwhen = { count = 3, days = 371 }'))
    child = again.child()
    again.been(child, start, start + timedelta(minutes=5))
    assert again.count(child, "leap").drops_out_at == london("2027-10-31 01:30", fold=1)


def test_a_crossing_in_the_past_is_found_when_it_is_entered_late():
    """Three in 28 days last winter, the middle one entered only now: it was owed then, and still is."""
    desk = PaperDesk()
    child = desk.child()
    for since in (FIRST, THIRD):
        desk.been(child, since, since + NIGHT)
    desk.now = london("2027-06-01 12:00")
    middle = desk.been(child, SECOND, SECOND + NIGHT)
    third = desk.history(child).episodes[-1].id
    assert desk.duty(third, RULE).arose_at == THIRD
    assert desk.all(middle, RULE) == []
    assert desk.count(child, RULE).n == 0


def test_the_duty_stays_when_the_window_has_rolled_on():
    desk = PaperDesk()
    child, _ = two_before(desk)
    third = desk.open(child, THIRD)
    later = THIRD + timedelta(days=300)
    assert desk.count(child, RULE, later).n == 0
    assert desk.duty(third, RULE, later).is_owed


def test_a_further_episode_joins_the_open_duty_and_starts_a_new_one_after_the_meeting():
    desk = PaperDesk()
    child, _ = two_before(desk)
    third = desk.been(child, THIRD, THIRD + NIGHT)
    fourth = desk.been(child, london("2026-11-22 22:00"), london("2026-11-23 02:00"))
    assert desk.duty(third, RULE).episodes == (third, fourth)
    desk.meeting(fourth, "held", london("2026-11-24 10:00"), RULE)
    assert desk.duty(third, RULE).ended == "met"
    fifth = desk.open(child, london("2026-11-25 22:00"))
    new = desk.duty(fifth, RULE)
    assert new.is_owed and new.episodes == (fifth,)
    assert desk.duty(third, RULE).ended == "met"


def test_the_last_episode_before_the_crossing_warns():
    desk = PaperDesk()
    child, _ = two_before(desk)
    desk.now = THIRD
    desk.open(child, THIRD, "absence", limit=THIRD + NIGHT)
    (episode,) = [each for each in desk.history(child).episodes if each.is_open]
    clock = desk.clocks(episode.id)[RULE]
    assert (clock.kind, clock.state, clock.at, clock.duty) == ("threshold", "soon", None, "")
    assert "2 of 3 in 28 days" in clock.why
    assert "the next in 28 days owes it" in clock.why
    assert "Sun 29 Nov 22:00" in clock.why


def test_a_voided_episode_counts_nowhere():
    desk = PaperDesk()
    child, (first, _) = two_before(desk)
    third = desk.open(child, THIRD)
    desk.do(VoidRecord, subject=first, reason="another child's")
    assert desk.count(child, RULE).n == 2
    assert desk.duty(third, RULE).ended == "withdrawn"


def test_a_status_that_was_never_missing_does_not_count_even_after_a_switch_to_absence():
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, FIRST)
    desk.do(SwitchStatus, episode=episode, to="absence", at=FIRST, reason="known all along", limit=FIRST + NIGHT)
    assert desk.count(child, RULE, FIRST + NIGHT).n == 0
