"""The SSDA903 Missing table: rows as PRACTICE 8 has them, checked by the DfE's numbers."""

from __future__ import annotations

from datetime import date

from models.commands.child import ChangeChild
from models.commands.episode import SwitchStatus
from models.returns.care import Period
from models.returns.checks import check
from models.returns.ssda903 import Row, rows
from models.returns.year import CollectionYear
from tests.models.paper_desk import LOWE, PaperDesk, london

YEAR = CollectionYear(2027)
CARE = (Period(None, None),)


def table(desk: PaperDesk, year: CollectionYear = YEAR) -> list[tuple[str, ...]]:
    return [row.cells()[2:] for row in rows(desk.register.children(), year, desk.now)]


def row(**changes: object) -> Row:
    held = {
        "child": "L1",
        "name": "Kayleigh Barnes",
        "born": date(2011, 6, 1),
        "code": "M",
        "start": date(2026, 5, 1),
        "end": date(2026, 5, 2),
        "care": CARE,
    }
    return Row(**{**held, **changes})


def rules_broken(*found: Row, year: CollectionYear = YEAR) -> list[str]:
    return [problem.field.rpartition(" ")[2] for problem in check(found, year)]


def test_a_returned_episode_is_one_row_of_london_dates_without_times() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(lcs="L104417"), london("2026-05-01 23:30"))
    desk.back(episode, london("2026-05-02 00:30"))
    assert [r.cells() for r in rows(desk.register.children(), YEAR, desk.now)] == [
        ("L104417", "01/06/2011", "M", "01/05/2026", "02/05/2026")
    ]


def test_a_switch_gives_two_rows_the_second_starting_on_the_day_the_first_ends() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(), london("2026-05-01 22:00"), status="absence", limit="2026-05-02T01:00+01:00")
    desk.now = london("2026-05-02 01:07")
    desk.do(SwitchStatus, episode=episode, to="missing", at="01:00", reason="limit lapsed")
    assert table(desk) == [("A", "01/05/2026", "02/05/2026"), ("M", "02/05/2026", "")]


def test_an_episode_over_31_march_is_open_in_its_year_and_repeated_in_the_next_with_its_start() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(), london("2027-03-30 22:00"))
    desk.back(episode, london("2027-04-02 09:00"))
    assert table(desk) == [("M", "30/03/2027", "")]
    assert table(desk, CollectionYear(2028)) == [("M", "30/03/2027", "02/04/2027")]
    assert table(desk, CollectionYear(2026)) == []


def test_only_looked_after_children_of_this_authority() -> None:
    desk = PaperDesk()
    for details in ({"legal": "home"}, {"legal": "looked-after", "placing": "Rochdale"}, {"legal": "child-in-need"}):
        desk.open(desk.child(**details), london("2026-05-01 22:00"))
    assert table(desk) == []


def test_a_child_who_has_left_care_since_keeps_the_rows_of_the_time_in_care() -> None:
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-05-01 22:00"))
    desk.back(episode, london("2026-05-02 09:00"))
    desk.now = london("2026-06-01 12:00")
    desk.do(ChangeChild, child=child, details={"legal": "home"}, who=LOWE)
    later = desk.open(child, london("2026-07-01 22:00"))
    desk.back(later, london("2026-07-02 09:00"))
    assert table(desk) == [("M", "01/05/2026", "02/05/2026")]


def test_void_episodes_are_not_there() -> None:
    from models.commands.episode import VoidRecord

    desk = PaperDesk()
    episode = desk.open(desk.child(), london("2026-05-01 22:00"))
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    assert table(desk) == []


def test_what_we_write_passes_the_checks() -> None:
    desk = PaperDesk()
    child = desk.child(lcs="L1")
    for day in (1, 5, 9):
        desk.back(desk.open(child, london(f"2026-05-0{day} 22:00")), london(f"2026-05-0{day} 23:00"))
    found = rows(desk.register.children(), YEAR, desk.now)
    assert len(found) == 3
    assert check(found, YEAR) == []


def test_each_rule_is_noticed_by_its_number_and_names_the_child() -> None:
    assert rules_broken(row()) == []
    assert rules_broken(row(code="")) == ["564"]
    assert rules_broken(row(code="X")) == ["1006"]
    assert rules_broken(row(start=None, end=None)) == ["566"]
    assert rules_broken(row(end=date(2026, 4, 30))) == ["567"]
    assert rules_broken(row(start=date(2027, 4, 1), end=None)) == ["570"]
    assert rules_broken(row(start=date(2027, 3, 30), end=date(2027, 4, 2))) == ["571"]
    assert rules_broken(row(born=date(2026, 5, 1))) == ["586"]
    assert rules_broken(row(born=None)) == ["DOB"]
    assert rules_broken(row(care=(Period(date(2026, 6, 1), None),))) == ["578"]
    assert rules_broken(row(end=None, care=(Period(None, date(2026, 6, 1)),))) == ["577"]
    assert rules_broken(row(end=date(2026, 7, 1), care=(Period(None, date(2026, 6, 1)),))) == ["575"]
    assert rules_broken(row(child="=1+1")) == ["CHILD"]
    assert "Kayleigh Barnes (L1)" in check([row(code="X")], YEAR)[0].field


def test_no_second_row_while_one_is_open_and_none_that_overlaps() -> None:
    after = row(start=date(2026, 5, 2), end=date(2026, 5, 3))
    assert rules_broken(row(), after) == []
    assert rules_broken(row(end=None), after) == ["574"]
    assert rules_broken(row(end=date(2026, 5, 4)), after) == ["574"]
    assert rules_broken(row(end=None), row(child="L2", start=date(2026, 5, 2))) == []
