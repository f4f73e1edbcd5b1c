"""An import that was stopped is gone on with by importing the same file again; nothing is doubled."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from data.demo import make_demo
from data.imports.columns import KINDS
from data.imports.file import Stopped, Unreadable, look_at
from data.imports.rows import LONGEST_LINE, rows_of
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


def test_a_file_is_stopped_while_it_is_read_and_nothing_is_imported(tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(b"surname,forename\n" + b"Low,Ann\n" * 400_000)
    seen = []

    def progress(done: int) -> bool:
        seen.append(done)
        return len(seen) < 2

    with pytest.raises(Stopped, match="nothing was imported"):
        look_at(str(file), progress)
    assert seen == [2**20, 2**21]


def test_too_many_lines_are_refused_before_the_first_row(tmp_path, monkeypatch):
    file = bring(tmp_path, "surname,forename\n" + "Low,Ann\n" * 30)
    monkeypatch.setitem(KINDS, "children", KINDS["children"].but(most=30))
    with pytest.raises(Unreadable, match="31 lines, and 30 is the most"):
        next(rows_of(file, "children", {}))


def test_a_line_beyond_measure_is_refused_by_its_number_and_read_past(tmp_path):
    file = bring(tmp_path, f"surname,forename\nLow,Ann\n{'x,' * LONGEST_LINE}\nHigh,Tom\n")
    rows = list(rows_of(file, "children", {}))
    assert [(row.number, row.cell("surname")) for row in rows if not row.problem] == [(2, "Low"), (4, "High")]
    assert "a line of more than" in rows[1].problem and rows[1].number == 3


def test_of_a_file_that_is_all_wrong_the_first_refusals_are_named_and_all_are_counted(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("data.imports.run.MOST_NAMED", 3)
    file = bring(tmp_path, "lcs,surname,forename,dob\n" + "L1,Low,Ann,31/2/2012\n" * 8)
    came = import_file(desk, Wanted(file=file, kind="children", own={}))
    assert ([each.row for each in came.refused], came.refusals, came.rows) == ([2, 3, 4], 8, 8)


@pytest.mark.slow
def test_a_hundred_megabytes_take_no_more_memory_than_one(tmp_path):
    file, row = tmp_path / "large.csv", b"P%d,L1,1/1/2024 10:00,1/1/2024 12:00," + b"x" * 5000 + b"\n"
    with file.open("wb") as out:
        out.write(b"log,lcs,start,end,remarks\n")
        out.writelines(row % number for number in range(21_000))
    assert file.stat().st_size > 100 * 2**20
    measure = (
        "import resource, sys\n"
        "from data.imports.file import look_at\n"
        "from data.imports.rows import rows_of\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before, file = peak(), look_at(sys.argv[1])\n"
        "print(sum(1 for row in rows_of(file, 'police', {}) if not row.problem), peak() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", measure, str(file)], capture_output=True, text=True, check=True)
    rows, kilobytes = map(int, done.stdout.split())
    assert rows == 21_000 and kilobytes < 20_000
