"""What the rules cost: one child with 200 episodes, a board of 300 among 20,000 children, a year's export.

    python -m benchmarks.rules [--quick]

Everything is in memory and folded from made-up entries: the ledger's reading is measured elsewhere.
`from nothing`: all that the rules say, from the folded history and the rulebook alone.
`recomputed`: at a moment never asked about before, every case, clock, count and state and the order anew, and none of
an earlier answer. Kept are what does not depend on the moment: the rules sorted by what they ask; of each history
when its duties arise and end (`models.duties.course`), the words of their clocks, which hours of an open episode come
next, which limits lapse, and where its episodes stand in windows; each clock as it was said last, used again while the
state worked out anew is the same. What must be said anew after an entry is `from nothing`, for that one child.
The windows of everybody are asked as `nightdesk short` asks: who was away lately, by the entries since the windows
begin and by who is live, is found anew each time and is part of the figure; of the others a window holds nothing, and
before anything is measured the answer is held against that of everybody looked at.
`one tick`: the next second on a board that is watched (`models.duties.watch`), when nothing has changed but the time;
`one child changed`: the same when one child's history has been folded anew.
Writes benchmarks/results/rules.json, a missed figure among them, and ends with 1 if one is missed.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from benchmarks.episode_stories import finished
from benchmarks.long_store import Happening, _happenings, _placed
from benchmarks.people import Person, people
from data.csv_files import csv_bytes
from data.live_cases import cases_of as cases_of_all
from data.protocol_files import protocol_text
from models import ids
from models.duties.case import Case, cases_of
from models.duties.rulebook import Rulebook, one_protocol
from models.duties.short_of import Short, begins, one_short
from models.duties.watch import Watch
from models.duties.windows import counts
from models.events.entry import Entry, read_entry
from models.events.episode import EpisodeOpened, Returned
from models.history.history import ChildHistory
from models.history.register import Register
from models.protocol.load import load_protocol
from models.returns.checks import check
from models.returns.ssda903 import COLUMNS, rows
from models.returns.year import CollectionYear
from models.times.zone import iso

RESULTS = Path(__file__).parent / "results" / "rules.json"
END = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
CHILDREN, EPISODES, LIVE, YEAR = 20_000, 30_000, 300, 3_000
SECOND = timedelta(seconds=1)
WANTED = {
    "a child with 200 episodes, recomputed": 1.0,
    "a board of 300, windows of 20,000, recomputed": 20.0,
    "a board of 300, one tick": 2.0,
    "a year's export of 3,000 episodes": 2000.0,
}
"""The most milliseconds that each may take."""


class Shelf:
    """Made-up entries by subject and in order of time, in memory; live is whoever has an episode open."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._in_order: list[Entry] = []
        self._live: dict[str, str] = {}
        chance = random.Random(7)
        for seq, (at, subject, kind, data) in enumerate(sorted(happenings, key=lambda each: each[0]), start=1):
            by, entry_id = {"name": "J Okafor", "role": "duty worker"}, ids.make(ids.ENTRY, chance.randbytes(10))
            entry = read_entry(seq, entry_id, iso(at), by, subject, kind, 1, {"happened_at": iso(at), **data})
            self._entries.setdefault(subject, []).append(entry)
            self._in_order.append(entry)
            if isinstance(entry.event, EpisodeOpened):
                self._live[entry.event.episode] = subject
            elif isinstance(entry.event, Returned):
                self._live.pop(entry.event.episode, None)

    def entries_of(self, subject: str) -> Sequence[Entry]:
        """Every entry of one subject."""
        return self._entries.get(subject, ())

    def subjects(self) -> Iterable[str]:
        """Every child."""
        return list(self._entries)

    def live_subjects(self) -> Iterable[str]:
        """Those who are away."""
        return list(self._live.values())

    def let_go(self, subject: str) -> None:
        """Everything stays in memory."""

    def subject_of(self, reference: str) -> str:
        """Nobody asks for an episode here."""
        return ""

    def entered_since(self, moment: datetime, kind: str = "") -> Sequence[Entry]:
        """From the newest back, as from the ledger's end."""
        first = bisect_right(self._in_order, moment, key=lambda entry: entry.entered_at)
        return [entry for entry in self._in_order[first:] if kind in ("", entry.type)]

    def entered_after(self, seq: int, kind: str) -> Sequence[Entry]:
        """Nor for what is newer."""
        return ()


def of_one_child(episodes: int) -> ChildHistory:
    """A child who went 200 times in four years; what was owed was done, and the last time is a week ago."""
    chance, person = random.Random(5), next(iter(people(1)))
    happenings: list[Happening] = [(END - timedelta(days=1500), person.child, "ChildRegistered", _named(person))]
    for place in range(episodes):
        start = END - timedelta(days=7 * (episodes - place))
        happenings += _placed(chance, person, start, finished(chance, person, 3), place)
    history = Register(Shelf(happenings)).child(person.child)
    assert history is not None and len(history.episodes) == episodes
    return history


def _named(person: Person) -> dict[str, object]:
    return {"details": {"surname": person.surname, "forename": person.forename, "legal": "looked-after"}}


def of_a_year(episodes: int) -> list[Happening]:
    """So many episodes in the collection year that ends in 2026, of 900 looked-after children."""
    chance = random.Random(9)
    made: list[Happening] = []
    begins = datetime(2025, 4, 2, 20, tzinfo=UTC)
    for number, person in enumerate(people(900)):
        own = person.but(legal="looked-after", placing="")
        details = {"surname": own.surname, "forename": own.forename, "legal": "looked-after", "dob": "2011-06-01"}
        made.append((begins - timedelta(days=30), own.child, "ChildRegistered", {"details": details}))
        for place in range(number, episodes, 900):
            start = begins + timedelta(days=85 * (place // 900) + number % 60)
            made += _placed(chance, own, start, finished(chance, own, 0), place)
    return made


def took_ms(act: Callable[[], object], runs: int) -> float:
    """The median milliseconds of processor time of an act; what is thrown away is swept up outside the measure."""
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.process_time()
        act()
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def child_figures(book: Rulebook, runs: int) -> Iterator[tuple[str, float]]:
    """One child with a long history."""
    history = of_one_child(200)

    def anew() -> None:
        history.forget()
        cases_of(history, book, END)

    yield "a child with 200 episodes, from nothing", took_ms(anew, runs)
    moments = later()
    yield "a child with 200 episodes, recomputed", took_ms(lambda: cases_of(history, book, next(moments)), 5 * runs)


def board_figures(book: Rulebook, runs: int) -> Iterator[tuple[str, float]]:
    """The board among all children; their histories are folded already, as in a session that has been open."""
    chance = random.Random(3)
    register = Register(Shelf(_happenings(chance, END, CHILDREN, EPISODES, LIVE)))
    every = list(register.children())
    live = [history for history in every if history.open_episode or _came_back_tonight(history)]
    assert _narrowed(register, book, END) == one_short(every, book, END)
    gc.freeze()  # as the application does with what stays: else each sweep goes through 20,000 children
    yield f"a board of {LIVE}, from nothing", took_ms(lambda: _from_nothing(live, book), runs)
    yield f"windows of {CHILDREN:,}, one child after another", took_ms(lambda: [counts(h, book, END) for h in every], 3)
    moments = later()
    yield f"windows of {CHILDREN:,}, everybody looked at", took_ms(lambda: one_short(every, book, next(moments)), runs)
    yield f"windows of {CHILDREN:,}, recomputed", took_ms(lambda: _narrowed(register, book, next(moments)), runs)

    def recomputed() -> None:
        now = next(moments)
        cases_of_all(live, book, now, frozenset())
        _narrowed(register, book, now)

    yield f"a board of {LIVE}, recomputed", took_ms(lambda: cases_of_all(live, book, next(moments), frozenset()), runs)
    yield "a board of 300, windows of 20,000, recomputed", took_ms(recomputed, runs)
    watch, whom = Watch(register), [history.child.id for history in live]
    ticks = took_ms(lambda: _tick(watch, whom, book, next(moments)), 5 * runs)
    yield f"a board of {LIVE}, one tick", ticks

    def changed() -> None:
        register.forget(whom[0])
        watch.changed(whom[0])
        _tick(watch, whom, book, next(moments))

    yield f"a board of {LIVE}, one child changed", took_ms(changed, 5 * runs)
    gc.unfreeze()


def _narrowed(register: Register, book: Rulebook, now: datetime) -> list[Short]:
    """As `nightdesk short` does it: who was away lately, of the newest entries and the live; and their windows."""
    return one_short(register.of(register.lately_away(begins(book, now))), book, now)


def later() -> Iterator[datetime]:
    """Moments a second apart, none asked about before."""
    return (END + SECOND * place for place in count(1))


def _from_nothing(live: Sequence[ChildHistory], book: Rulebook) -> None:
    for history in live:
        history.forget()
    cases_of_all(live, book, END, frozenset())


def _tick(watch: Watch, whom: list[str], book: Rulebook, now: datetime) -> list[Case | None]:
    """Every case of the board, whole."""
    return [watch.case(brief, now) for brief in watch.look(whom, book, now)[0]]


def _came_back_tonight(history: ChildHistory) -> bool:
    return any(each.ended_at and END - each.ended_at < timedelta(days=1) for each in history.counting)


def export_figures(runs: int) -> Iterator[tuple[str, float]]:
    """A year's SSDA903 table: folded, checked and written as CSV, from the entries."""
    shelf, year = Shelf(of_a_year(YEAR)), CollectionYear(2026)

    def export() -> bytes:
        table = rows(Register(shelf).children(), year, END)
        assert len(table) >= YEAR and not check(table, year)
        return csv_bytes(COLUMNS, [row.cells() for row in table])

    yield "a year's export of 3,000 episodes", took_ms(export, max(3, runs // 4))


def main(quick: bool) -> int:
    """Prints the table and writes the figures; 1 when one is missed."""
    runs = 5 if quick else 20
    book = one_protocol(load_protocol(protocol_text("bury")))
    found = dict([*child_figures(book, runs), *board_figures(book, runs), *export_figures(runs)])
    table = {name: {"ms": round(ms, 3), "at_most_ms": WANTED.get(name)} for name, ms in found.items()}
    for name, ms in found.items():
        wanted = WANTED.get(name)
        said = f"at most {wanted:,.0f}{'' if ms <= wanted else '  MISSED'}" if wanted else ""
        print(f"{name:50}{ms:10.3f} ms  {said}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"runs": runs, "python": sys.version.split()[0], "rules": table}, indent=1) + "\n")
    return int(any(found[name] > most for name, most in WANTED.items()))


if __name__ == "__main__":
    raise SystemExit(main("--quick" in sys.argv))
