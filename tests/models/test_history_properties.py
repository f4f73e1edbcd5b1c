"""The fold, whatever it is given: total, true to the order of facts, and the same seen from any side."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties.case import cases_of, in_order
from models.duties.chair import chair_for
from models.events import EVENTS
from models.events.child import ChildDetailsChanged
from models.events.entry import Entry, read_entry
from models.events.stored import from_data, to_data
from models.history.desk_state import fold_desk
from models.history.fold import fold
from models.history.history import ChildHistory
from models.history.moment import had_happened
from models.history.register import Register
from models.times.zone import iso
from tests.models.paper_desk import PaperDesk, PaperShelf
from tests.models.stories import stories

IDS = [*(f"E{n}" for n in range(3)), *(f"N{n}" for n in range(8)), "C1", "C2", ""]
WORDS = [
    *IDS, "missing", "absence", "high", "low", "police", "sw", "looked-after", "home", "Salford", "yes", "happened_at",
    "status", "limit", "details.dob", "rules", "2026-11-20T20:00:00Z", "0001-01-01T00:00:00Z", "²", "2008-02-30", "x",
]  # fmt: skip
TEXTS = st.sampled_from(WORDS) | st.text(max_size=8)
TIMES = (
    st.integers(0, 60 * 24 * 90).map(lambda n: iso(datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=n)))
    | st.datetimes().map(lambda at: iso(at.replace(tzinfo=UTC)))
    | st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXTS,
    "bool": st.booleans(),
    "int": st.integers(),
    "datetime": TIMES,
    "datetime | None": TIMES,
    "date": st.dates().map(date.isoformat),
    "tuple[str, ...]": st.lists(TEXTS | st.sampled_from(["meeting-24h", "meeting-3-in-28d"]), max_size=3),
    "dict[str, str]": st.dictionaries(
        st.sampled_from(["dob", "legal", "case", "placing", "surname", "about_age"]), TEXTS, max_size=3
    ),
}
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    name: st.sampled_from(values)
    for name, values in {
        "status": ["missing", "missing", "absence"],
        "to": ["missing", "absence"],
        "grade": ["high", "low"],
        "role": ["police", "sw", "tm"],
        "episode": IDS[:3],
        "entry": IDS[3:11],
        "other": ["C1", "C2"],
        "field": ["happened_at", "status", "limit", "grade", "details.dob", "details.legal", "rules", "about"],
        "value": ["2026-11-20T20:00:00Z", "9999-12-31T23:59:59Z", "absence", "home", "yes", "", "meeting-24h"],
    }.items()
}
"""What fields hold as a rule, so that most histories hang together."""
ANYTHING = st.none() | st.integers() | st.floats(allow_nan=False) | TEXTS | st.lists(TEXTS, max_size=2)
RULEBOOK = PaperDesk().rulebook


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of every kind with any fields, some of them not even of the right kind."""
    made = []
    for seq in range(1, draw(st.integers(1, 25)) + 1):
        kind = draw(st.sampled_from([*EVENTS, *["EpisodeOpened"] * 8, "EntryCorrected", "Returned", "Unheard"]))
        kinds = EVENTS[kind].kinds() if kind in EVENTS else {"text": "str"}
        data = {name: draw(LIKELY.get(name, VALUES.get(each, ANYTHING))) for name, each in kinds.items()}
        if draw(st.integers(0, 6)) == 0:
            name = draw(st.sampled_from(list(kinds)))
            data[name] = draw(ANYTHING | VALUES.get(kinds[name], ANYTHING))
        subject = draw(st.sampled_from(["C1", "C1", "C1", "C2"]))
        made.append(read_entry(seq, f"N{seq}", "2026-11-22T02:14:07Z", {"name": "J"}, subject, kind, 1, data))
    return made


def register_of(found: list[Entry]) -> Register:
    shelf = PaperShelf()
    shelf.entries = list(found)
    return Register(shelf)


@settings(max_examples=80)
@given(entries(), st.integers(-400, 40_000))
def test_the_fold_and_all_that_follows_from_it_refuse_nothing(found: list[Entry], hours: int) -> None:
    now = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(hours=hours)
    register = register_of(found)
    for seen in (register, register.at(now, None), register.at(now, now)):
        cases = [case for history in seen.children() for case in cases_of(history, RULEBOOK, now)]
        in_order(cases, "high", now)
        for case in cases:
            assert case.child.name and case.live_clocks is not None and case.episode.status
            assert case.episode.time_missing(now) <= case.episode.time_away(now)
            assert all(chair_for(duty, case.history) is not None for duty in case.duties)
            assert all(duty.state(now) for duty in case.duties)
    fold_desk(found)


@settings(max_examples=25)
@given(entries())
def test_what_was_read_is_written_as_it_was(found: list[Entry]) -> None:
    for entry in found:
        if entry.event:
            assert from_data(entry.type, 1, to_data(entry.event)) == entry.event


def told(history: ChildHistory) -> Any:
    """What a history says, without the order in which it was entered."""
    return history.child.details, [
        {name: value for name, value in episode.__dict__.items() if name != "entries"} for episode in history.episodes
    ]


def owed(history: ChildHistory, now: datetime) -> Any:
    """What is owed by it, and every clock."""
    return [
        (case.episode.id, [(d.id, d.arose_at, d.ended, d.ended_at, d.outstanding) for d in case.duties], case.clocks)
        for case in cases_of(history, RULEBOOK, now)
    ]


@settings(max_examples=25)
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter_for_facts_of_different_times(desk: PaperDesk, order: random.Random) -> None:
    """Corrections and changed details, which hold by the order of entry, stay where they are."""
    (subject,) = desk.shelf.subjects()
    facts = [entry for entry in desk.shelf.entries if not isinstance(entry.event, ChildDetailsChanged)]
    now = desk.now + timedelta(hours=1)
    first = fold(subject, facts)
    seqs = list(range(1, len(facts) + 1))
    order.shuffle(seqs)
    shuffled = sorted((entry.but(seq=seq) for entry, seq in zip(facts, seqs, strict=True)), key=lambda e: e.seq)
    again = fold(subject, shuffled)
    assert told(again) == told(first)
    assert owed(again, now) == owed(first, now)


@settings(max_examples=25)
@given(stories(), st.integers(0, 24))
def test_a_view_of_a_moment_is_the_fold_of_what_had_happened_or_been_entered(desk: PaperDesk, place: int) -> None:
    (subject,) = desk.shelf.subjects()
    every = desk.shelf.entries
    moment = every[min(place, len(every) - 1)].entered_at
    known = [entry for entry in every if entry.entered_at <= moment]
    assert desk.register.at(None, moment).child(subject) == fold(subject, known)
    happened = had_happened(every, moment)
    assert desk.register.at(moment, None).child(subject) == fold(subject, happened)
    assert all(entry in happened for entry in every if entry.happened_at <= moment)


@settings(max_examples=25)
@given(stories())
def test_folding_entry_by_entry_is_folding_at_once(desk: PaperDesk) -> None:
    (subject,) = desk.shelf.subjects()
    shelf = PaperShelf()
    register = Register(shelf)
    for entry in desk.shelf.entries:
        shelf.entries.append(entry)
        register.forget(subject)
        register.child(subject)
    assert register.child(subject) == fold(subject, desk.shelf.entries)


@settings(max_examples=25)
@given(stories())
def test_no_story_leaves_two_open_episodes_or_spells_with_holes(desk: PaperDesk) -> None:
    (subject,) = desk.shelf.subjects()
    episodes = desk.history(subject).counting
    assert sum(episode.is_open for episode in episodes) <= 1
    for one, other in itertools.pairwise(episodes):
        assert one.ended_at and one.ended_at <= other.since
    for episode in episodes:
        spells = episode.spells
        assert (spells[0].start, spells[-1].end) == (episode.since, episode.ended_at)
        for one, other in itertools.pairwise(spells):
            assert one.end == other.start and one.status != other.status
