"""Exports of a night: whole files in the exports folder, harmless to a spreadsheet, and readable again."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.plain.brought import CHILDREN, HISTORY, NUMBERS, shaped
from tests.plain.typing_room import Room


def read(answer) -> list[dict[str, str]]:
    with Path(answer["file"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def full(room: Room, brought) -> Room:
    brought("children", CHILDREN)
    brought("history", HISTORY, "--until", "22/11/2026 17:00", "--since", "1/4/2026 00:00")
    return room


def test_one_desks_extract_is_another_desks_history(full, brought, tmp_path):
    made = full.ok("export", "episodes", "--year", "2027", "--out", "episodes.csv")
    other = Room(tmp_path / "other", full.at)
    assert other.run("demo", other.store, "--empty").status == 0
    children = tmp_path / "children.csv"
    children.write_text(CHILDREN)
    other.ok("import", "children", children)
    taken = other.run("import", "history", made["file"], "--until", "22/11/2026 17:00", "--json")
    assert (taken.status, shaped(taken, *NUMBERS)) == (0, [2, 2, 0, 0])
    again = other.ok("export", "episodes", "--year", "2027", "--out", "episodes.csv")
    ours = [[row[name] for name in ("lcs", "status", "start", "end", "place")] for row in read(made)]
    assert [[row[name] for name in ("lcs", "status", "start", "end", "place")] for row in read(again)] == ours


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_of_any_export_is_a_formula(full, text):
    child = full.child("Dean", text, lcs="L9", dob="3/2/2012")
    episode = full.open(child, "2030", place=text, **{"police-log": text})
    full.ok("found", episode, "--at", "2100", "--where", text)
    full.ok("return", episode, "--at", "2130")
    full.ok("interview", episode, "held", "--at", "2150", "--reasons", text)
    for kind in ("episodes", "annex-a"):
        full.ok("export", kind, "--year", "2027", "--out", f"{kind}.csv")
    full.words("figures", "--csv", "figures.csv")
    for name in ("annex-a", "episodes", "figures"):
        file = full.store / "exports" / f"{name}.csv"
        cells = [cell for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))], file
    assert any(cell.endswith(text.strip()) for cell in cells), "and it is there all the same"


@pytest.mark.parametrize(
    "words", [("export", "episodes", "--year", "2027", "--out", "x.csv"), ("figures", "--csv", "x.csv")]
)
def test_an_export_that_is_stopped_writes_nothing_and_says_so(full, monkeypatch, words):
    @contextmanager
    def stopped(_total, _what):
        yield lambda done: False

    monkeypatch.setattr("tui.plain.progress.stoppable", stopped)
    answer = full.run(*words)
    assert (answer.status, answer.err) == (130, "Stopped; nothing was written.\n")
    assert not list(full.store.glob("exports/*"))


def test_the_years_figures_as_a_file_hold_months_placements_and_reasons(full):
    full.words("figures", "--csv", "figures.csv")
    with (full.store / "exports" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows if row["by"] == "month"][:2] == ["2026-04", "2026-05"]
    placements = {row["name"]: row["missing"] for row in rows if row["by"] == "placement"}
    assert placements == {"Ash House": "1", "Elm House": "1"}
    told = full.ok("figures")
    assert told["known"] == "history to 22 Nov 17:00" and {each["name"] for each in told["placements"]} == {*placements}


def test_the_panels_paper_says_how_far_it_is_known_and_what_interviews_found(full):
    (found,) = full.ok("find", "Barnes")["children"]
    episode = full.open(found["child"], "2030", risk="high")
    full.ok("return", episode, "--at", "2130")
    full.ok("interview", episode, "held", "--at", "2150", "--places", "behind the station")
    paper = full.words("panel", "--month", "2026-11")
    assert "history to 22 Nov 17:00" in paper and "interview found, places: behind the station" in paper


def test_a_refusal_is_said_once_however_many_rows_of_the_child_it_concerns(full):
    child = full.child("Dean", "Pell", dob="", age="14")
    for day in (16, 18):
        full.open(child, f"{day}/11/2026 20:00", returned=f"{day}/11/2026 22:00")
    answer = full.run("export", "ssda903", "--year", "2027", "--out", "x.csv")
    assert (answer.status, answer.err.count("Dean Pell")) == (1, 1), answer
