"""The cases that are kept while nothing changes are those that would be worked out anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands.episode import PromiseReview, VoidRecord
from models.duties.case import Case, in_order, live_cases_of
from models.duties.changes import next_change
from models.duties.course import course_of
from models.duties.duty import withdrawn_alert
from models.duties.rulebook import one_protocol
from models.duties.watch import Watch
from models.events.desk import DESK, AlertSeen
from models.history.fold import fold
from tests.models.paper_desk import LOWE, PaperDesk, london
from tests.models.stories import stories

START = london("2026-11-20 20:00")
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def shown(cases: list[Case]) -> list[dict[str, Any]]:
    return [{**case.__dict__, "windows": case.counts} for case in cases]


def anew(desk: PaperDesk, now: datetime) -> list[dict[str, Any]]:
    """The child's live cases, folded and worked out from nothing."""
    (child,) = desk.shelf.subjects()
    history = fold(child, desk.shelf.entries_of(child))
    return shown(in_order(live_cases_of(history, desk.rulebook, now, frozenset()), "high", now))


def looked(watch: Watch, desk: PaperDesk, now: datetime) -> list[Case]:
    (child,) = desk.shelf.subjects()
    return watch.look([desk.history(child)], desk.rulebook, now)[0]


@settings(max_examples=20)
@given(stories(), st.lists(st.sampled_from([SECOND, MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, -HOUR]), max_size=12))
def test_what_is_kept_is_what_would_be_worked_out_anew(desk: PaperDesk, steps: list[timedelta]) -> None:
    watch, now = Watch(), desk.now
    for step in [timedelta(), *steps]:
        now += step
        assert shown(looked(watch, desk, now)) == anew(desk, now)


@settings(max_examples=20)
@given(stories())
def test_up_to_the_next_change_to_the_second_nothing_is_different(desk: PaperDesk) -> None:
    """Looked at just before and just after each moment at which something may change."""
    watch, now = Watch(), desk.now
    (child,) = desk.shelf.subjects()
    history = desk.history(child)
    for _ in range(8):
        looked(watch, desk, now)
        until = next_change(course_of(history, desk.rulebook, now), now)
        if until.year > 2200:
            return
        for moment in (until - timedelta(microseconds=1), until):
            assert shown(looked(watch, desk, moment)) == anew(desk, moment)
        now = until


def test_every_ten_minutes_of_a_night_are_as_worked_out_anew():
    """An absence whose limit comes soon, lapses and is not decided; hours, a review and a birthday besides."""
    desk, watch = PaperDesk(), Watch()
    child = desk.child(dob="2008-11-21")
    desk.been(child, START - 20 * DAY, START - 20 * DAY + 5 * HOUR)
    episode = desk.open(child, START, "absence", limit=START + 2 * HOUR)
    desk.act(PromiseReview, episode, START, due=START + 3 * HOUR)
    for place in range(6 * 40):
        now = START + place * 10 * MINUTE
        assert shown(looked(watch, desk, now)) == anew(desk, now)


def test_a_new_entry_is_seen_at_once():
    desk, watch = PaperDesk(), Watch()
    episode = desk.open(desk.child(), START)
    before = looked(watch, desk, desk.now)
    desk.risk(episode, "high", desk.now)
    (after,) = looked(watch, desk, desk.now)
    assert (before[0].episode.risk, after.episode.risk) == ("", "high")


def test_another_protocol_is_seen_at_once():
    desk, watch = PaperDesk(), Watch()
    desk.open(desk.child(), START)
    bury = looked(watch, desk, desk.now)
    desk.rulebook = one_protocol(desk.rulebook.periods[0].protocol.but(rules=()))
    assert bury[0].duties and not looked(watch, desk, desk.now)[0].duties


def test_a_child_who_was_not_looked_at_for_a_while_comes_back_as_worked_out_anew():
    desk, watch = PaperDesk(), Watch()
    desk.open(desk.child(), START)
    looked(watch, desk, desk.now)
    assert watch.look([], desk.rulebook, desk.now) == ([], [])
    assert shown(looked(watch, desk, desk.now + HOUR)) == anew(desk, desk.now + HOUR)


def test_a_child_with_nothing_open_or_owed_is_told_with_the_moment_that_may_change_it():
    desk, watch = PaperDesk(), Watch()
    child = desk.child(dob="2008-11-21")
    cases, (quiet,) = watch.look([desk.history(child)], desk.rulebook, START)
    assert (cases, quiet.records, quiet.until) == ([], (child,), london("2026-11-21 00:00"))


def test_a_withdrawn_duty_leaves_the_board_when_somebody_has_seen_it():
    desk, watch = PaperDesk(), Watch()
    child = desk.child()
    episode = desk.open(child, START)
    desk.do(VoidRecord, LOWE, subject=episode, reason="opened in error")
    (case,) = looked(watch, desk, desk.now)
    seen = frozenset(withdrawn_alert(duty) for duty in case.duties)
    cases, quiet = watch.look([desk.history(child)], desk.rulebook, desk.now, seen)
    assert (cases, [each.records for each in quiet]) == ([], [(child,)])


def test_the_rows_turn_with_the_birthday_of_a_child_who_becomes_thirteen():
    desk, watch = PaperDesk(), Watch()
    young, other = desk.child(dob="2013-11-21"), desk.child(forename="Dean", dob="2010-01-01")
    for place, child in enumerate((other, young)):
        desk.open(child, START + place * MINUTE)
    histories = [desk.history(other), desk.history(young)]

    def order(now: datetime) -> list[str]:
        return [case.child.id for case in watch.look(histories, desk.rulebook, now)[0]]

    midnight = london("2026-11-21 00:00")
    assert order(midnight - SECOND) == [young, other]
    assert order(midnight) == [other, young]


def test_a_look_at_which_nothing_changes_moves_every_case_to_the_moment():
    desk, watch = PaperDesk(), Watch()
    desk.open(desk.child(), START)
    (first,) = looked(watch, desk, START + MINUTE)
    (second,) = looked(watch, desk, START + 2 * MINUTE)
    assert (second.now, second.counts[0].now) == (START + 2 * MINUTE, START + 2 * MINUTE)
    assert second.clocks is first.clocks and first.now == START + MINUTE


@settings(max_examples=10)
@given(
    st.lists(stories(most=10), min_size=2, max_size=4),
    st.lists(st.sampled_from([SECOND, MINUTE, 5 * HOUR, DAY, 9 * DAY, -HOUR]), max_size=6),
)
def test_many_children_stand_in_the_order_of_all_told_anew(desks: list[PaperDesk], steps: list[timedelta]) -> None:
    entries = {f"C{n}": [each.but(subject=f"C{n}") for each in desk.shelf.entries] for n, desk in enumerate(desks)}
    histories = [fold(child, mine) for child, mine in entries.items()]
    watch, rulebook, now = Watch(), desks[0].rulebook, desks[0].now
    for step in [timedelta(), *steps]:
        now += step
        found, _ = watch.look(histories, rulebook, now)
        fresh = [fold(child, mine) for child, mine in entries.items()]
        alone = [case for each in fresh for case in live_cases_of(each, rulebook, now, frozenset())]
        assert shown(found) == shown(in_order(alone, "high", now))


def test_what_was_seen_is_one_set_until_something_more_is_seen():
    desk = PaperDesk()
    before = desk.register.desk.seen_by_anyone
    assert before is desk.register.desk.seen_by_anyone == frozenset()
    desk.enter(AlertSeen(happened_at=desk.now, alert="overdue/x", account="jokafor"), DESK)
    assert desk.register.desk.seen_by_anyone == {"overdue/x"}
    assert desk.register.desk.anyone_saw("overdue/x") and not desk.register.desk.anyone_saw("overdue/y")
