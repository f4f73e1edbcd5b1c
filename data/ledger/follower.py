"""Following the chain: reading, checking and taking in what was committed, up to HEAD and never beyond."""

from __future__ import annotations

from contextlib import nullcontext

from data.ledger.bulk import MANY, in_bulk
from data.ledger.chain import Chain
from data.ledger.errors import Damaged
from data.ledger.head import Head, newest
from data.ledger.history import History
from data.ledger.line import Line
from data.ledger.place import Place
from data.ledger.reader import lines_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.long_history import LongHistory

NO_HEAD = "HEAD, which says how far it was acknowledged, is missing or unreadable"


class Follower:
    """How far one session has read. Raises OSError when the disk cannot be read."""

    def __init__(self, place: Place) -> None:
        self.head = Head()
        """The last event taken in, and where its line ends."""
        self.history: History = History()
        """The events taken in."""
        self._place = place
        self.seen = b""
        """HEAD's bytes, as they were when they said `head`; empty when that is not known."""
        self._fallen = b""
        self._undelivered: list[Line] = []

    def take_in(self, line: Line, head: Head) -> None:
        """Adds an event whose place in the chain was checked."""
        self.history.add(line, head.file, head.size)
        self.head, self.seen = head, b""

    def begin_with(self, known: LongHistory) -> None:
        """Takes an index's word for what it covers; the rest is read from there on."""
        covered = known.positions.covered
        self.history = known
        self.head, self.seen = Head(covered.seq, covered.hash, covered.file, covered.size), b""

    def begin_anew(self) -> None:
        """Forgets what was taken in, to read everything."""
        self.history, self.head, self.seen = History(), Head(), b""

    def read_whole(self) -> None:
        """Reads what an index was trusted with, checking everything, and needs none from then on.

        Raises: Damaged, with what stands before the first bad line taken in; OSError, with nothing changed.
        """
        fresh = Follower(self._place)
        try:
            fresh.read_up_to(self.head)
        except Damaged:
            self._take_over(fresh)
            raise
        self._take_over(fresh)

    def _take_over(self, other: Follower) -> None:
        self.close()
        self.history, self.head, self.seen = other.history, other.head, b""

    def close(self) -> None:
        """Gives the index back, where there is one."""
        if self.history.positions is not None:
            self.history.positions.close()

    def deliver_later(self, line: Line) -> None:
        """Keeps an event for the caller who asks next."""
        self._undelivered.append(line)

    def deliver(self) -> list[Line]:
        """The events kept since the last call."""
        delivered, self._undelivered = self._undelivered, []
        return delivered

    def delivered(self, lines: list[Line]) -> None:
        """Notes that the caller was given these already."""
        numbers = {line.seq for line in lines}
        self._undelivered = [line for line in self._undelivered if line.seq not in numbers]

    def look(self) -> None:
        """Takes in what was committed since the last look; one stat and one pread when nothing was."""
        raw = self._place.look_at_head()
        if raw == self.seen:
            return
        head = newest(raw)
        if head is None:
            raise Damaged("", 0, NO_HEAD)
        if head.seq < self.head.seq:
            self._see_fallen(raw, head)
            return
        self.read_up_to(head)
        self.seen = raw

    def _see_fallen(self, raw: bytes, older: Head) -> None:
        """HEAD is behind what is known here. Raises: Damaged when it stays so and that is not on the disk any more.

        A slot that is being written is whole at the next look. HEAD that stays back lost its newer slot, which the
        next append mends; or the store was cut, or put back, under a session that shows what is no longer there.
        """
        if raw == self._fallen:
            self.check_still_there(older)
        self._fallen = raw

    def read_up_to(self, head: Head) -> None:
        """Takes in everything up to `head`.

        Raises: Damaged, with what stands before the first bad line taken in.
        """
        whole = self._read(head)
        if (self.head.seq, self.head.hash) != (head.seq, head.hash) or not whole:
            raise Damaged(head.file, head.size, f"event {head.seq} is not the one that was acknowledged")

    def read_without_head(self) -> None:
        """Takes in what follows soundly, though nothing says how far it was acknowledged. Raises: Damaged."""
        there = self._place.files()
        if there:
            end = self._place.io.size(self._place.data_fd(there[-1]))
            self._read(Head(self.head.seq + 1, "", there[-1], end))

    def _read(self, head: Head) -> bool:
        chain = Chain(self.head.seq, self.head.hash)
        at = (self.head.file, self.head.size)
        many = head.seq - self.head.seq > MANY
        self.seen = b""
        with in_bulk() if many else nullcontext():
            try:
                for file, end, raw in lines_between(self._place, self.head, head):
                    line = _next(chain, file, end, raw)
                    self.history.add(line, file, end)
                    self._undelivered.append(line)
                    at = (file, end)
            finally:
                self.head = Head(chain.seq, chain.hash, *at)
        return chain.whole

    def check_still_there(self, older: Head) -> None:
        """Checks that what this session knows beyond an older head stands on the disk unchanged. Raises: Damaged."""
        chain = Chain(older.seq, older.hash)
        for file, end, raw in lines_between(self._place, older, self.head):
            _next(chain, file, end, raw)
        if (chain.seq, chain.hash) != (self.head.seq, self.head.hash):
            raise Damaged(older.file, older.size, f"event {self.head.seq} is not what it was")


def _next(chain: Chain, file: str, end: int, raw: bytes) -> Line:
    try:
        return chain.take(raw)
    except ValueError as problem:
        raise Damaged(file, end - len(raw), str(problem)) from problem
