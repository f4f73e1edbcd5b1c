"""An import that was stopped is gone on with by importing the same file again; nothing is doubled."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.demo import make_demo
from data.imports.file import look_at
from data.imports.rows import rows_of
from data.imports.run import Wanted, import_file
from data.io import TrainingClock

NOW = datetime(2026, 11, 22, 22, tzinfo=UTC)
ROWS = "".join(f"L{n},Low,Ann{n},{n}/1/2012\n" for n in range(1, 8))
HISTORY = "".join(f"L{n},{n}/11/2026 10:00,{n}/11/2026 12:00\n" for n in range(1, 8))


@pytest.fixture
def desk(tmp_path):
    desk = make_demo(tmp_path / "store", TrainingClock(NOW, 0), empty=True)
    yield desk
    desk.close()


def bring(tmp_path, text: str):
    file = tmp_path / "file.csv"
    file.write_text(text)
    return look_at(str(file))


def test_stopped_after_a_row_and_gone_on_with(desk, tmp_path):
    wanted = Wanted(file=bring(tmp_path, "lcs,surname,forename,dob\n" + ROWS), kind="children", own={})
    first = import_file(desk, wanted, lambda done: done < 3)
    assert (first.rows, first.new, first.stopped) == (3, 3, True)
    second = import_file(desk, wanted)
    assert (second.rows, second.new, second.known, second.stopped) == (7, 4, 3, False)
    assert len(list(desk.register.children())) == 7


def test_history_that_was_stopped_is_not_called_complete(desk, tmp_path):
    import_file(desk, Wanted(file=bring(tmp_path, "lcs,surname,forename,dob\n" + ROWS), kind="children", own={}))
    wanted = Wanted(file=bring(tmp_path, "lcs,start,end\n" + HISTORY), kind="history", own={}, until=NOW)
    assert not import_file(desk, wanted, lambda done: done < 3).complete
    assert desk.register.desk.daytime.spans == ()
    assert import_file(desk, wanted).complete
    assert desk.register.desk.daytime.spans == ((datetime(2026, 11, 1, 10, tzinfo=UTC), NOW),)


def test_rows_are_numbered_by_the_line_on_which_they_begin(tmp_path):
    text = 'surname,forename,address\nLow,Ann,"1 High St\nBury"\n\nHigh,Tom,2 Low Rd\n'
    assert [row.number for row in rows_of(bring(tmp_path, text), "children", {})] == [2, 5]


def test_a_telephone_number_is_no_formula(tmp_path):
    text = "surname,forename,phone\nLow,Ann,+44 161 555 0142\nLow,Ann,-\nLow,Ann,+cmd|' /C calc'!A0\n"
    problems = [bool(row.problem) for row in rows_of(bring(tmp_path, text), "children", {})]
    assert problems == [False, False, True]
