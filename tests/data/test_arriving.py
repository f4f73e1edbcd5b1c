"""Much that others recorded at once is taken in by portions where somebody sits at a screen, and whole elsewhere."""

from __future__ import annotations

import pytest

from data.arriving import PORTION, Arriving
from data.ledger import Head, Line
from models.commands.child import AddNote
from screens.board.news import MOST, MUCH
from screens.board.night import Night
from tests.screens.stage import Place

MANY = 40


def line(seq: int, subject: str) -> Line:
    return Line(seq, f"e{seq}", "2026-11-22T02:14:07Z", {}, "s", subject, "NoteAdded", 1, {}, f"h{seq}")


def test_a_portion_is_of_a_few_subjects_and_of_as_many_lines_as_come_in_a_row():
    arriving = Arriving()
    lines = [line(n, f"c{n // 10}") for n in range(1, 10 * MANY)]
    portions = [arriving.portion(lines)]
    while arriving.waits:
        portions.append(arriving.portion(()))
    assert [each for portion in portions for each in portion] == lines
    assert max(len({each.subject for each in portion}) for portion in portions) == PORTION
    assert len(portions) == MANY // PORTION


def test_what_waits_comes_before_what_is_new():
    arriving = Arriving()
    lines = [line(n, f"c{n}") for n in range(1, MANY)]
    first = arriving.portion(lines[:-1])
    assert first + arriving.everything(lines[-1:]) == lines
    assert not arriving.waits


def test_the_ledger_is_taken_in_as_far_as_the_last_line_handed_out():
    arriving, newest = Arriving(), Head(MANY, "newest")
    assert arriving.reached(newest) is newest
    last = arriving.portion([line(n, f"c{n}") for n in range(1, MANY + 1)])[-1]
    assert (arriving.reached(newest).seq, arriving.reached(newest).hash) == (last.seq, last.hash)
    arriving.everything(())
    assert arriving.reached(newest) is newest


@pytest.fixture
def crowd(tmp_path):
    """A screen's desk, and another at which something is then recorded about many children."""
    place = Place(tmp_path)
    children = [place.child("Child", f"Number{n}") for n in range(MANY)]
    for child in children[:3]:
        place.away(child)
    watching = place.session()
    watching.follow()
    watching.cases()
    for child in children:
        place.done(AddNote, subject=child, text="the carer rang")
    yield place, watching
    place.close()


def test_a_screen_takes_portions_until_all_is_there(crowd):
    place, watching = crowd
    taken = [watching.poll()]
    assert len({entry.subject for entry in taken[0]}) == PORTION
    assert watching.head.seq == taken[0][-1].seq < place.desk.head.seq
    while watching.arriving.waits:
        taken.append(watching.poll())
    assert watching.head == place.desk.head
    assert [entry.seq for portion in taken for entry in portion] == list(range(taken[0][0].seq, watching.head.seq + 1))
    assert watching.poll() == []


def test_who_records_something_meanwhile_decides_on_everything_and_hears_the_rest(crowd):
    place, watching = crowd
    first = watching.poll()
    last = place.desk.register.entered_after(place.desk.head.seq - 1, "NoteAdded")[0].subject
    done = place.done(AddNote, watching, subject=last, text="rang back")
    assert not watching.arriving.waits
    rest = watching.poll()
    assert [entry.seq for entry in first + rest] == [*range(first[0].seq, done.entries[0].seq)]


def test_what_is_left_for_the_next_start_is_never_of_half_the_record(crowd):
    _, watching = crowd
    watching.poll()
    watching.keep_derived()
    assert not (watching.store / "derived" / "board").exists()
    while watching.arriving.waits:
        watching.poll()
        watching.cases()
    watching.keep_derived()
    assert (watching.store / "derived" / "board").exists()


def test_the_board_says_all_of_a_few_and_counts_the_rest(crowd):
    place, watching = crowd
    night = Night(watching)
    while night.poll() and watching.arriving.waits:
        pass
    assert len(night.alerts) < MANY + MOST
    assert not any(alert.id == MUCH for alert in night.alerts)
    for child in [case.child.id for case in night.cases] * 10:
        place.done(AddNote, subject=child, text="and again")
        night.poll()
    [much] = [alert for alert in night.alerts if alert.id == MUCH]
    told = sum(alert.id.startswith("entry/") for alert in night.alerts) - 1
    assert much.words.startswith(f"{MANY + 30 - told} further entries")
    night.see(MUCH)
    assert MUCH not in night.ringing
