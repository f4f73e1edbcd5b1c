"""The course of a child's duties, worked out once: at every later moment it says what is worked out plainly then."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.protocol_files import TEMPLATE, shipped, shipped_names, shipped_text
from models.commands.duty import CorrectEntry
from models.duties.case import belongs_on_board, cases_of, live_cases_of
from models.duties.course import course_of
from models.duties.duty import WITHDRAWN
from models.duties.rulebook import BEGINNING, Period, Rulebook, one_protocol
from models.duties.short_of import held, one_short
from models.duties.windows import counts
from models.events.entry import Entry
from models.history.by_kind import GROUPS, ByKind
from models.history.fold import fold
from models.history.history import ChildHistory
from models.protocol.load import load_protocol
from tests.models.paper_desk import LOWE, PaperDesk, london, rules
from tests.models.plainly import as_plain, plain_duties
from tests.models.stories import stories
from tests.models.test_history_properties import entries, register_of

START = london("2026-11-20 20:00")
TICK, MINUTE, HOUR, DAY = timedelta(microseconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AGAIN = rules(
    'id = "again"\nowes = "meeting"\nwhen = [{ hours = 24, status = "away", every = 24 }, { risk = ["high"] }]',
    'id = "told"\nowes = "tell"\ntell = ["police", "sw"]\ndeadline = { hours = 3 }\n'
    'when = [{ hours = 5, status = "missing", every = 7 }, { lapse = true }, { opened = ["missing"] }]',
)
PROTOCOLS = [*map(shipped, shipped_names()), load_protocol(shipped_text(TEMPLATE)), load_protocol(AGAIN)]
RANDOMS = st.randoms(use_true_random=False)


def rulebook(chance: random.Random) -> Rulebook:
    """One protocol, or some that are chosen one after the other while the story goes on."""
    chosen = chance.sample(PROTOCOLS, chance.choice([1, 1, 2, 3]))
    hours = sorted(chance.randrange(1500) for _ in chosen[1:])
    since = [BEGINNING, *(datetime(2026, 10, 20, tzinfo=UTC) + each * HOUR for each in hours)]
    return Rulebook(tuple(Period(at, protocol) for at, protocol in zip(since, chosen, strict=True)))


def shown(history: ChildHistory, book: Rulebook, now: datetime) -> list[Any]:
    return [(case.episode.id, case.duties, case.clocks, case.counts) for case in cases_of(history, book, now)]


def told_anew(history: ChildHistory) -> ChildHistory:
    return fold(history.child.id, history.entries)


def next_moment(history: ChildHistory, book: Rulebook, now: datetime, chance: random.Random) -> datetime:
    """Often one at which a clock runs out or an episode drops out of a window, to the microsecond."""
    cases = cases_of(history, book, now)
    ats = [clock.at for case in cases for clock in case.clocks if clock.at]
    ats += [placed.drops_out_at for case in cases for count in case.counts for placed in count.placed]
    if ats and chance.random() < 0.6:
        return chance.choice(ats) + chance.choice([timedelta(), TICK, -TICK])
    return now + chance.choice([TICK, MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, 40 * DAY, -3 * HOUR])


def holds_at(history: ChildHistory, book: Rulebook, now: datetime) -> None:
    anew = told_anew(history)
    assert shown(history, book, now) == shown(anew, book, now)
    live = [case for case in cases_of(anew, book, now) if belongs_on_board(case, frozenset())]
    found = live_cases_of(history, book, now, frozenset())
    assert [case.__dict__ for case in found] == [case.__dict__ for case in live]
    standing = [
        duty for duty in course_of(history, book, now).duties(now) if duty.ended != WITHDRAWN and duty.rule.when
    ]
    assert {duty.id: as_plain(duty) for duty in standing} == plain_duties(anew, book, now)


@settings(max_examples=10)
@given(stories(), RANDOMS)
def test_at_every_moment_it_says_what_is_worked_out_plainly(desk: PaperDesk, chance: random.Random) -> None:
    (child,) = desk.shelf.subjects()
    history, book, now = desk.history(child), rulebook(chance), desk.now - chance.choice([0, 0, 50, 900]) * HOUR
    for _ in range(8):
        holds_at(history, book, now)
        now = next_moment(history, book, now, chance)


@settings(max_examples=15)
@given(entries(), st.integers(-400, 4000), RANDOMS)
def test_so_it_does_for_entries_that_nobody_would_make_and_their_corrections(
    found: list[Entry], hours: int, chance: random.Random
) -> None:
    now, book = datetime(2026, 9, 1, tzinfo=UTC) + hours * HOUR, rulebook(chance)
    for seen in (register_of(found), register_of(found).at(now, None)):
        for history in seen.children():
            for moment in (now, now + HOUR, now + 30 * DAY, now - DAY):
                anew = fold(history.child.id, history.entries)
                assert shown(history, book, moment) == shown(anew, book, moment)


def test_while_a_correction_is_still_to_come_each_moment_is_looked_at_by_itself():
    """Looking back: the entry that takes the duty away was made later than the moment that is asked about."""
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, START)
    desk.now = START + 2 * DAY
    opened = next(entry for entry in desk.shelf.entries if entry.type == "EpisodeOpened")
    desk.do(CorrectEntry, LOWE, entry=opened.id, field="happened_at", value=START - 30 * MINUTE, reason="misheard")
    back = desk.history(child, as_of=START + HOUR)
    for now in (START + HOUR, START + 25 * HOUR, START + 3 * DAY):
        assert shown(back, desk.rulebook, now) == shown(told_anew(back), desk.rulebook, now)
    assert episode in {case.episode.id for case in cases_of(back, desk.rulebook, START + HOUR)}


def test_what_recurs_is_there_at_its_instant_and_not_before():
    desk = PaperDesk(AGAIN)
    child = desk.child()
    desk.open(child, START)
    for hours in (24, 48, 72):
        at = START + hours * HOUR
        (before,), (after,) = (
            [d.whys for d in desk.duties(child, m) if d.rule.id == "again"] or [()] for m in (at - TICK, at)
        )
        assert len(after) == len(before) + 1 == hours // 24


def test_a_history_that_was_forgotten_is_worked_out_again():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, START)
    history = desk.history(child)
    before = shown(history, desk.rulebook, START)
    history.forget()
    assert not history.worked_out and shown(history, desk.rulebook, START) == before


def test_what_is_remembered_is_no_part_of_the_value():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, START)
    history, other = desk.history(child), told_anew(desk.history(child))
    shown(history, desk.rulebook, START)
    assert history == other and hash(history.child.id) == hash(other.child.id)
    assert not history.but(linked=("C1",)).worked_out


def test_the_kinds_that_stand_for_several_are_asked_by_each_of_them():
    from models.events import EVENTS

    parents = {
        parent
        for kind in EVENTS.values()
        for parent in kind.__mro__[1:]
        if parent.__module__.startswith("models.events")
    }
    assert parents == set(GROUPS)
    assert list(ByKind([]).each(GROUPS[0])) == []


@settings(max_examples=6)
@given(st.lists(stories(most=12), min_size=1, max_size=4), RANDOMS)
def test_the_windows_of_many_children_are_those_of_each(desks: list[PaperDesk], chance: random.Random) -> None:
    histories = [_named(desk, f"C{place}") for place, desk in enumerate(desks)]
    book, now = rulebook(chance), desks[0].now - DAY
    for _ in range(6):
        one_by_one = {history.child.id: counts(history, book, now) for history in histories}
        some = {child: mine for child, mine in one_by_one.items() if any(each.placed or each.absences for each in mine)}
        kept = {history.child.id: counts(history, book, now) for history in held(histories, book, now)}
        assert some.keys() <= kept.keys()
        assert all(mine == one_by_one[child] for child, mine in kept.items())
        now = next_moment(chance.choice(histories), book, now, chance)


def test_who_is_one_episode_short_is_named_until_the_oldest_drops_out():
    desk = PaperDesk()
    child = desk.child()
    for days in (20, 9):
        desk.been(child, START - days * DAY, START - days * DAY + HOUR)
    history = desk.history(child)
    short = one_short([history], desk.rulebook, START)
    assert [(each.child.id, each.count.n, each.count.of, each.owes) for each in short] == [(child, 2, 3, "meeting")]
    dropped = short[0].count.drops_out_at
    assert dropped and one_short([history], desk.rulebook, dropped)
    assert not one_short([history], desk.rulebook, dropped + TICK)
    assert not one_short([desk.history(child)], one_protocol(desk.rulebook.periods[0].protocol.but(rules=())), START)


def _named(desk: PaperDesk, child: str) -> ChildHistory:
    """The desk's one child under another id, so that several stories stand side by side."""
    return fold(child, [entry.but(subject=child) for entry in desk.shelf.entries])
