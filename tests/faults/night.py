"""One night at the desk by chance: what was promised of every id, and every disk a power cut may leave held to it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from data.ledger import (
    Draft,
    Ledger,
    LedgerError,
    NotRecorded,
    Unconfirmed,
    ViewOnly,
    chain,
    indexing,
    line,
    long_history,
    open_ledger,
    positions,
    shortcut,
)
from data.ledger.verify import verify
from tests.faults.disk import Disk, File
from tests.faults.simulated import Killed, SimulatedIo, World

STORE = Path("/store")
STEPS = 50
INDEX_EXAMINED = 0.2
"""How often a disk that a cut left is asked about its index too: that is most of the work."""
SYNCING = ("pwrite", "fsync", "fdatasync")
ERRORS = ("EIO", "EIO", "ENOSPC", "short")


class Wrong(AssertionError):
    """The ledger broke a promise."""


class Session:
    """One process at the desk, and the events it was given so far."""

    def __init__(self, io: SimulatedIo, ledger: Ledger) -> None:
        self.io = io
        self.ledger = ledger
        self.given = {line.seq for line in ledger.lines()}

    def give(self, seqs: list[int]) -> None:
        twice = self.given & set(seqs)
        if twice:
            raise Wrong(f"event {min(twice)} was delivered twice")
        self.given.update(seqs)


class Night:
    """One run: what was promised about every id, and what the disk then holds."""

    verifying = True
    """Whether a disk is also verified; a deliberate defect must be noticed by the promises it breaks alone."""

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed)
        self.world = World(Disk({"": None}))
        self.sessions: list[Session] = []
        self.acked: dict[str, int] = {}
        self.refused: set[str] = set()
        self.unknown: set[str] = set()
        self.batches: list[list[str]] = []
        self.subjects: dict[int, str] = {}
        self.count = 0

    def run(self, steps: int = STEPS) -> None:
        acts = (self.append, self.poll, self.open, self.close, self.cut, self.jump)
        weights = (60, 5, 7, 2, 1, 5)
        for _ in range(steps):
            self.choose.choices(acts, weights)[0]()
        self.cut()

    def open(self) -> None:
        io = SimulatedIo(self.world, self.choose)
        if self.choose.random() < 0.4:
            self.plan(io)
        try:
            ledger = open_ledger(STORE, io, sid=f"s{self.count}", create=True, patience=0.0)
        except (LedgerError, Killed, OSError):
            return
        io.calm()
        if ledger.damage and not self.unreadable(io):
            raise Wrong(f"damage found where nothing was damaged: {ledger.damage}")
        self.sessions = [*self.sessions[-2:], Session(io, ledger)]

    def unreadable(self, io: SimulatedIo) -> bool:
        """Whether a fault while reading explains the damage: reading again finds none."""
        return not open_ledger(STORE, SimulatedIo(self.world, self.choose), sid="check", write=False).damage

    def plan(self, io: SimulatedIo) -> None:
        only = self.choose.choice(((), (), ("pwrite",), ("fsync",), ("fdatasync",), ("ftruncate",), SYNCING))
        calls = self.choose.randrange(1, 4 if only else 25)
        fault = self.choose.random()
        if fault < 0.3:
            io.plan(calls, "kill", only=only)
        elif fault < 0.5 and len(self.sessions) > 1:
            io.plan(calls, lambda: self.intrude(io))
        else:
            io.plan(calls, self.choose.choice(ERRORS), self.choose.choice((1, 1, 2, 3, 50)), only)

    def intrude(self, io: SimulatedIo) -> None:
        """Another process has its turn in the middle of this one's call."""
        other = self.choose.choice([session for session in self.sessions if session.io is not io] or [None])
        if other is not None and not other.io.dead:
            self.append_in(other)

    def append(self) -> None:
        alive = [session for session in self.sessions if not session.io.dead]
        if not alive:
            self.open()
            return
        session = self.choose.choice(alive)
        if self.choose.random() < 0.9:
            self.plan(session.io)
        self.append_in(session)
        session.io.calm()

    def append_in(self, session: Session) -> None:
        drafts = self.drafts()
        ids = [draft.id for draft in drafts]
        subject = drafts[0].subject
        checked = self.choose.random() < 0.5
        try:
            expect = {subject: session.ledger.version(subject)} if checked else None
        except Killed:
            return self.leave(session)
        except LedgerError:
            return None  # it could not be read at that moment: nothing was asked to be recorded
        try:
            lines = session.ledger.append(drafts, {"name": "W"}, expect)
        except NotRecorded:
            self.refused.update(id for id in ids if id not in self.unknown and id not in self.acked)
        except (Unconfirmed, Killed):
            self.unknown.update(ids)
            self.refused.difference_update(ids)
            self.leave(session)
        except ViewOnly:
            self.leave(session)
        except LedgerError as problem:
            raise Wrong(f"an append found damage where there was none: {problem}") from problem
        else:
            if expect is not None and not (self.acked.keys() | self.unknown) & set(ids):
                self.check_version(subject, expect[subject], lines[0].seq)
            self.subjects.update((line.seq, line.subject) for line in lines)
            self.acknowledge(session, ids, [(line.id, line.seq) for line in lines])

    def check_version(self, subject: str, expected: int, seq: int) -> None:
        unseen = [number for number, about in self.subjects.items() if about == subject and expected < number < seq]
        if unseen:
            raise Wrong(f"event {seq} passed although event {unseen[0]} had not been seen")

    def acknowledge(self, session: Session, ids: list[str], stored: list[tuple[str, int]]) -> None:
        if [id for id, _ in stored] != ids:
            raise Wrong("an append answered with other events")
        for id, seq in stored:
            if self.acked.setdefault(id, seq) != seq:
                raise Wrong(f"{id} was acknowledged under two numbers")
            self.refused.discard(id)
            self.unknown.discard(id)
        session.given.update(seq for _, seq in stored)

    def drafts(self) -> list[Draft]:
        """New events mostly; at times one that was refused or is unknown is sent again."""
        single = {batch[0] for batch in self.batches if len(batch) == 1}
        again = sorted((self.refused | self.unknown) & single)
        subject = f"child-{self.choose.randrange(3)}"
        if again and self.choose.random() < 0.3:
            return [Draft(self.choose.choice(again), subject, "NoteAdded", 1, {})]
        wanted = self.choose.choice((1, 1, 2, 3))
        self.count += wanted
        text = "x" * self.choose.choice((5, 300, 1500))
        self.batches.append([f"e{self.count - n}" for n in range(wanted)])
        return [Draft(id, subject, "NoteAdded", 1, {"text": text}) for id in self.batches[-1]]

    def poll(self) -> None:
        for session in self.sessions:
            try:
                session.give([line.seq for line in session.ledger.poll()])
            except (LedgerError, Killed):
                self.leave(session)
                continue
            if session.given != {line.seq for line in session.ledger.lines()}:
                raise Wrong("a session was not given every event it knows")

    def close(self) -> None:
        """A session ends well, and leaves an index for the next one to open with."""
        if self.sessions:
            session = self.choose.choice(self.sessions)
            if self.choose.random() < 0.3:
                self.plan(session.io)
            with suppress(Killed):
                session.ledger.close()
            self.leave(session)

    def leave(self, session: Session) -> None:
        session.io.dead = True
        self.world.locks = {key: io for key, io in self.world.locks.items() if io is not session.io}
        self.sessions = [other for other in self.sessions if other is not session]

    def jump(self) -> None:
        self.world.now = self.choose.choice(
            (self.world.now + timedelta(days=31), self.world.now - timedelta(days=40), datetime(1970, 1, 2, tzinfo=UTC))
        )
        self.world.faults["clock jumped"] += 1

    def cut(self) -> None:
        """The power goes: every process with it. Whatever of the unsynced survives, the promises hold."""
        for _ in range(3):
            how = self.choose.choice(("lost", "kept", "mixed", "mixed"))
            disk = self.world.disk.after_a_cut(how, self.choose.choice(("lost", "kept", "mixed")), self.choose)
            self.world.faults["power cut"] += 1
            self.examine(disk)
        self.world.disk, self.world.locks, self.sessions = disk, {}, []

    def examine(self, left: Disk) -> None:
        disk = Disk({path: file and File(file.cache) for path, file in left.names.items()})
        io = SimulatedIo(World(disk), random.Random(0))
        io.world.now = self.world.now
        try:
            ledger = open_ledger(STORE, io, sid="after", create=True)
        except LedgerError as problem:
            raise Wrong(f"the store cannot be opened: {problem}") from problem
        if ledger.damage:
            raise Wrong(ledger.damage)
        held = {line.id: line.seq for line in ledger.lines()}
        if len(held) != len(ledger.lines()):
            raise Wrong("an event is stored twice")
        lost = [id for id, seq in self.acked.items() if held.get(id) != seq]
        if lost:
            raise Wrong(f"{lost[0]} was acknowledged and is lost")
        if self.refused & held.keys():
            raise Wrong(f"{min(self.refused & held.keys())} was refused and is there")
        if any(0 < len(held.keys() & set(batch)) < len(batch) for batch in self.batches):
            raise Wrong("a part of a batch is there")
        try:
            ledger.append([Draft("extra", "child-0", "NoteAdded", 1, {})], {"name": "W"})
        except LedgerError as problem:
            raise Wrong(f"nothing can be recorded after a recovery: {problem}") from problem
        if self.choose.random() < INDEX_EXAMINED:
            self.examine_index(io, ledger)
        if self.verifying and not verify(STORE, io).sound:
            raise Wrong("verification finds problems after a recovery")

    def examine_index(self, io: SimulatedIo, ledger: Ledger) -> None:
        """An index changes no answer, whether it survived the cut or was made anew."""
        before = [(line.seq, line.id, line.hash) for line in ledger.lines()]
        ledger.keep_index(always=True)
        again = open_ledger(STORE, io, sid="again", write=False)
        if [(line.seq, line.id, line.hash) for line in again.lines()] != before:
            raise Wrong("the index changes what the ledger says")
        for subject in ledger.subjects():
            if again.version(subject) != ledger.version(subject):
                raise Wrong(f"the index changes the version of {subject}")
        if [id for _, id, _ in before if (line := again.with_id(id)) is None or line.id != id]:
            raise Wrong("the index does not know an id")


@contextmanager
def short_nights(by_reading: bool = True) -> Iterator[None]:
    """Inside, short histories too are opened by an index, and it has few buckets: making it is most of the work.

    A line that was read and found sound once is not taken apart again: the same bytes give the same event.
    """
    smaller: dict[tuple[ModuleType, str], object] = {(shortcut, "LEAST"): 5, (shortcut, "LAG"): 3}
    smaller[shortcut, "MANY"] = 12 if by_reading else 5000
    smaller |= {(module, "BUCKETS"): 8 for module in (indexing, positions)}
    smaller |= {(module, "read"): lru_cache(maxsize=4096)(line.read) for module in (chain, long_history)}
    before = {(module, name): getattr(module, name) for module, name in smaller}
    for (module, name), value in smaller.items():
        setattr(module, name, value)
    try:
        yield
    finally:
        for (module, name), value in before.items():
            setattr(module, name, value)
