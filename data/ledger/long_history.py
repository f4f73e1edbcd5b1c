"""A long history: what an index covers is read by position when asked for, the rest is in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from data.ledger.errors import Damaged
from data.ledger.head import Head
from data.ledger.history import History
from data.ledger.layout import Unsound, references
from data.ledger.line import Line, read, read_faster
from data.ledger.positions import Positions
from data.ledger.reader import lines_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload
else:
    from data.ledger.history import overload

MANY = 10_000
"""Who has asked for so many lines goes through everything: what makes that faster is loaded (25 ms, 5 MB)."""


class LongHistory(History):
    """The same answers as `History`, without holding it. Raises Unsound where the index is not to be believed."""

    def __init__(self, positions: Positions, whole: Callable[[], History]) -> None:
        super().__init__()
        self.positions: Positions = positions
        self.covered = positions.covered.seq
        self._versions: dict[str, int] = {}
        self._asked = 0
        self.whole = whole
        """Reads everything, and gives the history that needs no index."""
        last = self.line(self.covered)
        if last.hash != positions.covered.hash or positions.spans([self.covered])[0][2] != positions.covered.size:
            raise Unsound("last event")

    def line(self, seq: int) -> Line:
        """One event that the index covers, its own hash and number checked. Raises: Unsound."""
        return self.some([seq])[0]

    def some(self, seqs: Sequence[int]) -> list[Line]:
        """Events that the index covers, each as `line` gives it. Raises: Unsound."""
        if self._asked < MANY <= self._asked + len(seqs):
            self.positions.keep_ends()
            read_faster()
        self._asked += len(seqs)
        try:
            found = [read(raw)[0] for raw in self.positions.raws(seqs)]
        except ValueError as problem:
            raise Unsound(str(problem)) from problem
        if [line.seq for line in found] != list(seqs):
            raise Unsound("another event stands there")
        return found

    def all(self) -> Sequence[Line]:
        """Every event, in order, each read when it is looked at."""
        return LongLines(self, super().all())

    def stream(self) -> Iterator[Line]:
        """The events that the index covers, read in one go. Raises: Unsound."""
        covered = self.positions.covered
        end = Head(covered.seq, covered.hash, covered.file, covered.size)
        place = self.positions.own_place()
        read_faster()
        try:
            for seq, (_, _, raw) in enumerate(lines_between(place, Head(), end), start=1):
                line, _ = read(raw)
                if line.seq != seq:
                    raise Unsound("another event stands there")
                yield line
        except (OSError, ValueError, Damaged) as problem:
            raise Unsound(str(problem)) from problem
        finally:
            place.close()

    def of_subject(self, subject: str) -> Sequence[Line]:
        """One subject's events, in order."""
        filed = self.some(self.positions.numbers("subjects", subject))
        found = [line for line in filed if line.subject == subject]
        self._versions[subject] = found[-1].seq if found else 0
        return [*found, *super().of_subject(subject)]

    def version(self, subject: str) -> int:
        """The number of the subject's last event, 0 when it has none."""
        known = super().version(subject)
        if known:
            return known
        if subject not in self._versions:
            filed = reversed(self.positions.numbers("subjects", subject))
            self._versions[subject] = next((seq for seq in filed if self.line(seq).subject == subject), 0)
        return self._versions[subject]

    def _referred(self, reference: str) -> list[Line]:
        filed = self.some(self.positions.numbers("references", reference))
        return [line for line in filed if reference in references(line)]

    def with_ids(self, ids: Iterable[str]) -> list[Line]:
        """Those of the events asked for that are there already, in the order asked."""
        found = []
        for id in ids:
            found += [line for line in self._referred(id) if line.id == id][:1] or super().with_ids([id])
        return found

    def subject_of(self, reference: str) -> str:
        """The subject of an event, or of an episode by the event that opened it; empty for a stranger."""
        found = self._referred(reference)
        exact = [line for line in found if line.id == reference] or found
        return exact[0].subject if exact else super().subject_of(reference)

    def subjects(self) -> list[str]:
        """Every subject, in the order in which they first came."""
        try:
            names = json.loads(self.positions.section("names"))
        except ValueError as problem:
            raise Unsound(str(problem)) from problem
        return list(dict.fromkeys([*names, *super().subjects()]))

    def references(self, beginning: str) -> list[str]:
        """The ids of events and episodes that begin so."""
        raw = b"\n" + self.positions.section("ids")
        wanted = b"\n" + json.dumps(beginning).encode()[:-1]
        found, at = [], raw.find(wanted)
        while at >= 0:
            end = raw.index(b"\n", at + 1)
            found.append(json.loads(raw[at + 1 : end]))
            at = raw.find(wanted, end)
        return list(dict.fromkeys([*found, *super().references(beginning)]))


class LongLines(Sequence[Line]):
    """A view of a long history, as long as it was when the view was taken."""

    def __init__(self, history: LongHistory, recent: Sequence[Line]) -> None:
        self._history = history
        self._covered = history.covered
        self._recent = recent

    def __len__(self) -> int:
        return self._covered + len(self._recent)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...  # noqa: F811
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:  # noqa: F811
        chosen = range(len(self))[at]
        return self._some([chosen])[0] if isinstance(chosen, int) else self._some(chosen)

    def _some(self, places: Sequence[int]) -> list[Line]:
        filed = [at + 1 for at in places if at < self._covered]
        try:
            found = iter(self._history.some(filed))
        except Unsound:
            everything = self._history.whole().all()
            found = (everything[seq - 1] for seq in filed)
        return [next(found) if at < self._covered else self._recent[at - self._covered] for at in places]

    def __iter__(self) -> Iterator[Line]:
        given = 0
        try:
            for line in self._history.stream():
                given = line.seq
                yield line
        except Unsound:
            yield from self._history.whole().all()[given : len(self)]
            return
        yield from self._recent
