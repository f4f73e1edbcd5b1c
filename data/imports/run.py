"""Taking a file in: each row whole or not at all, every refusal by its row, and nothing twice.

Stopped half-way, by a key, a crash or a full disk, an import is gone on with by importing the same file again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import count

from data.desk import Desk, entry_id
from data.imports.children import Children
from data.imports.columns import KINDS
from data.imports.episodes import History, Police
from data.imports.file import Brought, Progress
from data.imports.known import Known
from data.imports.planned import Planned, Planner
from data.imports.rows import Row, rows_of
from data.outcome import Refusal
from models.commands.imported import RecordImport
from models.decide import decide
from models.history.child import Child
from models.problem import Problem
from models.record import Record
from models.times.zone import iso, local_date

MOST_CHILDREN = 3000
"""Children that one note of an import names: an entry is one line of at most 64 KiB."""
MOST_NAMED = 10_000
"""Rows whose refusal or note is kept in words; of a large file that is all wrong the others are only counted."""


class RowWords(Record):
    """What is to be said of one row."""

    row: int
    words: str


class Imported(Record):
    """What came of a file."""

    kind: str
    rows: int
    new: int
    known: int
    refused: tuple[RowWords, ...]
    """The first of them in words."""
    refusals: int
    """How many there are."""
    notes: tuple[RowWords, ...]
    stopped: bool
    preview: bool
    complete: bool
    """Of history: every row is here, and that was noted."""
    children: tuple[str, ...] = ()


class Wanted(Record):
    """What is to be imported, and how."""

    file: Brought
    kind: str
    own: Mapping[str, str]
    """A site's headings."""
    preview: bool = False
    update: bool = False
    until: datetime | None = None
    """Of history: up to when the file is complete."""
    since: datetime | None = None
    """Of history: from when; its earliest start where this is not said."""


def import_file(desk: Desk, wanted: Wanted, progress: Progress = lambda _: True) -> Imported | Refusal:
    """Takes a file in, or says what would come of it.

    `progress` is told after each row how many were taken.

    Raises: Unreadable, before anything is recorded.
    """
    if not desk.worker.may_record:
        return Refusal((Problem("", f"{desk.worker.name} may look but not import"),))
    if wanted.kind == "history" and wanted.until is None:
        return Refusal(
            (Problem("until", "say up to when the file is complete, for example --until 'yesterday 17:00'"),)
        )
    rows = rows_of(wanted.file, wanted.kind, wanted.own)
    first = next(rows, None)  # the heading is read before anybody is looked up
    taking = Taking(desk, wanted, _planner(desk, wanted))
    for taken in count(1):
        if first is None:
            break
        taking.take(first)
        taking.stopped = not progress(taken)
        first = None if taking.stopped else next(rows, None)
    return taking.done()


def _planner(desk: Desk, wanted: Wanted) -> Planner:
    known, now = Known(desk.register.children(), local_date(desk.now())), desk.now()
    if wanted.kind == "children":
        return Children(known, local_date(now), "case system extract", wanted.update)
    if wanted.kind == "history":
        return History(known, desk.register, now, wanted.until or now)
    return Police(known, now, "police download", wanted.file.digest)


class Taking:
    """One file on its way in."""

    def __init__(self, desk: Desk, wanted: Wanted, planner: Planner) -> None:
        assert wanted.kind in KINDS
        self._desk, self._wanted, self._planner = desk, wanted, planner
        self._rows = self._new = self._known = 0
        self._refused: list[RowWords] = []
        self._refusals = 0
        self._notes: list[RowWords] = []
        self._children: dict[str, None] = {}
        self.stopped = False

    def take(self, row: Row) -> None:
        """One row, whole or not at all."""
        self._rows += 1
        planned = Planned(problem=row.problem) if row.problem else self._planner.plan(row)
        if planned.note and len(self._notes) < MOST_NAMED:
            self._notes.append(RowWords(row.number, planned.note))
        if planned.problem:
            self._refuse(row, planned.problem)
            return
        child = self._settle(row, planned)
        if child:
            self._children[child.id] = None

    def _refuse(self, row: Row, words: str) -> None:
        self._refusals += 1
        if len(self._refused) < MOST_NAMED:
            self._refused.append(RowWords(row.number, words))

    def _settle(self, row: Row, planned: Planned) -> Child | None:
        """The child a row turned out to be about, once the row is here; None when it was refused."""
        if planned.command is None:
            self._known += 1
            return self._planner.known.children.get(planned.child)
        outcome = self._preview(planned, row) if self._wanted.preview else self._submit(planned)
        if isinstance(outcome, Child):
            self._planner.taken(planned, outcome)
            return outcome
        if all(self._planner.no_matter(problem.message) for problem in outcome.problems):
            self._known += 1
            return self._planner.known.children.get(planned.child)
        words = "; ".join(f"{each.field}: {each.message}" if each.field else each.message for each in outcome.problems)
        self._refuse(row, words)
        return None

    def _submit(self, planned: Planned) -> Child | Refusal:
        assert planned.command is not None
        before = self._desk.head.seq
        outcome = self._desk.submit(planned.command)
        if isinstance(outcome, Refusal):
            return outcome
        if self._desk.head.seq == before:
            self._known += 1
        else:
            self._new += 1
        history = self._desk.register.child(outcome.child)
        assert history is not None
        return history.child

    def _preview(self, planned: Planned, row: Row) -> Child | Refusal:
        """What `submit` would answer."""
        assert planned.command is not None
        desk, known = self._desk, self._planner.known.children.get(planned.child)
        if known and desk.register.entry(entry_id(planned.command, 0)):
            self._known += 1
            return known
        decision = decide(desk.register, planned.command, desk.worker, desk.now(), desk.rulebook)
        if decision.problems:
            return Refusal(decision.problems)
        self._new += 1
        details = getattr(decision.events[0][1], "details", {})
        held = known.details if known else {}
        return Child(known.id if known else f"row {row.number}", {**held, **details})

    def done(self) -> Imported:
        """Notes the import, and says what came of it."""
        complete = not (self._refusals or self.stopped or self._wanted.preview)
        if complete and self._wanted.kind == "history":
            complete = self._note_history()
        elif not self._wanted.preview:
            self._note_others()
        return Imported(
            kind=self._wanted.kind,
            rows=self._rows,
            new=self._new,
            known=self._known,
            refused=tuple(self._refused),
            refusals=self._refusals,
            notes=tuple(self._notes),
            stopped=self.stopped,
            preview=self._wanted.preview,
            complete=complete,
            children=tuple(self._children),
        )

    def _note_history(self) -> bool:
        """From here on counts are known to the file's end; False where the file says nothing of when it begins."""
        earliest = self._planner.earliest if isinstance(self._planner, History) else ""
        since = iso(self._wanted.since) if self._wanted.since else earliest
        if not since or self._wanted.until is None:
            return False
        self._note(iso(self._wanted.until), since=since)
        return True

    def _note_others(self) -> None:
        """Who is in the file, so that differences are found again; again the same children are not noted again."""
        children = list(self._children)
        if self._wanted.kind == "police":
            for start in range(0, len(children), MOST_CHILDREN):
                self._note("now", children=tuple(children[start : start + MOST_CHILDREN]))
        elif self._new and self._wanted.kind == "children":
            self._note("now")

    def _note(self, until: str, **more: object) -> None:
        command = RecordImport(
            key=self._desk.new_key(),
            what=self._wanted.kind,
            until=until,
            digest=self._wanted.file.digest,
            rows=self._rows,
            **more,  # type: ignore[arg-type]
        )
        self._desk.submit(command)  # refused where this file was noted before: then nothing is wanting
