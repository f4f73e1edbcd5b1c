"""The desk: the one service that screens and plain commands call."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from data.account import Account, signed_in
from data.arriving import Arriving
from data.chosen_rules import rulebook_of
from data.find_ground import QUIET, Ground
from data.io import Io
from data.ledger import Conflict, Draft, Head, LedgerError, Line
from data.live_cases import LiveCases, cases_of
from data.living import Living
from data.outcome import Receipt, Refusal
from data.shelf import LedgerShelf
from data.stores import folder_of, open_store
from models import ids
from models.commands.base import Command
from models.duties.case import Case
from models.duties.rulebook import Rulebook
from models.events.desk import DESK
from models.events.entry import Entry
from models.events.stored import to_data
from models.history.register import Register
from models.times.working_days import WorkingDays
from models.times.zone import local_date
from models.worker import Worker, worker_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from data.find.findable import Findable, Found
    from data.finder import Finder
    from data.ledger.contract import AnyLedger
    from models.decide import Decision
    from models.duties.brief import Brief
    from models.duties.watch import Along as Along
    from models.history.child import Child
    from models.history.desk_state import DeskState

TRIES = 5
"""How often a command is decided anew because another worker's entry came first."""


class Desk:
    """One session on one store: the ledger, the register folded from it, the worker, the clock."""

    def __init__(
        self, store: str | Path, ledger: AnyLedger, io: Io, account: Account, closures: Iterable[date] = ()
    ) -> None:
        self.address, self._folder = str(store), folder_of(store)
        self.account, self._followed = account, False
        self._ledger, self.io = ledger, io
        self.living = Living(self._folder, ledger)
        """Which children the board looks at."""
        self._shelf = LedgerShelf(self._folder, ledger, self.living)
        self._days = WorkingDays(closures=frozenset(closures))
        self.register = Register(self._shelf)
        self.live = LiveCases(self.living, self.register)
        self._missed: list[Entry] = []
        self.arriving = Arriving()
        self._rules: tuple[DeskState, Rulebook] | None = None
        self._finder: Finder | None = None

    @classmethod
    def open(
        cls,
        store: str | Path,
        io: Io | None = None,
        *,
        write: bool = True,
        create: bool = False,
        closures: Iterable[date] = (),
    ) -> Desk:
        """The desk of a store. Raises: LedgerError when none is there (or to be made), or it cannot be opened."""
        io = io or Io()
        return cls(store, open_store(store, io, write=write, create=create), io, signed_in(), closures)

    @property
    def store(self) -> Path:
        """The store's folder; a server's store has one on this host, for drafts, the access log and what is derived."""
        # Imported here (6 ms): most commands need the folder's name alone.
        from pathlib import Path

        return Path(self._folder)

    def close(self) -> None:
        """Lets the files go."""
        self._ledger.close()
        self.living.close()

    def now(self) -> datetime:
        """The present moment, in whole seconds: the system clock's, or in a training store the one that was set."""
        return self.io.now().replace(microsecond=0)

    def new_key(self) -> str:
        """A key for a new command."""
        return self.io.random_bytes(12).hex()

    @property
    def head(self) -> Head:
        """How far the ledger is known, and taken in."""
        return self.arriving.reached(self._ledger.head)

    @property
    def view_only(self) -> str:
        """Why nothing can be recorded, in a worker's words; empty when it can."""
        return self._ledger.view_only

    @property
    def lost(self) -> str:
        """Why what is shown may not be the newest, in a worker's words; empty when the store itself was read."""
        return self._ledger.lost

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the ledger wants a worker to know: space is low, a tail was set aside."""
        return self._ledger.warnings

    @property
    def damage(self) -> str:
        """What is wrong with the stored bytes, in a worker's words; empty when nothing was found."""
        return self._ledger.damage

    @property
    def is_new(self) -> bool:
        """Whether nothing has been recorded yet, not even that the store was made."""
        return self.head.seq == 0

    @property
    def training(self) -> bool:
        """Whether this is a training store."""
        return self.register.desk.training

    @property
    def worker(self) -> Worker:
        """Who is at the desk."""
        return worker_for(self.account.name, self.register.desk.workers, self.training)

    @property
    def rulebook(self) -> Rulebook:
        """The protocols that were chosen, and the working days."""
        return self.rulebook_of(self.register)

    def rulebook_of(self, register: Register) -> Rulebook:
        """The rulebook as a register knows it."""
        if self._rules is None or self._rules[0] is not register.desk:
            self._rules = register.desk, rulebook_of(register.desk, self._days)
        return self._rules[1]

    def reopen(self) -> None:
        """Opens the ledger anew, as after `Unconfirmed`: then it is known what is stored. Raises: LedgerError."""
        fresh = open_store(self.address, self.io)
        self._ledger.close()
        self._ledger, self.living = fresh, self.living.anew(fresh)
        self._shelf = LedgerShelf(self._folder, fresh, self.living)
        self.register, self._finder = Register(self._shelf), None
        self.live = LiveCases(self.living, self.register, self.live.most)
        if self._followed:
            fresh.follow()

    def follow(self) -> None:
        """From now on `poll` waits for nobody, however far away the store is: for a screen."""
        self._followed = True
        self._ledger.follow()

    def poll(self) -> list[Entry]:
        """Takes in what others recorded since (a screen: a portion of it), oldest first. Raises: LedgerError."""
        lines, (missed, self._missed) = self._ledger.poll(), (self._missed, [])
        return missed + self._take_in((self.arriving.portion if self._followed else self.arriving.everything)(lines))

    def submit(self, command: Command) -> Receipt | Refusal:
        """Decides a command and records what comes of it, durably, before it returns.

        Raises:
            NotRecorded: certainly not stored, safe to try again with the same command.
            Unconfirmed: not known; look the command up after opening again.
            ViewOnly, Damaged: nothing can be recorded.
        """
        from models.decide import decide

        for _ in range(TRIES):
            already = self._already(command)
            if already:
                return already
            decision = decide(self.register, command, self.worker, self.now(), self.rulebook)
            if decision.problems:
                return Refusal(decision.problems)
            try:
                return self._record(command, decision)
            except Conflict:
                self._catch_up()
        raise Conflict("others kept recording about this child; nothing was recorded, try again")

    def cases(self, register: Register | None = None, now: datetime | None = None, along: Along = iter) -> list[Case]:
        """The board's cases, in its order; of another register or moment where given; `along` tells how far it is."""
        register, now = register or self.register, now or self.now()
        if register is self.register:
            return list(self.live.whole(self.look(now, along), now))
        return cases_of(along(register.children()), self.rulebook_of(register), now, register.desk.seen_by_anyone)

    def look(self, now: datetime, along: Along = iter) -> list[Brief]:
        """The same in brief, as the board remembers them: the same list as long as nothing in it is different."""
        return self.live.look(self.rulebook, now, along)

    def keep_derived(self) -> None:
        """Leaves on the disk what spares the next session reading everything, and working out who is on the board."""
        self._ledger.keep_index()
        if not self.arriving.waits:
            self.live.keep()
            self._shelf.keep()

    def found(self, text: str, limit: int = 10) -> Found:
        """The children whom a text may mean, best first, each with what is findable about it: no history is read."""
        return self._finding().search(text, self.register, local_date(self.now()), limit)

    def likely(self, child: Child) -> list[Findable]:
        """Other children on record who may be this one (D22)."""
        return self._finding().likely(child, self.register, local_date(self.now()))

    def keep_find_index(self) -> None:
        """Puts the find index on the disk for the next session, where it is missing or out of date."""
        self._finding().keep(self.register, self.training, self._catch_up)

    def _finding(self) -> Finder:
        # Imported here (15 ms): most commands find nobody.
        from data.finder import Finder

        if self._finder is None:
            self._finder = Finder(self.store, self._ledger, self.living.elsewhere)
        return self._finder

    def resolve(self, text: str) -> tuple[str, ...]:
        """The ids of children, episodes and entries that begin with what was typed; the whole id wins."""
        typed = ids.normal(text)
        return tuple(sorted({*self._shelf.ids_like(typed)} - {DESK})) if typed else ()

    def _record(self, command: Command, decision: Decision) -> Receipt:
        drafts = [
            Draft(entry_id(command, index), subject, type(event).__name__, event.version, to_data(event))
            for index, (subject, event) in enumerate(decision.events)
        ]
        subjects = {draft.subject for draft in drafts} - {DESK}
        expect = {subject: self._shelf.version_of(subject) for subject in subjects}
        found_by, before = Ground(self._folder), self.head.seq
        made_for = found_by.made_for()
        lines = self._ledger.append(drafts, self.author(), expect)
        with suppress(LedgerError):  # it is stored: what cannot be read just now, the next poll says
            self._catch_up()
        known = self.register.child(decision.child) if all(line.type in QUIET for line in lines) else None
        entries, about = tuple(self._take_in(lines)), known.child if known else None
        receipt = Receipt(entries, self.head, decision.notes, decision.child, decision.episode, about)
        if self.head.seq == before + len(lines):
            with suppress(LedgerError):
                found_by.carry(made_for, [line.type for line in lines], self.newest_head)
        return receipt

    def newest_head(self) -> Head:
        """How far the ledger goes at this moment; what that shows of others is delivered by the next `poll`."""
        self._catch_up()
        return self.head

    def _catch_up(self) -> None:
        """Takes in what others recorded while a command is decided; the next `poll` delivers it."""
        self._missed += self._take_in(self.arriving.everything(self._ledger.poll()))

    def _already(self, command: Command) -> Receipt | None:
        """The receipt of a command that was recorded before, so that sending it again is harmless."""
        first = self.register.entry(entry_id(command, 0))
        if first is None:
            return None
        keys = {entry_id(command, index) for index in range(16)}
        entries = [entry for entry in self._shelf.entries_of(first.subject) if entry.id in keys]
        episode = next((str(entry.data["episode"]) for entry in entries if entry.data.get("episode")), "")
        child = "" if first.subject == DESK else first.subject
        return Receipt(tuple(entries), self.head, ("this had been recorded already",), child, episode)

    def author(self) -> dict[str, str]:
        """Who is at the desk, as entries name their author."""
        who = self.worker
        by = {"name": who.name, "role": who.role, "account": who.account, "tty": self.account.tty}
        return by | {name: told for name in ("login", "key") if (told := getattr(self.account, name))}

    def _take_in(self, lines: list[Line]) -> list[Entry]:
        entries = self._shelf.add(lines)
        for entry in entries:
            self.live.changed(entry.subject)
            if self._finder and entry.type not in QUIET:
                self._finder.has_changed(entry.subject)
        return entries


def entry_id(command: Command, index: int) -> str:
    """The id of the index-th entry that a command makes."""
    return ids.derived(ids.ENTRY, command.key, index)
