"""The ledger of one store, as one session sees it."""

from __future__ import annotations

from _thread import RLock
from collections.abc import Callable, Mapping, Sequence

from data.ledger.commit import not_recorded
from data.ledger.errors import Busy, Damaged, LedgerError, NotRecorded, Unconfirmed, ViewOnly
from data.ledger.follower import NO_HEAD, Follower
from data.ledger.head import Head, newest
from data.ledger.history import History
from data.ledger.layout import Unsound
from data.ledger.line import Draft, Line
from data.ledger.lock import held
from data.ledger.place import Place
from data.ledger.shortcut import known_by_index, known_by_reading, lags, renew
from data.ledger.writer import Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    Answer = TypeVar("Answer")

LITTLE_SPACE = 200 * 1024 * 1024
SPACE_EVERY = 1.0
"""Seconds between two looks at the room left."""
PATIENCE = 3.0


class Ledger:
    """Events in order: read by all, appended to under a lock, never changed. Made by `open_ledger`."""

    def __init__(self, place: Place, sid: str, patience: float = PATIENCE) -> None:
        self.lost = ""
        """Always empty: what is read is read from the disk itself."""
        self.view_only = ""
        """Why nothing can be written, in a worker's words; empty when it can."""
        self.damage = ""
        """What is wrong with the stored bytes; empty when nothing was found."""
        self._place = place
        self._follower = Follower(place)
        self._writer = Writer(place, self._follower, sid)
        self._patience = patience
        self._indexed = 0
        self._space_looked_at = -SPACE_EVERY
        self._warnings: dict[str, str] = {}
        self._one_at_a_time = RLock()

    @property
    def head(self) -> Head:
        """How far this session has read and verified."""
        return self._follower.head

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a worker should know although everything works: little space, a tail set aside."""
        return tuple(self._warnings.values())

    def lines(self) -> Sequence[Line]:
        """Every event known so far, in order; those of a long history are read when they are looked at."""
        return self._follower.history.all()

    def of_subject(self, subject: str) -> Sequence[Line]:
        """One subject's events known so far, in order."""
        return self._ask(lambda history: history.of_subject(subject))

    def version(self, subject: str) -> int:
        """The number of the subject's last event, 0 when it has none."""
        return self._ask(lambda history: history.version(subject))

    def with_id(self, id: str) -> Line | None:
        """The event with this id, None when it is not there: how an unconfirmed entry is looked up."""
        return next(iter(self._ask(lambda history: history.with_ids([id]))), None)

    def subjects(self) -> list[str]:
        """Every subject, in the order in which they first came."""
        return self._ask(lambda history: history.subjects())

    def subject_of(self, reference: str) -> str:
        """The subject of an event, or of an episode by the event that opened it; empty for a stranger."""
        return self._ask(lambda history: history.subject_of(reference))

    def references(self, beginning: str) -> list[str]:
        """The ids of events and episodes that begin so."""
        return self._ask(lambda history: history.references(beginning))

    def _ask(self, question: Callable[[History], Answer]) -> Answer:
        try:
            return question(self._follower.history)
        except Unsound:
            return question(self._read_whole())

    def _read_whole(self) -> History:
        """Everything, read and checked: an index that does not hold is believed in nothing."""
        with self._one_at_a_time:
            try:
                if self._follower.history.covered:
                    self._follower.read_whole()
            except Damaged as damage:
                self._note(damage)
            except OSError as problem:
                raise LedgerError(f"The record cannot be read at the moment ({problem.strerror}).") from problem
            return self._follower.history

    def keep_index(self, *, always: bool = False) -> None:
        """Renews the derived index, where it lags far enough behind (or `always`), for whoever opens next."""
        with self._one_at_a_time:
            if self.view_only or not (always or lags(self._indexed or self._follower.history.covered, self.head.seq)):
                return
            renew(self._place, self._follower.history)
            self._indexed = self.head.seq

    def follow(self) -> None:
        """Nothing to do: looking at HEAD waits for nobody. A ledger on a server listens from then on."""

    def poll(self) -> list[Line]:
        """The events committed since the last poll, append or opening that this caller was not given.

        Raises: Damaged; LedgerError when the disk cannot be read at the moment.
        """
        with self._one_at_a_time:
            try:
                if not self.damage:
                    self._follower.look()
            except Damaged as damage:
                self._note(damage)
                raise
            except OSError as problem:
                raise LedgerError(f"The record cannot be read at the moment ({problem.strerror}).") from problem
            return self._follower.deliver()

    def append(
        self, drafts: Sequence[Draft], by: Mapping[str, Any], expect: Mapping[str, int] | None = None
    ) -> list[Line]:
        """Stores all drafts as one batch, or none, and returns them as stored; repeats return what is there.

        `expect` gives the version each subject was seen at. Events of others that were found on the way are
        older than those returned, and wait for the next `poll`.
        Raises: NotRecorded (Busy, Conflict, DiskFull, TooLong, Unwritable), Unconfirmed, Damaged, ViewOnly.
        """
        with self._one_at_a_time:
            if self.view_only:
                raise ViewOnly(self.view_only)
            try:
                lines = self._stored(list(drafts), dict(by), expect or {})
            except Damaged as damage:
                self._note(damage)
                raise
            except Unconfirmed as problem:
                self.view_only = str(problem)
                raise
            except OSError as problem:
                raise not_recorded(problem) from problem
            self._look_at_space()
            return lines

    def _stored(self, drafts: list[Draft], by: dict[str, Any], expect: Mapping[str, int]) -> list[Line]:
        try:
            return self._store(drafts, by, expect)
        except Unsound:  # the index failed before anything was written
            try:
                self._read_whole()
            except LedgerError as problem:
                raise NotRecorded(f"Not recorded. {problem}") from problem
            if self.view_only:
                raise ViewOnly(self.view_only) from None
            return self._store(drafts, by, expect)

    def _store(self, drafts: list[Draft], by: dict[str, Any], expect: Mapping[str, int]) -> list[Line]:
        with held(self._place, str(by.get("name", "")), self._patience), self._place.io.signals_held():
            self._settle()
            return self._writer.store(drafts, by, expect)

    def close(self) -> None:
        """Gives the files back, and leaves an index where the next opening would miss one.

        An append of another thread is waited for: without its descriptors it would go on without the lock.
        """
        with self._one_at_a_time:
            self.keep_index()
            self._follower.close()
            self._place.close()

    def read_and_settle(self, reason: str) -> None:
        """What opening does: reads and verifies up to HEAD and, unless there is a `reason` not to write, settles."""
        self.view_only = reason
        try:
            self._read()
        except Damaged as damage:
            self._note(damage)
        except OSError as problem:
            self._note(Damaged("", 0, f"it cannot be read ({problem.strerror})"))
        if not self.view_only:
            self._settle_at_opening()
            self._look_at_space()
        self._follower.deliver()

    def _read(self) -> None:
        try:
            head = newest(self._place.head_bytes())
        except FileNotFoundError:
            head = None
        if head is None:
            self._follower.read_without_head()
            raise Damaged("", 0, NO_HEAD)
        for known in (known_by_index, known_by_reading):
            try:
                self._follower.begin_with(known(self._place, head, self._read_whole))
                self._follower.look()
                return
            except (Unsound, Damaged):
                self._follower.begin_anew()
        self._follower.look()

    def _settle_at_opening(self) -> None:
        try:
            self._settle_once()
        except Busy as busy:
            self._warnings["unsettled"] = f"{busy.holder or 'Another session'} was saving when this was opened."
        except Damaged as damage:
            self._note(damage)
        except (LedgerError, OSError):
            self._warnings["unsettled"] = "What a session left unfinished could not be looked at yet."

    def _settle_once(self) -> None:
        try:
            with held(self._place, "", self._patience), self._place.io.signals_held():
                self._settle(opening=True)
        except Unsound:  # the index failed before anything was written
            self._read_whole()
            if not self.view_only:
                self._settle_once()

    def _settle(self, *, opening: bool = False) -> None:
        tail = self._writer.settle()
        if (tail or opening) and self._writer.tell_of_tails():
            self._warnings["tail"] = "Part of an entry that was never confirmed was set aside in quarantine."

    def _look_at_space(self) -> None:
        now = self._place.io.monotonic()
        if now < self._space_looked_at + SPACE_EVERY:
            return
        self._space_looked_at = now
        try:
            free = self._place.io.free_bytes(self._place.store)
        except OSError:
            return
        self._warnings.pop("space", None)
        if free < LITTLE_SPACE:
            self._warnings["space"] = f"The disk is nearly full: {free // 2**20} MB left."

    def _note(self, damage: Damaged) -> None:
        self.damage = str(damage)
        self.view_only = (
            f"{damage} You can look, find and read entries up to number {self.head.seq}; nothing can be recorded. "
            "Write on paper, and call whoever keeps this computer: they need docs/damage.md."
        )
