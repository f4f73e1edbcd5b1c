"""What the day team left is found again without looking through the week; whatever becomes of the file."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from data import kept_left
from data.day_alerts import DayAlerts
from data.derived_file import read_derived, write_derived
from data.desk import Desk
from data.kept_left import FEW_LINES, KIND, NAME
from models.commands.child import TakeCall
from models.commands.desk import LeaveDayAlert
from models.times.zone import iso
from tests.screens.stage import Place


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.done(LeaveDayAlert, text="the panel sits at nine")
    left_by(made.session())
    yield made
    made.close()


def left_by(desk: Desk) -> list[str]:
    """What the board says was left; what it keeps is on the disk."""
    found = [alert.words for alert in DayAlerts(desk).at(desk.now())]
    desk.keep_derived()
    return found


def on(place: Place) -> Path:
    return place.folder / "derived" / NAME


def looked_through(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], bool]:
    """What was left, and whether the record was looked through for it."""
    asked = []
    shelf, since = desk._shelf, desk._shelf._since
    monkeypatch.setattr(shelf, "_since", lambda moment: asked.append(moment) or since(moment))
    return [alert.words for alert in DayAlerts(desk).at(desk.now())], bool(asked)


def calls(place: Place, count: int) -> None:
    for number in range(count):
        place.done(TakeCall, caller="neighbour", text=f"{number}")


def test_the_next_session_looks_only_at_what_came_since(place, monkeypatch):
    calls(place, 3)
    place.done(LeaveDayAlert, text="ring Ash House")
    words, looked = looked_through(place.session(), monkeypatch)
    assert ["panel" in words[0], "Ash House" in words[1], len(words), looked] == [True, True, 2, False]


def test_it_is_made_anew_when_it_is_far_behind(place):
    before = on(place).read_bytes()
    calls(place, FEW_LINES)
    left_by(place.session())
    assert on(place).read_bytes() == before
    calls(place, 1)
    left_by(place.session())
    kept = json.loads(read_derived(str(on(place))) or b"")
    assert kept["seq"] == place.session().head.seq and len(kept["left"]) == 1


def test_very_far_behind_it_is_not_used(place, monkeypatch):
    monkeypatch.setattr(kept_left, "FAR", 4)
    calls(place, 5)
    words, looked = looked_through(place.session(), monkeypatch)
    assert len(words) == 1 and looked


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: rewritten(path, hash="0" * 64),
        lambda path: rewritten(path, seq=0),
        lambda path: rewritten(path, seq="x"),
        lambda path: rewritten(path, seq=10**9),
        lambda path: rewritten(path, left=None),
        lambda path: rewritten(path, since="9999"),
        lambda path: write_derived(str(path), b"[]"),
    ],
)
def test_spoilt_or_of_another_record_it_is_not_used(place, spoil, monkeypatch):
    spoil(on(place))
    words, looked = looked_through(place.session(), monkeypatch)
    assert len(words) == 1 and looked


def rewritten(path: Path, **fields: object) -> None:
    kept = json.loads(read_derived(str(path)) or b"")
    write_derived(str(path), json.dumps(kept | fields).encode())


def test_a_disk_that_refuses_is_let_be(place):
    calls(place, FEW_LINES + 1)
    derived = on(place).parent
    on(place).unlink()
    on(place).mkdir()
    assert len(left_by(place.session())) == 1
    assert not list(derived.glob(f"{NAME}.*.new"))


def test_the_answer_is_that_of_the_whole_record_at_every_step_of_some_weeks(place):
    choice = random.Random(7)
    for _ in range(60):
        place.clock.forward(days=choice.choice([0, 0, 1, 2, 6]), minutes=choice.randrange(600))
        for _ in range(choice.randrange(4)):
            text = f"words {choice.randrange(100)}"
            if choice.random() < 0.5:
                place.done(LeaveDayAlert, text=text)
            else:
                place.done(TakeCall, caller="neighbour", text=text)
        desk = place.session()
        moment = desk.now() - timedelta(days=7)
        whole = [line.seq for line in desk._ledger.lines() if line.type == KIND and line.at > iso(moment)]
        assert [entry.seq for entry in desk.register.entered_since(moment, KIND)] == whole
        if choice.random() < 0.5:
            left_by(desk)
