"""A walk through the editor of a letter, which is no form: its address, its words, and the keeping of both.

What must hold: what was typed is in the editor when the letter is opened again, whether it made a letter that could go
(then the letter is changed) or half an address (then the letter stands as it was, and says that a change was begun).
"""

from __future__ import annotations

import random
import time
from collections.abc import Collection
from pathlib import Path

from data.configuration import Configuration
from data.desk import Desk
from data.io import TrainingClock
from data.letter_notes import Edited
from data.mail_settings import is_address
from data.outbox import Outbox
from models.commands.episode import AddReport
from models.times.zone import from_iso
from screens.letters.edit import SOON_S
from tests.cut_off.cuts import ENDING, STALL, STOP, TORN, end_session, go_on, stall, stop
from tests.cut_off.ground import CLOCK, NOW, _do
from tests.cut_off.seat import ENTER, F2, Left, Sitting, Store, until

LETTER = "letter"
"""How this walk is called among the forms."""
BACK_TAB, END = "\x1b[Z", "\x1b[F"
BOARD, EDITOR, PAGE, BEGUN = "F10 Quit", "F2 Keep", "e Edit", "A change of it was begun"
STEPS = (
    (BACK_TAB + END, "sw@bury.example half"),
    ("", "@home.example"),
    ("\t", "q1 Please ring the night line. "),
    ("", "q2 She is safe. "),
)
"""Keys to get there, and what is typed there: half an address, the rest of it, words, more words."""


class LetterWalk:
    """The editor, one kind of cut. `points` are the steps at which it falls; None means every one."""

    def __init__(self, base: Path, cut: str, points: Collection[int] | None, lots: random.Random) -> None:
        self.act, self.cut, self.points, self._lots = LETTER, cut, points, lots
        self.steps = list(STEPS)
        self.store = Store(base / "store")
        self.cuts_made, self.came_of_it = 0, ""
        self._letter, self._words = self._make_letter()

    def _make_letter(self) -> tuple[str, str]:
        """A second report about the child who is missing: three letters wait, the first is for the social worker."""
        with_desk = Desk.open(self.store.folder, TrainingClock(from_iso(NOW), 0))
        try:
            case = next(each for each in with_desk.cases() if each.child.name.startswith("Ottilie"))
            _do(with_desk, AddReport, episode=case.episode.id, at="2200", source="carer", text="still away")
            first = Outbox(with_desk, Configuration()).waiting()[0]
            return first.letter.id, first.body
        finally:
            with_desk.close()

    def run(self) -> None:
        """Walk. Raises: Left, when something is missing; AssertionError, when a screen does not come."""
        self._sit()
        try:
            typed = ["", self._words]
            for number, (way, keys) in enumerate(self.steps):
                self._type(number, way, keys, typed)
            self._keep(self._cuts_at(len(self.steps)), typed)
        finally:
            self._sitting.end()

    def _cuts_at(self, step: int) -> bool:
        return self.points is None or step in self.points

    def _sit(self) -> None:
        """The desk as anybody starts it, and the editor of the first letter."""
        self._sitting = Sitting(["tui", "--store", str(self.store.folder), "--clock", CLOCK])
        for keys, words in (("", BOARD), ("e", "Enter Read"), (ENTER, PAGE), ("e", EDITOR)):
            self._sitting.terminal.send(keys)
            self._sitting.see(words)

    # what is typed

    def _type(self, number: int, way: str, keys: str, typed: list[str]) -> None:
        """`typed` is the address and the words as they must stand afterwards; the mark stays where it was typed."""
        falls, field = self._cuts_at(number), 0 if number < 2 else 1
        self._sitting.terminal.send(way)
        self._sitting.terminal.settle(0.05)
        before = typed[field]
        typed[field] = before + keys if field == 0 else self._put_before(before, keys)
        if falls and self.cut in (STOP, STALL):
            self._held_up(keys)
            self._wait_until_kept(typed, blindly=self.cut == STALL)
            return
        if falls and self.cut == TORN:
            self._sitting.terminal.send(keys[: len(keys) // 2])
            time.sleep(self._lots.uniform(0, 2 * SOON_S))
            keys = self._torn(keys, field, before, typed)
        else:
            self._sitting.terminal.send(keys)
            self._wait_until_kept(typed)
            if falls:
                end_session(self.cut, self._sitting)
                self.cuts_made += 1
        if falls:
            self._come_back(field, keys, typed)

    def _put_before(self, words: str, keys: str) -> str:
        """The words are typed at the start of the letter, behind those typed there before."""
        typed = words[: len(words) - len(self._words)]
        return typed + keys + self._words

    def _torn(self, keys: str, field: int, before: str, typed: list[str]) -> str:
        """Killed in the middle of a word: a part of it may be left, of what was kept before nothing is missing."""
        end_session(self.cut, self._sitting)
        self.cuts_made += 1
        half = keys[: len(keys) // 2]
        held = self._held()[field] or before
        parts = [half[:n] for n in range(len(half) + 1)]
        whole = [before + part if field == 0 else self._put_before(before, part) for part in parts]
        left = [part for part, words in zip(parts, whole, strict=True) if held.strip() == words.strip()]
        if not left:
            raise Left(f"{held!r} is left of {before!r} and {half!r}")
        typed[field] = whole[parts.index(left[-1])]
        return keys[len(left[-1]) :]

    def _come_back(self, field: int, keys: str, typed: list[str]) -> None:
        """The desk started anew: the letter says what was begun, and the editor holds it."""
        self._sitting.end()
        begun = self._note("typed") is not None
        self._sit()
        for words in (typed[0], typed[1].splitlines()[0].strip()):
            if words and words not in self._sitting.words:
                raise Left(f"not in the editor: {words!r}\n{self._sitting.terminal.text}")
        if begun != (not all(is_address(each) for each in typed[0].split())):
            raise Left(f"begun: {begun}, with {typed[0]!r}")
        self._go_on(field, keys, typed)

    def _go_on(self, field: int, keys: str, typed: list[str]) -> None:
        """The mark to where it was: behind what is there, and what is missing of a torn word typed again."""
        at = typed[0] if field == 0 else self._typed_words(typed)
        self._sitting.terminal.send(BACK_TAB + END if field == 0 else "\x1b[C" * len(at))
        self._sitting.terminal.settle(0.05)
        if self.cut == TORN:
            self._sitting.terminal.send(keys)
            typed[field] = typed[0] + keys if field == 0 else self._put_before(typed[1], keys)
            self._wait_until_kept(typed)

    def _typed_words(self, typed: list[str]) -> str:
        return typed[1][: len(typed[1]) - len(self._words)]

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

    # what is kept

    def _note(self, form: str) -> Edited | None:
        found = [each for each in self.store.drafts() if (each.form, each.about) == (form, self._letter)]
        return Edited(**{name: str(found[0].values[name]) for name in Edited.kinds()}) if found else None

    def _held(self) -> tuple[str, str]:
        """What the disk has: what does not hold yet, else the letter as it was changed."""
        note = self._note("typed") or self._note("letter")
        return (note.to, note.body) if note else ("", "")

    def _wait_until_kept(self, typed: list[str], *, blindly: bool = False) -> None:
        wanted = [each.strip() for each in typed]
        until(
            f"kept: {wanted}; there is {self._held()}",
            lambda: [each.strip() for each in self._held()] == wanted,
            (lambda: time.sleep(0.02)) if blindly else self._sitting.read_on,
        )

    def _keep(self, falls: bool, typed: list[str]) -> None:
        """F2, and the letter's page with what was typed; cut off after it, the letter is still that."""
        if falls and self.cut in (STOP, STALL):
            self._held_up(F2)
            if self.cut == STALL:
                self._wait_until_kept(typed, blindly=True)
        else:
            self._sitting.terminal.send(F2)
        self._sitting.see(PAGE)
        if falls and self.cut in ENDING:
            end_session(self.cut, self._sitting)
            self.cuts_made += 1
        note = self._note("letter")
        wanted = (" ".join(typed[0].split()), typed[1].strip())
        if note is None or (note.to, note.body) != wanted or self._note("typed"):
            raise Left(f"the letter is {note}, not {wanted}")
        self.came_of_it = "Recorded: nothing; kept"
