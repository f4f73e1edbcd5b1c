"""The live children as they were worked out are kept for the next start; whatever becomes of that, boards agree."""

from __future__ import annotations

import json
from binascii import crc32
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.board_file import CHECK, TAIL
from data.case_shapes import LateHistory
from data.desk import Desk
from data.kept_children import FEW_LINES, NAME
from models.commands.child import AddNote, SaySameChild
from models.commands.duty import RecordTold
from models.commands.episode import RecordReturn
from models.duties.brief import Brief
from models.duties.case import Case
from tests.data.test_case_shapes import same
from tests.screens.stage import Place
from tui.plain.shapes import cases_shape
from tui.plain.words import board


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.first = made.away(made.child())  # type: ignore[attr-defined]
    made.second = made.absent(made.child("Dean", "Pickersgill"))  # type: ignore[attr-defined]
    left_by(made.session())
    yield made
    made.close()


def left_by(desk: Desk) -> list[Case]:
    """A board's cases; what it keeps is on the disk."""
    found = desk.cases()
    desk.keep_derived()
    return found


def on(place: Place) -> Path:
    return place.folder / "derived" / NAME


def anew(place: Place) -> list[Case]:
    """The cases as a desk works them out that believes nothing on the disk."""
    desk = place.session()
    desk.living.trusting = False
    return desk.cases()


def were_kept(cases: list[Case]) -> list[bool]:
    return [isinstance(case.history, LateHistory) for case in cases]


def test_the_next_session_works_nobody_out_and_shows_the_same(place):
    found = place.session().cases()
    assert were_kept(found) == [True, True]
    assert same(found, anew(place))


def test_minutes_later_too(place):
    place.clock.forward(minutes=3)
    found = place.session().cases()
    assert were_kept(found) == [True, True]
    assert same(found, anew(place))


def test_whoever_has_a_new_entry_is_worked_out_and_nobody_else(place):
    place.done(RecordTold, episode=place.first, role="police", at="now", how="phone")
    found = place.session().cases()
    assert sorted(were_kept(found)) == [False, True]
    assert same(found, anew(place))


def test_so_is_whoever_a_moment_has_changed(place):
    place.clock.forward(hours=1)
    found = place.session().cases()
    assert False in were_kept(found)
    assert same(found, anew(place))


def test_a_clock_set_back_is_believed_more_than_the_disk(place):
    place.clock.forward(minutes=-1)
    found = place.session().cases()
    assert were_kept(found) == [False, False]
    assert same(found, anew(place))


def test_joined_records_are_always_worked_out(place):
    one, other = (case.child.id for case in place.desk.cases())
    place.done(RecordReturn, episode=place.second, at="now")
    place.done(SaySameChild, child=one, other=other, reason="one child, two records")
    left_by(place.session())
    found = place.session().cases()
    assert True not in were_kept(found)
    assert same(found, anew(place))


def test_another_day_on_which_the_office_is_closed_is_another_rulebook(place):
    desk = Desk.open(place.folder, place.clock, closures=[date(2026, 11, 24)])
    place.desks.append(desk)
    assert were_kept(desk.cases()) == [False, False]


def test_what_is_read_late_is_as_it_was_then(place):
    desk = place.session()
    case = next(case for case in desk.cases() if case.episode.id == place.first)
    place.done(RecordTold, episode=place.first, role="police", at="now", how="phone")
    desk.poll()
    assert "PersonTold" not in [entry.type for entry in case.episode.entries]
    newer = next(case for case in desk.cases() if case.episode.id == place.first)
    assert "PersonTold" in [entry.type for entry in newer.episode.entries]


def test_a_field_that_does_not_exist_is_not_looked_for_in_the_ledger(place):
    case = place.session().cases()[0]
    for value in (case.history, case.episode):
        with pytest.raises(AttributeError):
            value.nothing_of_the_kind  # noqa: B018
        assert "_whole" in vars(value)


def test_it_is_written_anew_only_when_much_has_changed(place):
    before = on(place).stat().st_mtime_ns
    left_by(place.session())
    assert on(place).stat().st_mtime_ns == before
    place.done(AddNote, subject=place.first, text="carer rang")
    left_by(place.session())
    assert on(place).stat().st_mtime_ns != before
    assert were_kept(place.session().cases()) == [True, True]


def test_a_session_that_goes_on_keeps_it_up_too(place):
    desk = place.session()
    desk.cases()
    place.done(AddNote, desk, subject=place.first, text="carer rang")
    left_by(desk)
    assert were_kept(place.session().cases()) == [True, True]


def test_after_very_many_entries_it_is_not_used(place):
    seq = place.desk.head.seq
    rewritten(place, lambda header, index, rows: header.update(seq=seq - FEW_LINES - 1))
    assert were_kept(place.session().cases()) == [False, False]


@pytest.mark.parametrize(
    "how",
    "missing cut empty rules beyond ledger nobody odd odd-in-brief another-child spoilt".split(),
)
def test_a_file_that_is_wrong_changes_no_answer(place, how):
    wanted = anew(place)
    path = on(place)
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    elif how == "nobody":
        rewritten(place, lambda header, index, rows: index.clear())
    elif how == "odd-in-brief":
        rewritten(place, lambda header, index, rows: index[0].pop())
    elif how == "odd":
        rewritten(place, lambda header, index, rows: [row.pop() for row in rows.values()])
    elif how == "another-child":
        rewritten(place, lambda header, index, rows: rows.update(zip(rows, reversed(list(rows.values())), strict=True)))
    elif how == "spoilt":
        path.write_bytes(path.read_bytes().replace(b"Barnes", b"Barnfs"))
    else:
        lie = {"rules": {"mark": ["x", "y"]}, "beyond": {"seq": 99999}, "ledger": {"hash": "0" * 64}}
        rewritten(place, lambda header, index, rows: header.update(lie[how]))
    assert same(place.session().cases(), wanted)


def rewritten(place: Place, change) -> None:
    """The file with something else in it and checksums that fit: `change` gets its header, the index and the rows."""
    whole = on(place).read_bytes()
    begin = int(whole[-TAIL:].split()[1])
    header, *index = map(json.loads, whole[begin:-TAIL].splitlines())
    rows = {line[0]: json.loads(whole[line[0] + CHECK :].partition(b"\n")[0]) for line in index}
    change(header, index, rows)
    body = b""
    for line in index:
        row, place_before = json.dumps(rows[line[0]]).encode(), len(body)
        body += b"%08x %s\n" % (crc32(row), row)
        line[0] = place_before
    end = b"".join(json.dumps(each).encode() + b"\n" for each in (header, *index))
    on(place).write_bytes(body + end + b"%08x %012d\n" % (crc32(end), len(body)))


def test_a_disk_that_refuses_is_let_be(place):
    on(place).unlink()
    on(place).mkdir()
    (on(place) / "in the way").touch()
    assert same(left_by(place.session()), anew(place))


def test_a_file_that_was_replaced_is_read_on_as_it_was(place):
    """Another session left a newer one: the places that this one knows are those of the file it has open."""
    desk = place.session()
    desk.live.most = 1
    briefs, now = desk.look(desk.now()), desk.now()
    place.done(AddNote, subject=place.first, text="carer rang")
    left_by(place.session())
    whole = [desk.live.case(brief, now) for brief in briefs]
    assert were_kept(whole) == [True, True]
    assert [case.episode.id for case in whole] == [brief.episode for brief in briefs]


def test_what_was_kept_in_brief_is_what_would_be_worked_out(place):
    def facts(brief: Brief) -> list[object]:
        causes = [(cause.id, cause.kind, cause.at, cause.episode) for cause in brief.causes]
        return [getattr(brief, name) for name in Brief.__slots__ if name != "causes"] + [causes]

    place.clock.forward(hours=4)
    left_by(place.session())
    desk, fresh = place.session(), place.session()
    fresh.living.trusting = False
    kept = desk.look(desk.now())
    assert [facts(brief) for brief in kept] == [facts(brief) for brief in fresh.look(desk.now())]
    assert any(brief.causes for brief in kept)


def test_the_daily_check_believes_none_of_it(place):
    rewritten(place, lambda header, index, rows: [row[1].update(forename="Nobody") for row in rows.values()])
    assert "Nobody" in [case.child.detail("forename") for case in place.session().cases()]
    desk = place.session()
    desk.living.trusting = False
    left_by(desk)
    assert "Nobody" not in [case.child.detail("forename") for case in place.session().cases()]


def test_nothing_is_kept_that_ended_before_it_was(place):
    place.clock.forward(days=2)
    assert timedelta(days=1) < place.desk.now() - place.session().cases()[0].episode.since
    assert same(left_by(place.session()), anew(place))


def test_a_board_in_words_and_as_json_reads_nobodys_entries(place):
    """What a row is made of is all in the file: a fact that is not would cost every start each child's history."""
    found, now = place.session().cases(), place.desk.now()
    assert board(found, now) and cases_shape(found, "bury", place.desk.head, now)
    assert were_kept(found) == [True, True]
    assert all("_whole" in vars(value) for case in found for value in (case.history, case.episode))


def test_what_the_rules_say_of_every_child_alike_is_held_once(place):
    sources = [clock.source for case in place.session().cases() for clock in case.clocks]
    assert len(sources) > len(set(sources)) == len(set(map(id, sources)))
