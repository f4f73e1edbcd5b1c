"""The cases that are kept while nothing changes are those that would be worked out anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands.episode import PromiseReview
from models.duties.case import Case, cases_of
from models.duties.changes import next_change
from models.duties.owed import duties
from models.duties.rulebook import one_protocol
from models.duties.watch import Watch
from models.duties.windows import counts
from tests.models.paper_desk import PaperDesk, london
from tests.models.stories import stories

START = london("2026-11-20 20:00")
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def shown(cases: list[Case]) -> list[dict[str, Any]]:
    return [case.__dict__ for case in cases]


def anew(desk: PaperDesk, now: datetime) -> list[dict[str, Any]]:
    (child,) = desk.shelf.subjects()
    return shown(list(cases_of(desk.history(child), desk.rulebook, now)))


@settings(max_examples=20)
@given(stories(), st.lists(st.sampled_from([SECOND, MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, -HOUR]), max_size=12))
def test_what_is_kept_is_what_would_be_worked_out_anew(desk: PaperDesk, steps: list[timedelta]) -> None:
    watch, now = Watch(), desk.now
    (child,) = desk.shelf.subjects()
    for step in [timedelta(), *steps]:
        now += step
        assert shown(watch.cases_of(desk.history(child), desk.rulebook, now)) == anew(desk, now)


@settings(max_examples=20)
@given(stories())
def test_up_to_the_next_change_to_the_second_nothing_is_different(desk: PaperDesk) -> None:
    """Looked at just before and just after each moment at which something may change."""
    watch, now = Watch(), desk.now
    (child,) = desk.shelf.subjects()
    history = desk.history(child)
    for _ in range(8):
        watch.cases_of(history, desk.rulebook, now)
        found = duties(history, desk.rulebook, now)
        until = next_change(history, desk.rulebook, now, found, counts(history, desk.rulebook, now))
        if until.year > 2200:
            return
        for moment in (until - timedelta(microseconds=1), until):
            assert shown(watch.cases_of(history, desk.rulebook, moment)) == anew(desk, moment)
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
        assert shown(watch.cases_of(desk.history(child), desk.rulebook, now)) == anew(desk, now)


def test_a_new_entry_is_seen_at_once():
    desk, watch = PaperDesk(), Watch()
    child = desk.child()
    episode = desk.open(child, START)
    before = watch.cases_of(desk.history(child), desk.rulebook, desk.now)
    desk.risk(episode, "high", desk.now)
    (after,) = watch.cases_of(desk.history(child), desk.rulebook, desk.now)
    assert (before[0].episode.risk, after.episode.risk) == ("", "high")


def test_another_protocol_is_seen_at_once():
    desk, watch = PaperDesk(), Watch()
    child = desk.child()
    desk.open(child, START)
    bury = watch.cases_of(desk.history(child), desk.rulebook, desk.now)
    none = one_protocol(desk.rulebook.periods[0].protocol.but(rules=()))
    assert bury[0].duties and not watch.cases_of(desk.history(child), none, desk.now)[0].duties


def test_a_child_who_is_forgotten_is_worked_out_anew_when_asked_for():
    desk, watch = PaperDesk(), Watch()
    child = desk.child()
    desk.open(child, START)
    before = watch.cases_of(desk.history(child), desk.rulebook, desk.now)
    watch.forget(child)
    assert watch.cases_of(desk.history(child), desk.rulebook, desk.now) == before
