"""Who was away lately, found without looking at everybody: it is whom a look at everybody finds."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.protocol_files import shipped
from models.commands.child import AddNote, SaySameChild
from models.commands.duty import CorrectEntry
from models.commands.episode import OpenEpisode, RecordReturn, VoidRecord
from models.duties.rulebook import Rulebook, one_protocol
from models.duties.short_of import begins, held, one_short
from models.duties.windows import counts
from models.history.register import Register
from tests.models.paper_desk import LOWE, PaperDesk, PaperShelf, london

START = london("2026-03-20 20:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKS = [one_protocol(shipped(name)) for name in ("bury", "cumbria")]
RANDOMS = st.randoms(use_true_random=False)


class OpenAlone(PaperShelf):
    """The fewest who may be called live: whoever has an episode open, and nobody else."""

    def __init__(self, desk: PaperDesk) -> None:
        self.entries, self._desk = desk.shelf.entries, desk

    def live_subjects(self) -> list[str]:
        return [subject for subject in self.subjects() if self._desk.history(subject).open_episode]


def a_desk(chance: random.Random) -> PaperDesk:
    desk = PaperDesk()
    desk.now = START
    for name in range(chance.choice([1, 3, 5])):
        desk.child(forename=f"Child {name}")
    return desk


def goes_on(desk: PaperDesk, chance: random.Random) -> None:
    """Somebody does something, some hours or weeks later; what is refused is left out."""
    desk.now += chance.choice([HOUR, 9 * HOUR, 3 * DAY, 20 * DAY, 61 * DAY])
    child = chance.choice(desk.shelf.subjects())
    chance.choice([_away, _away, _whole, _whole, _back, _back, _voided, _moved, _joined, _noted])(desk, child, chance)


def _ago(desk: PaperDesk, chance: random.Random) -> timedelta:
    return chance.choice([timedelta(), HOUR, 5 * HOUR, DAY, 30 * DAY, 85 * DAY, 200 * DAY])


def _away(desk: PaperDesk, child: str, chance: random.Random) -> None:
    since = desk.now - _ago(desk, chance)
    desk.attempt(OpenEpisode, child=child, status="missing", since=since, source="carer")


def _whole(desk: PaperDesk, child: str, chance: random.Random) -> None:
    """Entered when it is over, or taken from another system's history."""
    since = desk.now - _ago(desk, chance) - 3 * HOUR
    over = {"since": since, "returned": since + chance.choice([HOUR, 2 * HOUR, 3 * DAY])}
    elsewhere = chance.choice([True, False])
    status = chance.choice(["missing", "absence"])
    desk.attempt(OpenEpisode, child=child, status=status, source="LCS", recorded_elsewhere=elsewhere, **over)


def _back(desk: PaperDesk, child: str, chance: random.Random) -> None:
    episode = desk.history(child).open_episode
    desk.attempt(RecordReturn, episode=episode.id if episode else "", at=desk.now - _ago(desk, chance))


def _voided(desk: PaperDesk, child: str, chance: random.Random) -> None:
    """An episode, its return, or the entry that voided something."""
    entry = chance.choice(desk.history(child).entries)
    desk.attempt(VoidRecord, LOWE, subject=chance.choice([entry.id, entry.data.get("episode", "")]), reason="x")


def _moved(desk: PaperDesk, child: str, chance: random.Random) -> None:
    """The time of an opening or a return is set right."""
    entry = chance.choice(desk.history(child).entries)
    at = desk.now - _ago(desk, chance)
    desk.attempt(CorrectEntry, LOWE, entry=entry.id, field="happened_at", value=at, reason="x")


def _joined(desk: PaperDesk, child: str, chance: random.Random) -> None:
    other, undo = chance.choice(desk.shelf.subjects()), chance.random() < 0.3
    desk.attempt(SaySameChild, child=child, other=other, reason="x", undo=undo)


def _noted(desk: PaperDesk, child: str, chance: random.Random) -> None:
    desk.attempt(AddNote, subject=child, text="x")


def is_the_same(register: Register, book: Rulebook, desk: PaperDesk) -> None:
    since = begins(book, desk.now)
    everybody = {each.child.id: counts(each, book, desk.now) for each in held(register.children(), book, desk.now)}
    narrowed = held(register.of(register.lately_away(since)), book, desk.now)
    assert {each.child.id: counts(each, book, desk.now) for each in narrowed} == everybody
    assert one_short(register.of(register.lately_away(since)), book, desk.now) == one_short(
        register.children(), book, desk.now
    )


@settings(max_examples=40)
@given(RANDOMS)
def test_the_windows_of_those_lately_away_are_those_of_everybody(chance: random.Random) -> None:
    desk, book = a_desk(chance), chance.choice(BOOKS)
    for _ in range(25):
        goes_on(desk, chance)
        is_the_same(Register(OpenAlone(desk)), book, desk)


@settings(max_examples=15)
@given(RANDOMS)
def test_so_they_are_looking_back(chance: random.Random) -> None:
    desk, book = a_desk(chance), chance.choice(BOOKS)
    for _ in range(20):
        goes_on(desk, chance)
    latest = desk.now
    for _ in range(6):
        desk.now = latest - chance.randrange(200) * DAY
        known = chance.choice([None, desk.now, latest])
        is_the_same(Register(OpenAlone(desk)).at(desk.now, known), book, desk)


def short_names(desk: PaperDesk) -> list[str]:
    register, book = Register(OpenAlone(desk)), BOOKS[0]
    whom = register.of(register.lately_away(begins(book, desk.now)))
    return [each.child.id for each in one_short(whom, book, desk.now)]


def test_whoever_came_back_before_the_windows_begin_is_not_looked_at_again():
    desk = PaperDesk()
    old, new = desk.child(forename="Old"), desk.child(forename="New")
    desk.been(old, START, START + HOUR)
    desk.been(new, START + 90 * DAY, START + 90 * DAY + HOUR)
    assert Register(OpenAlone(desk)).lately_away(begins(BOOKS[0], desk.now)) == [new]


def test_an_episode_entered_late_counts_from_then_on():
    desk = PaperDesk()
    child = desk.child()
    for days in (20, 9):
        desk.now = START
        desk.been(child, START - days * DAY, START - days * DAY + HOUR)
    desk.now = START
    assert short_names(desk) == [child]


def test_away_for_longer_than_any_window_and_back_today_is_found():
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, START)
    desk.now = START + 200 * DAY
    is_the_same(Register(OpenAlone(desk)), BOOKS[0], desk)
    desk.attempt(RecordReturn, episode=desk.history(child).episodes[0].id, at=desk.now)
    is_the_same(Register(OpenAlone(desk)), BOOKS[0], desk)
    assert desk.history(child).away_until == desk.now


@pytest.mark.parametrize("asked", ["older", "newer"])
def test_a_new_episode_on_either_of_two_joined_records_finds_the_child_once(asked):
    desk = PaperDesk()
    desk.now = START - 100 * DAY
    older, newer = desk.child(), desk.child(forename="Kaylie")
    desk.do(SaySameChild, child=newer, other=older, reason="same mother")
    for days in (20, 9):
        desk.been({"older": older, "newer": newer}[asked], START - days * DAY, START - days * DAY + HOUR)
    assert short_names(desk) == [older]


def test_two_of_one_name_keep_their_order_whoever_is_looked_at_first():
    desk = PaperDesk()
    children = [desk.child(), desk.child()]
    for days in (20, 9):
        for child in children:
            desk.been(child, START - days * DAY, START - days * DAY + HOUR)
    histories = [desk.history(child) for child in children]
    found = one_short(histories, BOOKS[0], START)
    assert found == one_short(histories[::-1], BOOKS[0], START) and len(found) == 2
