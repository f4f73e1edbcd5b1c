"""Duties and clocks as time goes on: nothing vanishes, nothing runs backwards, and windows count as by hand."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties.clocks import Clock
from models.duties.duty import DUE, OVERDUE, RUNNING, SOON
from models.times.zone import from_local, local
from tests.models.paper_desk import PaperDesk, london, rules
from tests.models.stories import stories

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = st.lists(st.sampled_from([MINUTE, HOUR, 5 * HOUR, 23 * HOUR, DAY, 6 * DAY, 40 * DAY]), min_size=1, max_size=6)
FORWARD = {RUNNING: 0, SOON: 1, DUE: 2, OVERDUE: 2}


def moments(desk: PaperDesk, steps: list[timedelta]) -> list[datetime]:
    found = [desk.now]
    for step in steps:
        found.append(found[-1] + step)
    return found


@settings(max_examples=25)
@given(stories(), LATER)
def test_duties_never_vanish_and_never_change_how_they_ended_as_time_goes_on(
    desk: PaperDesk, steps: list[timedelta]
) -> None:
    (child,) = desk.shelf.subjects()
    before: dict[str, tuple[object, ...]] = {}
    for now in moments(desk, steps):
        found = {duty.id: (duty.arose_at, duty.deadline, duty.ended, duty.ended_at) for duty in desk.duties(child, now)}
        assert len(found) == len(desk.duties(child, now)), "two duties with one id"
        assert before.items() <= found.items()
        before = found


@settings(max_examples=25)
@given(stories(), LATER)
def test_no_clock_goes_backwards_except_through_an_event(desk: PaperDesk, steps: list[timedelta]) -> None:
    (child,) = desk.shelf.subjects()
    for episode in desk.history(child).episodes:
        times = moments(desk, steps)
        for one, other in itertools.pairwise(times):
            after = desk.clocks(episode.id, other)
            for rule, clock in desk.clocks(episode.id, one).items():
                if rule in after and clock.is_live and clock.at is not None:
                    goes_on(clock, after[rule], one, other)


def goes_on(clock: Clock, later: Clock, one: datetime, other: datetime) -> None:
    """The later reading of a clock is the earlier one with the time gone by taken off."""
    if (later.kind, later.duty, later.provisional) != (clock.kind, clock.duty, clock.provisional):
        return  # what was to come is owed now: another clock
    assert FORWARD[later.state] >= FORWARD[clock.state]
    assert later.at == clock.at
    left, after = clock.left(one), later.left(other)
    assert (left is None) == (after is None)
    assert left is None or after is None or left - after == other - one


@settings(max_examples=25)
@given(stories(), LATER)
def test_what_is_owed_late_or_soon_is_so_by_the_clock(desk: PaperDesk, steps: list[timedelta]) -> None:
    (child,) = desk.shelf.subjects()
    now = moments(desk, steps)[-1]
    for duty in desk.duties(child, now):
        assert duty.arose_at <= now
        if duty.is_owed and duty.deadline:
            assert (duty.state(now) == OVERDUE) == (now > duty.deadline)


# Windows, counted by hand: wall-clock days, the fold kept, a time in the gap moved forward.


def drops_out_by_hand(start: datetime, days: int) -> datetime:
    """The wall clock's time so many days later, found among the instants at which the wall clock shows it."""
    wall = local(start).replace(tzinfo=None)
    moved = wall + timedelta(days=days)
    found = from_local(moved)
    if not found:
        return from_local(moved + HOUR)[0]
    return found[-1] if local(start).fold and len(found) == 2 else found[0]


@settings(max_examples=40)
@given(
    st.sampled_from(["2026-09-20 00:30", "2026-02-25 00:30", "2026-10-01 00:00"]),
    st.lists(st.integers(1, 60 * 24 * 12), min_size=3, max_size=9),
    st.integers(2, 4),
    st.sampled_from([7, 28, 30, 90]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_crossings_agree_with_a_count_by_hand_over_clock_changes_and_late_entries(
    first, gaps, number, days, folded, order
):
    desk = PaperDesk(rules(f'id = "many"\nowes = "meeting"\nwhen = {{ count = {number}, days = {days} }}'))
    child, starts = desk.child(), [london(first)]
    for gap in gaps:
        starts.append(starts[-1] + gap * MINUTE)
    starts += [starts[-1] + DAY, london("2026-10-25 01:30", fold=int(folded))]
    starts = sorted(set(starts))
    desk.now = starts[-1] + 100 * DAY
    entered = list(starts)
    order.shuffle(entered)
    ids = {start: desk.been(child, start, start + MINUTE / 2) for start in entered}
    out = {start: drops_out_by_hand(start, days) for start in starts}
    crossings = [start for start in starts if sum(one <= start <= out[one] for one in starts) >= number]
    found = [duty for duty in desk.duties(child) if duty.rule.id == "many"]
    assert [duty.arose_at for duty in found] == crossings[:1]
    assert [list(duty.episodes) for duty in found] == ([[ids[start] for start in crossings]] if crossings else [])
    for start in starts:
        moment = out[start]
        count = desk.count(child, "many", moment)
        assert [each.at for each in count.placed] == [one for one in starts if one <= moment <= out[one]]


@settings(max_examples=40)
@given(st.integers(0, 60 * 24 * 365), st.integers(1, 60 * 24 * 4))
def test_elapsed_hours_are_those_of_utc_on_every_night_of_the_year(start: int, away: int) -> None:
    desk = PaperDesk()
    since = london("2026-01-01 00:00") + start * MINUTE
    episode = desk.open(desk.child(), since)
    assert desk.clocks(episode)["meeting-24h"].at.timestamp() - since.timestamp() == 24 * 3600  # type: ignore[union-attr]
    back = since + away * MINUTE
    desk.back(episode, back)
    deadline = desk.duty(episode, "interview-72h").deadline
    assert deadline and deadline.timestamp() - back.timestamp() == 72 * 3600
    assert desk.episode(episode).time_missing(back + DAY).total_seconds() == away * 60
    assert bool(desk.all(episode, "meeting-24h")) == (away >= 24 * 60)
