"""The live children of one session: read from the disk where that holds, else worked out, and kept for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from data.kept_children import KeptChildren
from data.live_file import Stored, fits, read_live, rules_mark, write_live
from data.live_set import LiveSet
from models.events.desk import DESK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.ledger.contract import AnyLedger
    from models.duties.rulebook import Rulebook
    from models.duties.watch import Watch

MANY_MOVES = 30
"""Children come or gone after which the set on the disk is written anew."""
NEWEST = 300
"""The newest entries, whose children are looked at first."""
FEW = 300
"""So many children are looked at in a moment: nothing is gained by having it done elsewhere."""


class Living:
    """Which subjects the board looks at."""

    def __init__(self, store: str, ledger: AnyLedger) -> None:
        self._store, self._ledger = store, ledger
        self._set: LiveSet | None = None
        self._rules, self._rules_may_differ = "", True
        self._kept = False
        self.unread: dict[str, None] = {}
        """Subjects at which nobody has looked yet, while that is done elsewhere."""
        self.elsewhere: Callable[[], object] | None = None
        """Has everybody looked at by another process; None: whoever asks looks, and waits."""
        self.trusting = True
        """Whether what is on the disk is used; the daily check works it out anew."""
        self._children = KeptChildren(store, ledger)

    def subjects(self) -> list[str]:
        """The live subjects as of the last `wake`; before the first one anybody may be live."""
        return self._ledger.subjects() if self._set is None else self._set.subjects()

    def wake(self, protocols: Iterable[str], now: datetime) -> None:
        """Brings the set up to this moment; `protocols` are the texts of those chosen so far."""
        if self._set is None or self._rules_may_differ:
            rules, self._rules_may_differ = rules_mark(protocols), False
            if self._set is None or rules != self._rules:
                self._rules = rules
                self._set = self._read() or self._everybody()
        if not self._set.wake(now):
            self._set = self._everybody()
            self._set.wake(now)

    def give(self, watch: Watch, rulebook: Rulebook, now: datetime) -> None:
        """Lets the live children be as somebody worked them out before, those of whom that still holds."""
        watch.kept = self._children.read
        if self.trusting:
            self._children.give(watch, rulebook, self._rules, now, self.subjects)
        else:
            self._children.begin_anew(rulebook, self._rules)

    def changed(self, subject: str) -> None:
        """A new entry came about a subject; one of the desk's may have been another protocol."""
        if subject == DESK:
            self._rules_may_differ = True
        elif self._set is not None:
            self._set.changed(subject)

    def settle(self, subject: str, until: datetime, now: datetime) -> None:
        """Nothing is open or owed on a subject before `until`, unless an entry comes."""
        if self._set is not None:
            self._set.settle(subject, until, now)

    def anew(self, ledger: AnyLedger) -> Living:
        """The same on a ledger that was opened again: nothing of what was known is believed."""
        self.close()
        fresh = Living(self._store, ledger)
        fresh.elsewhere = self.elsewhere
        return fresh

    def close(self) -> None:
        """Lets the files go."""
        self._children.close()

    def keep(self, watch: Watch) -> None:
        """Puts the set on the disk where that one is missing or far behind; a disk that refuses is let be."""
        if self._set is None or self.unread or self._ledger.damage or self._rules_may_differ:
            return
        self._children.keep(watch, self._set.subjects())
        if self._kept and self._set.moves < MANY_MOVES:
            return
        head = self._ledger.head
        try:
            write_live(self._store, Stored(head.seq, head.hash, self._rules, self._set))
        except OSError:
            return
        self._kept, self._set.moves = True, 0

    def look_again(self) -> bool:
        """Takes the set that somebody has put on the disk meanwhile; whether there is one that can be used."""
        found = self._read()
        if found is None:
            return False
        for subject in self._set.subjects() if self._set else ():
            found.changed(subject)
        self._set, self.unread = found, {}
        return True

    def found(self, subject: str) -> bool:
        """A subject that was looked at elsewhere is live; whether that is news."""
        return self._set is not None and self._set.changed(subject)

    def _read(self) -> LiveSet | None:
        stored = read_live(self._store) if self.trusting else None
        if stored is None or not fits(stored, self._ledger, self._rules):
            return None
        for line in self._ledger.lines()[stored.seq :]:
            if line.subject != DESK:
                stored.live.changed(line.subject)
        self._kept = True
        return stored.live

    def _everybody(self) -> LiveSet:
        everybody = [subject for subject in self._ledger.subjects() if subject != DESK]
        self._kept = False
        if self.elsewhere is None or len(everybody) < FEW:
            return LiveSet(everybody)
        self.unread = dict.fromkeys(everybody)
        self.elsewhere()
        return LiveSet(self._likely())

    def _likely(self) -> list[str]:
        """Who is looked at first: whoever was live when somebody last knew, then whom the newest entries are about."""
        stored = read_live(self._store)
        before = [*(self._set.subjects() if self._set else ()), *(stored.live.subjects() if stored else ())]
        lines = self._ledger.lines()
        newest = (line.subject for line in lines[max(len(lines) - NEWEST, 0) :])
        return [subject for subject in dict.fromkeys([*before, *newest]) if subject in self.unread]
