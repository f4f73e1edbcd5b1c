"""Handover, outbox, the police's times, entries without an episode and figures, by keys alone on a real terminal."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, Terminal, _environment
from tests.terminal.shift import DOWN, ENTER, ESC, F2, Seat, Shift

NIGHT = "2026-11-22T02:14:07Z"
POLICE = "log,surname,forename,dob,start\n0412,Barnes,Kayleigh,{dob},21/11/2026 20:05\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration night, made once."""
    store = tmp_path_factory.mktemp("papers") / "store"
    command = [PYTHON, "-m", "tui", "demo", str(store), "--clock", NIGHT]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    return store


@pytest.fixture
def shift(made: Path, tmp_path: Path) -> Iterator[Shift]:
    """The night in a store of the test's own, on 80x24."""
    subprocess.run(["cp", "-r", str(made), str(tmp_path / "store")], check=True)
    shift = Shift(tmp_path / "store", (80, 24), {"TERM": "xterm", "LANG": "C.UTF-8"})
    yield shift
    shift.get_up()


def no_line_too_long(seat: Seat) -> bool:
    return all(len(line.rstrip()) <= 80 for line in seat.terminal.lines)


def test_a_handover_is_read_signed_written_and_acknowledged(shift: Shift) -> None:
    seat = shift.sit_down(f"{NIGHT}x0")
    seat.press("h", "Handover of the night", "1. Still missing, longest first", "s Sign")
    assert no_line_too_long(seat)
    seat.press("s", "to hand over")
    seat.press("y", "Signed by")
    seat.press("w", "Written into the exports folder")
    assert len(list((shift.store / "exports").glob("handover-*"))) == 3
    seat.press("a", "1.1", "Enter Acknowledge")
    seat.press(ENTER, "Recorded:", "still to acknowledge")
    seat.press(ESC, "to be acknowledged")
    seat.leave()
    assert "1 of 14 items acknowledged" in shift.plain(NIGHT, "handover", "list")


def test_what_belongs_to_no_episode_is_struck_from_the_handover(shift: Shift) -> None:
    shift.plain(NIGHT, "alert", "Ash House has no night staff")
    seat = shift.sit_down(f"{NIGHT}x0")
    seat.see("Ash House has no night staff")
    seat.press("h", "Handover of the night")
    seat.press("e", "ENTRIES of the last seven days")
    seat.go_to("Left for the night, Ash House")
    seat.press("e", "Strike this entry")
    seat.press("s", "Why void")
    seat.fill(Why_void="meant for another night")
    seat.press(F2, "STRUCK: Left for the night")
    seat.leave()
    assert "Ash House has no night staff" not in seat.words
    assert "struck: left for the night" in shift.plain(NIGHT, "history", "desk")


def test_a_letter_is_read_changed_and_written(shift: Shift) -> None:
    seat = shift.sit_down(f"{NIGHT}x0")
    seat.press("e", "OWED", "Enter Read")
    seat.press(ENTER, "Subject: TRAINING", "e Edit")
    assert no_line_too_long(seat)
    seat.press("w", "Written")
    assert list((shift.store / "exports").glob("*.eml"))
    seat.press("e", "F2 Keep", "F6 Draft", "Esc Back")
    seat.press("Please ring. ", "Please ring.")
    seat.press(F2, "e Edit", "Please ring.")
    seat.press("e", "F6 Draft")
    seat.press("\x1b[17~", "Go back to the draft?")
    seat.press("y", "e Edit")
    assert "Please ring." not in seat.words
    seat.press(ESC, "Enter Read")
    seat.leave()


def test_the_time_of_the_police_is_taken_only_after_a_yes(shift: Shift, tmp_path: Path) -> None:
    [kayleigh] = shift.episodes(NIGHT, "kayleigh")[-1:]
    born = "/".join(reversed(dob_of(shift, kayleigh["child"]["id"]).split("-")))
    file = tmp_path / "police.csv"
    file.write_text(POLICE.format(dob=born))
    shift.plain(NIGHT, "import", "police", str(file))
    seat = shift.sit_down(f"{NIGHT}x0")
    seat.press("j", "POLICE TIMES", "Kayleigh")
    seat.press("t", "take the time of the police")
    seat.press(ESC, "t Take theirs")
    assert shift.episodes(NIGHT, "kayleigh")[-1]["since"] == kayleigh["since"]
    seat.press("t", "take the time of the police")
    seat.press("y", "Recorded:", "No difference waits")
    seat.leave()
    assert shift.episodes(NIGHT, "kayleigh")[-1]["since"] == "2026-11-21T20:05:00Z"


def dob_of(shift: Shift, child: str) -> str:
    import json

    return str(json.loads(shift.plain(NIGHT, "child", "show", child, "--json"))["child"]["details"]["dob"])


def test_the_figures_are_counted_behind_the_screen_and_read_to_their_end(shift: Shift) -> None:
    seat = shift.sit_down(f"{NIGHT}x0")
    seat.press("g", "FIGURES of the year", "Episodes begun:", "Missing by month")
    assert no_line_too_long(seat)
    for _ in range(60):
        if "fewest" in seat.words:
            break
        seat.terminal.send(DOWN)
        seat.terminal.settle(0.05)
    seat.see("When children go missing", "(fewest)")
    seat.leave()


def test_an_import_shows_how_far_it_is_and_ctrl_c_ends_it_after_a_whole_row(shift: Shift, tmp_path: Path) -> None:
    file = tmp_path / "children.csv"
    file.write_text("lcs,surname,forename,dob\n" + "".join(f"X{n},Low{n},Ann,1/2/2012\n" for n in range(20_000)))
    words = ["import", "children", str(file), "--store", str(shift.store), "--clock", f"{NIGHT}x0"]
    with Terminal([PYTHON, "-m", "tui", *words], environ={"TERM": "xterm"}) as terminal:
        terminal.wait_for("rows, Ctrl-C stops")
        assert terminal.text.count("[") == 1, "one bar, drawn over itself"
        terminal.send("\x03")
        terminal.wait_for("Stopped. The rows so far are recorded; import the same file again to go on.")
        assert terminal.wait_end() == 130
        taken = int(re.search(r"(\d+) rows: \1 new", terminal.text).group(1))
    assert 0 < taken < 20_000
    few = tmp_path / "few.csv"
    few.write_text("".join(file.read_text().splitlines(keepends=True)[: taken + 3]))
    assert f"{taken + 2} rows: 2 would be new, {taken} known already" in shift.plain(
        NIGHT, "import", "children", str(few), "--preview"
    )
