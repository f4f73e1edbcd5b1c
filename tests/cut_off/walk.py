"""A walk through one form with one kind of cut: after each answer, in the saving, and after it was acknowledged.

What must hold: a session that was ended offers the form again with every answer given before; one that was held up
goes on with every key; what was acknowledged is in the ledger, once; what was not is a draft or in the ledger.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from data.desk import Desk
from data.drafts import FormDraft
from data.io import Io, TrainingClock
from data.ledger.verify import verify
from models.times.zone import from_iso
from screens.forms.acts import ACTS
from screens.forms.scene import scene_of
from tests.cut_off.answers import Step, expected, steps_of
from tests.cut_off.cuts import ENDING, STALL, STOP, TORN, end_session, go_on, stall, stop
from tests.cut_off.ground import CLOCK, NOW
from tests.cut_off.seat import ENTER, F2, Left, Sitting, Store, until

RECORDED, REFUSED = "Recorded:", "NOT RECORDED"
OFFER, BOARD, FORM = "DRAFTS: what you typed and did not save", "F10 Quit", "F2 Save"
LONGEST_SAVE_S = 0.2


class Walk:
    """One form, one kind of cut. `points` are the steps at which it falls; None means every one."""

    def __init__(self, base: Path, act: str, cut: str, points: Collection[int] | None, lots: random.Random) -> None:
        self.act, self.cut, self.points, self._lots = act, cut, points, lots
        self.store = Store(base / "store")
        beside = json.loads((base / "openings.json").read_text())
        self._opening: dict[str, Any] = beside["openings"][act]
        self.steps = self._plan(beside["other"])
        self._before = len(self.store.lines())
        self.cuts_made = 0
        self.came_of_it = ""

    def _plan(self, other: str) -> list[Step]:
        desk = Desk.open(self.store.folder, TrainingClock(from_iso(NOW), 0), write=False)
        try:
            scene = scene_of(desk, self._opening["child"], self._opening["episode"], self._opening["given"])
            return list(steps_of(ACTS[self.act], scene, other))
        finally:
            desk.close()

    def _cuts_at(self, step: int) -> bool:
        return self.points is None or step in self.points

    def run(self) -> None:
        """Walk. Raises: Left, when something is missing; AssertionError, when a screen does not come."""
        self._sitting = self._open_form()
        try:
            for number, step in enumerate(self.steps):
                self._answer(number, step)
            self._save(self._cuts_at(len(self.steps)))
            self._check_the_end()
        finally:
            self._sitting.end()

    # the sessions

    def _open_form(self) -> Sitting:
        opening = json.dumps(self._opening | {"first": self.steps[0].ask.name})
        sitting = self._sit(["tests.cut_off.one_form", opening])
        sitting.see(FORM)
        return sitting

    def _sit(self, words: list[str]) -> Sitting:
        return Sitting([*words, "--store", str(self.store.folder), "--clock", CLOCK])

    def _reopen(self) -> None:
        """After an end: the desk as anybody starts it, which offers what was left."""
        self._sitting.end()
        if not self.store.drafts():
            self._sitting = self._open_form()
            return
        self._sitting = self._sit(["tui"])
        self._sitting.see(OFFER)
        if ACTS[self.act].title not in self._sitting.words:
            raise Left(f"the offer does not name the form:\n{self._sitting.terminal.text}")
        self._sitting.terminal.send(ENTER)
        self._sitting.see(FORM)

    # an answer

    def _answer(self, number: int, step: Step) -> None:
        self._sitting.go_to(step.ask.label)
        falls = self._cuts_at(number)
        if falls and self.cut == TORN and step.keys and step.ask.kind in ("line", "prose"):
            self._torn(number, step)
        elif falls and self.cut in (STOP, STALL):
            self._held_up(step.keys)
            self._wait_for_draft(number, blindly=self.cut == STALL)
        else:
            self._sitting.terminal.send(step.keys)
            self._wait_for_draft(number)
            if falls and self.cut in ENDING and self.cut != TORN:
                self._cut_off(number)

    def _cut_off(self, number: int) -> None:
        end_session(self.cut, self._sitting)
        self.cuts_made += 1
        self._check_draft(number)
        self._reopen()

    def _held_up(self, keys: str) -> None:
        """Keys that arrive while the program, or its terminal, stands still."""
        if self.cut == STOP:
            stop(self._sitting)
            self._sitting.type_blindly(keys)
            go_on(self._sitting)
        else:
            stall(self._sitting)
            self._sitting.type_blindly(keys)
        self.cuts_made += 1

    def _torn(self, number: int, step: Step) -> None:
        """Killed in the middle of a word: what was put aside before is whole, of this word a part is there."""
        half = len(step.keys) // 2
        self._sitting.terminal.send(step.keys[:half])
        self._wait_for_draft(number, step.holds[: len(step.holds) - len(step.keys) + half])
        self._sitting.terminal.send(step.keys[half:])
        time.sleep(self._lots.uniform(0, 0.4))
        end_session(self.cut, self._sitting)
        self.cuts_made += 1
        held = str(self._fields().get(step.ask.name))
        if not (step.holds.startswith(held) and len(held) >= len(step.holds) - len(step.keys) + half):
            raise Left(f"{step.ask.name}: {held!r} is left of {step.holds!r}")
        self.steps[number] = step.but(holds=held)
        self._check_draft(number)
        self._reopen()

    # the draft

    def _fields(self) -> dict[str, Any]:
        drafts = self.store.drafts()
        return dict(drafts[0].values["fields"]) if drafts else {}

    def _touched(self, number: int) -> bool:
        return any(step.keys for step in self.steps[: number + 1])

    def _wait_for_draft(self, number: int, holds: str | None = None, blindly: bool = False) -> None:
        """Until the disk has every answer so far; `blindly`: while nobody reads what the program shows."""
        if not self._touched(number):
            return
        wanted = expected(self.steps[: number + 1])
        if holds is not None:
            wanted[self.steps[number].ask.name] = holds
        until(
            f"a draft with {wanted}; there is {self._fields()}",
            lambda: wanted.items() <= self._fields().items(),
            (lambda: time.sleep(0.02)) if blindly else self._sitting.read_on,
        )

    def _check_draft(self, number: int) -> FormDraft | None:
        if not self._touched(number):
            return None
        wanted, held = expected(self.steps[: number + 1]), self._fields()
        if missing := {name: text for name, text in wanted.items() if held.get(name) != text}:
            raise Left(f"not in the draft: {missing}; it has {held}")
        return self.store.drafts()[0]

    # saving

    def _save(self, falls: bool) -> None:
        drafts = self.store.drafts()
        self._key = str(drafts[0].values["key"]) if drafts else ""
        if falls and self.cut in (STOP, STALL):
            self._held_up(F2)
            if self.cut == STALL:
                self._wait_unread()
        elif falls:
            self._sitting.terminal.send(F2)
            time.sleep(self._lots.uniform(0, LONGEST_SAVE_S))
            end_session(self.cut, self._sitting)
            self.cuts_made += 1
            if not self.store.drafts():
                self._recorded_unseen()
                return
            self._reopen()
            self._sitting.terminal.send(F2)
        else:
            self._sitting.terminal.send(F2)
        self.came_of_it = self._sitting.see(RECORDED, REFUSED)

    def _wait_unread(self) -> None:
        """Nobody reads the screen: it is recorded all the same, or refused."""
        end = time.monotonic() + 3
        while time.monotonic() < end and len(self.store.lines()) == self._before:
            time.sleep(0.02)

    def _recorded_unseen(self) -> None:
        """Neither answer nor draft: then it must have been recorded."""
        if len(self.store.lines()) == self._before:
            raise Left("neither recorded nor a draft")
        self.came_of_it = RECORDED

    def _check_the_end(self) -> None:
        """After the answer the session is killed; what was acknowledged stands there once, and the draft is gone."""
        end_session("kill", self._sitting)
        lines, drafts = self.store.lines(), self.store.drafts()
        mine = [line["id"] for line in lines[self._before :]]
        if len(mine) != len(set(mine)):
            raise Left(f"recorded twice: {mine}")
        if self.came_of_it == RECORDED and (not mine or drafts):
            raise Left(f"acknowledged: {len(mine)} entries, {len(drafts)} drafts are left")
        if self.came_of_it == REFUSED and (mine or (self._key and not drafts)):
            raise Left(f"refused: {len(mine)} entries, {len(drafts)} drafts are left")
        if not verify(self.store.folder, Io()).sound:
            raise Left("the ledger is not sound")
