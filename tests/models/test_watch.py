"""The cases that are kept while nothing changes are those that would be worked out anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands.child import SaySameChild
from models.commands.episode import PromiseReview, VoidRecord
from models.duties.alerts import alerts_of
from models.duties.brief import TURNING, Brief
from models.duties.case import GROUPS, Case, in_order, live_cases_of, urgency
from models.duties.changes import next_change
from models.duties.course import course_of
from models.duties.duty import OVERDUE, WITHDRAWN, withdrawn_alert
from models.duties.rulebook import one_protocol
from models.duties.watch import Watch
from models.events.desk import DESK, AlertSeen
from models.history.fold import fold
from models.history.register import Register
from models.protocol.load import load_protocol
from models.times.working_days import WorkingDays
from models.times.zone import END, local_date
from screens.board.row_lines import Manner, lines_of
from tests.models.paper_desk import BURY, LOWE, PaperDesk, PaperShelf, london
from tests.models.stories import stories

BURY_RULES, DAYS = load_protocol(BURY), WorkingDays()
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
    return whole(watch, watch.look(desk.shelf.subjects(), desk.rulebook, now)[0], now)


def whole(watch: Watch, briefs: list[Brief], now: datetime) -> list[Case]:
    return [case for brief in briefs if (case := watch.case(brief, now))]


@settings(max_examples=20)
@given(stories(), st.lists(st.sampled_from([SECOND, MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, -HOUR]), max_size=12))
def test_what_is_kept_is_what_would_be_worked_out_anew(desk: PaperDesk, steps: list[timedelta]) -> None:
    watch, now = Watch(desk.register), desk.now
    for step in [timedelta(), *steps]:
        now += step
        assert shown(looked(watch, desk, now)) == anew(desk, now)


@settings(max_examples=20)
@given(stories())
def test_up_to_the_next_change_to_the_second_nothing_is_different(desk: PaperDesk) -> None:
    """Looked at just before and just after each moment at which something may change."""
    watch, now = Watch(desk.register), desk.now
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
    desk = PaperDesk()
    watch = Watch(desk.register)
    child = desk.child(dob="2008-11-21")
    desk.been(child, START - 20 * DAY, START - 20 * DAY + 5 * HOUR)
    episode = desk.open(child, START, "absence", limit=START + 2 * HOUR)
    desk.act(PromiseReview, episode, START, due=START + 3 * HOUR)
    for place in range(6 * 40):
        now = START + place * 10 * MINUTE
        assert shown(looked(watch, desk, now)) == anew(desk, now)


def test_a_new_entry_is_seen_at_once():
    desk = PaperDesk()
    watch = Watch(desk.register)
    episode = desk.open(desk.child(), START)
    before = looked(watch, desk, desk.now)
    desk.risk(episode, "high", desk.now)
    watch.changed(desk.shelf.subject_of(episode))
    (after,) = looked(watch, desk, desk.now)
    assert (before[0].episode.risk, after.episode.risk) == ("", "high")


def test_another_protocol_is_seen_at_once():
    desk = PaperDesk()
    watch = Watch(desk.register)
    desk.open(desk.child(), START)
    bury = looked(watch, desk, desk.now)
    desk.rulebook = one_protocol(desk.rulebook.periods[0].protocol.but(rules=()))
    assert bury[0].duties and not looked(watch, desk, desk.now)[0].duties


def test_a_child_who_was_not_looked_at_for_a_while_comes_back_as_worked_out_anew():
    desk = PaperDesk()
    watch = Watch(desk.register)
    desk.open(desk.child(), START)
    looked(watch, desk, desk.now)
    assert watch.look([], desk.rulebook, desk.now) == ([], [])
    assert shown(looked(watch, desk, desk.now + HOUR)) == anew(desk, desk.now + HOUR)


def test_a_child_with_nothing_open_or_owed_is_told_with_the_moment_that_may_change_it():
    desk = PaperDesk()
    watch = Watch(desk.register)
    child = desk.child(dob="2008-11-21")
    briefs, (quiet,) = watch.look([child], desk.rulebook, START)
    assert (briefs, quiet.records, quiet.until) == ([], (child,), london("2026-11-21 00:00"))


def test_a_withdrawn_duty_leaves_the_board_when_somebody_has_seen_it():
    desk = PaperDesk()
    watch = Watch(desk.register)
    child = desk.child()
    episode = desk.open(child, START)
    desk.do(VoidRecord, LOWE, subject=episode, reason="opened in error")
    (case,) = looked(watch, desk, desk.now)
    seen = frozenset(withdrawn_alert(duty) for duty in case.duties)
    briefs, quiet = watch.look([child], desk.rulebook, desk.now, seen)
    assert (briefs, [each.records for each in quiet]) == ([], [(child,)])


def test_the_rows_turn_with_the_birthday_of_a_child_who_becomes_thirteen():
    desk = PaperDesk()
    watch = Watch(desk.register)
    young, other = desk.child(dob="2013-11-21"), desk.child(forename="Dean", dob="2010-01-01")
    for place, child in enumerate((other, young)):
        desk.open(child, START + place * MINUTE)

    def order(now: datetime) -> list[str]:
        return [brief.child for brief in watch.look([other, young], desk.rulebook, now)[0]]

    midnight = london("2026-11-21 00:00")
    assert order(midnight - SECOND) == [young, other]
    assert order(midnight) == [other, young]


def test_a_look_at_which_nothing_changes_moves_every_case_to_the_moment():
    desk = PaperDesk()
    watch = Watch(desk.register)
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
    shelf = PaperShelf()
    shelf.entries = [each.but(subject=f"C{n}") for n, desk in enumerate(desks) for each in desk.shelf.entries]
    watch, rulebook, now = Watch(Register(shelf), most=1), desks[0].rulebook, desks[0].now
    for step in [timedelta(), *steps]:
        now += step
        found = whole(watch, watch.look(shelf.subjects(), rulebook, now)[0], now)
        fresh = [fold(child, shelf.entries_of(child)) for child in shelf.subjects()]
        alone = [case for each in fresh for case in live_cases_of(each, rulebook, now, frozenset())]
        assert shown(found) == shown(in_order(alone, "high", now))


@settings(max_examples=30)
@given(
    st.lists(stories(most=10), min_size=1, max_size=3),
    st.lists(st.sampled_from([SECOND, MINUTE, 5 * HOUR, DAY, 9 * DAY, -HOUR]), max_size=6),
)
def test_in_brief_children_are_at_every_moment_what_their_whole_cases_say(
    desks: list[PaperDesk], steps: list[timedelta]
) -> None:
    """Of whoever was worked out long before that moment too: nothing in brief turns without being worked out anew."""
    shelf = PaperShelf()
    shelf.entries = [each.but(subject=f"C{n}") for n, desk in enumerate(desks) for each in desk.shelf.entries]
    watch, rulebook, now = Watch(Register(shelf), most=1), desks[0].rulebook, desks[0].now
    for step in [timedelta(), *steps]:
        now += step
        briefs, _ = watch.look(shelf.subjects(), rulebook, now)
        fresh = [fold(child, shelf.entries_of(child)) for child in shelf.subjects()]
        alone = [case for each in fresh for case in live_cases_of(each, rulebook, now, frozenset())]
        assert [facts(brief, now) for brief in briefs] == [facts_of(case) for case in in_order(alone, "high", now)]


def facts(brief: Brief, now: datetime) -> dict[str, Any]:
    causes = [(cause.id, cause.kind, cause.episode) for cause in brief.causes]
    held = {name: getattr(brief, name) for name in Brief.__slots__ if name not in ("turn", "then", "causes")}
    return held | {"group": brief.group, "next turn": brief.next_turn(now), "causes": causes}


def facts_of(case: Case) -> dict[str, Any]:
    """What a brief of a case worked out just now must hold, told from the case itself."""
    at = [clock.at for clock in case.clocks if clock.is_live and clock.at]
    at += [count.drops_out_at for count in case.windows if count.drops_out_at]
    group, first, second, least, since = urgency(case, "high", local_date(case.now))
    return {
        "child": case.child.id,
        "short_name": case.child.short_name,
        "episode": case.episode.id,
        "group": GROUPS[group],
        "rank": 4 * group + 2 * first + second,
        "least": least,
        "since": since,
        "late": any(clock.state == OVERDUE for clock in case.clocks),
        "lapsed": case.lapsed,
        "stays": case.episode.is_open or bool(case.owed),
        "gone": tuple(withdrawn_alert(duty) for duty in case.duties if duty.ended == WITHDRAWN),
        "more": lines_of(case, Manner(BURY_RULES, DAYS))[1] is not None,
        "next turn": min((each for each in at if each + TURNING > case.now), default=END),
        "causes": [(alert.id, alert.kind, alert.episode) for alert in alerts_of([case])],
    }


def test_what_stands_for_a_while_is_the_same_list_and_nobody_is_looked_at():
    desk = PaperDesk()
    watch = Watch(desk.register)
    child = desk.child()
    desk.open(child, START)
    briefs, _ = watch.look([child], desk.rulebook, desk.now + MINUTE)
    desk.register.forget(child)
    desk.shelf.entries.clear()  # so that a look at anybody would find nobody
    assert watch.look([child], desk.rulebook, desk.now + 2 * MINUTE)[0] is briefs
    watch.changed(child)
    assert watch.look([child], desk.rulebook, desk.now + 2 * MINUTE)[0] == []


def test_no_more_are_held_whole_than_was_asked_and_the_register_lets_the_others_go():
    desk = PaperDesk()
    watch = Watch(desk.register, most=2)
    children = [desk.child(forename=name) for name in ("Kayleigh", "Dean", "Tariq", "Sophie")]
    for child in children:
        desk.open(child, START)
    briefs, _ = watch.look(children, desk.rulebook, desk.now)
    for brief in [*briefs, *reversed(briefs)]:
        case = watch.case(brief, desk.now)
        assert case is not None and case.episode.id == brief.episode
        assert len(watch._whole) <= 2
    assert len(desk.register._folded) <= 2


def test_joined_records_that_come_apart_are_two_children_again():
    desk = PaperDesk()
    watch = Watch(desk.register)
    one, other = desk.child(), desk.child(forename="Kaylee")
    desk.open(one, START)
    desk.do(SaySameChild, LOWE, child=one, other=other, reason="one child, two records")
    for child in (one, other):
        watch.changed(child)
    assert len(watch.look([one, other], desk.rulebook, desk.now)[0]) == 1
    assert watch.remembered(one) is not None and watch.remembered(one).records == (one, other)
    desk.do(SaySameChild, LOWE, child=one, other=other, reason="two children after all", undo=True)
    for child in (one, other):
        watch.changed(child)
    desk.open(other, START + MINUTE)
    watch.changed(other)
    assert {brief.child for brief in watch.look([one, other], desk.rulebook, desk.now)[0]} == {one, other}


def test_what_was_seen_is_one_set_until_something_more_is_seen():
    desk = PaperDesk()
    before = desk.register.desk.seen_by_anyone
    assert before is desk.register.desk.seen_by_anyone == frozenset()
    desk.enter(AlertSeen(happened_at=desk.now, alert="overdue/x", account="jokafor"), DESK)
    assert desk.register.desk.seen_by_anyone == {"overdue/x"}
    assert desk.register.desk.anyone_saw("overdue/x") and not desk.register.desk.anyone_saw("overdue/y")
