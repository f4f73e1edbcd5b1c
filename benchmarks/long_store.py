"""A store of ten years' size, made from a seed: its ledger is written in the file format itself, because half a
million appends, each durable, would take an hour. The chain is right to the last byte; `nightdesk verify` checks it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.episode_stories import TONIGHT, Told, finished
from benchmarks.people import Person, people
from data.account import signed_in
from data.io import Io
from data.ledger import open_ledger
from data.ledger.files import name
from data.ledger.head import Head, slot_bytes
from models import ids
from models.events.desk import DESK

CHILDREN, EPISODES, EVENTS, LIVE = 20_000, 50_000, 500_000, 40
YEARS = timedelta(days=3652)
BREAK = timedelta(days=5)
"""The least time between two episodes of one child: by then everything owed has been done."""
Happening = tuple[datetime, str, str, dict[str, object]]
"""When, about whom, what, and its data."""


def long_store(
    children: int = CHILDREN, episodes: int = EPISODES, events: int = EVENTS, live: int = LIVE, *, fresh: bool = False
) -> Path:
    """A folder with such a store that ends today; made once a day for all benchmarks. Copy it to change it."""
    end = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    mark = f"{children}-{episodes}-{events}-{live}-{end:%Y%m%d}-{_own_mark()}"
    folder = Path(tempfile.gettempdir()) / f"nightdesk-bench-{os.getuid()}" / mark
    if fresh or not (folder / "HEAD").exists():
        for old in folder.parent.glob("*"):
            shutil.rmtree(old, ignore_errors=True) if old == folder or f"-{end:%Y%m%d}-" not in old.name else None
        making = folder.with_name(f"{mark}.{os.getpid()}")
        make(making, end, children, episodes, events, live)
        making.rename(folder)
    return folder


def _own_mark() -> str:
    here = Path(__file__)
    made_of = [here, here.with_name("episode_stories.py"), here.with_name("people.py")]
    return sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:8]


def make(folder: Path, end: datetime, children: int, episodes: int, events: int, live: int, seed: int = 2026) -> None:
    """Writes the store into a folder that is not there yet."""
    chance = random.Random(seed)
    told = sorted(_happenings(chance, end, children, episodes, live), key=lambda each: each[0])
    rest = max(0, events - len(told) - 2)
    filled = sorted([*told, *_further_notes(chance, told, rest)], key=lambda each: each[0])
    folder.mkdir(parents=True)
    open_ledger(folder, Io(), sid="bench", create=True).close()
    _Writer(folder, chance).write([*_beginning(filled[0][0]), *filled])


def _beginning(first: datetime) -> Iterator[Happening]:
    at = first - timedelta(minutes=1)
    yield at, DESK, "StoreMade", {"training": False, "authority": "Bury"}
    yield at, DESK, "WorkerAdded", {"account": signed_in().name, "name": "J Okafor", "role": "manager"}


def _happenings(chance: random.Random, end: datetime, children: int, episodes: int, live: int) -> Iterator[Happening]:
    persons = list(people(children))
    counts: dict[int, int] = defaultdict(int)
    for _ in range(episodes - live):
        counts[int(children * chance.random() ** 1.6)] += 1
    tonight = set(chance.sample(range(children), live))
    for number, person in enumerate(persons):
        starts = _starts(chance, counts[number], end)
        began = starts[0] if starts else end - YEARS * chance.random() - BREAK
        if number in tonight:
            now = end - timedelta(minutes=chance.randrange(90, 1200))
            began = min(began, now)
        yield began - timedelta(minutes=5), person.child, "ChildRegistered", {"details": _details(person)}
        for place, start in enumerate(starts):
            before = sum(start - timedelta(days=29) <= other for other in starts[:place])
            yield from _placed(chance, person, start, finished(chance, person, before), place)
        if number in tonight:
            yield from _placed(chance, person, now, TONIGHT[number % len(TONIGHT)](chance, person), len(starts))


def _starts(chance: random.Random, count: int, end: datetime) -> list[datetime]:
    """So many moments in ten years, never two close together."""
    latest = end - timedelta(days=7)
    room = (YEARS - timedelta(days=7)) - BREAK * count
    offsets = sorted(chance.random() for _ in range(count))
    begin = latest - YEARS + timedelta(days=7)
    return [begin + room * offset + BREAK * place for place, offset in enumerate(offsets)]


def _placed(
    chance: random.Random, person: Person, start: datetime, story: Iterator[Told], place: int
) -> Iterator[Happening]:
    start = start.replace(second=0, microsecond=0)
    episode = ids.make(ids.EPISODE, chance.randbytes(10))
    for minutes, kind, data in story:
        at = start + timedelta(minutes=minutes)
        if "limit" in data:
            data = {**data, "limit": _iso(start + timedelta(minutes=int(str(data["limit"]))))}
        yield at, person.child, kind, {**data, "episode": episode}


def _further_notes(chance: random.Random, told: list[Happening], count: int) -> Iterator[Happening]:
    """Case notes on the children, until there are as many events as are wanted."""
    registered = [each for each in told if each[2] == "ChildRegistered"]
    latest = told[-1][0] - timedelta(days=7)
    for _ in range(count):
        at, child, _, _ = chance.choice(registered)
        moment = at + (latest - at) * chance.random() if at < latest else at + timedelta(minutes=1)
        yield moment, child, "NoteAdded", {"text": "Spoke to the home about the plan. " + "Nothing new. " * 4}


def _details(person: Person) -> dict[str, str]:
    given = {
        "surname": person.surname, "forename": person.forename, "aliases": ", ".join(person.aliases),
        "dob": person.dob, "about_age": str(person.about_age or ""), "lcs": person.lcs,
        "phone": "".join(person.phones[:1]), "legal": person.legal, "placement": person.placement,
        "address": person.address, "team": person.team, "placing": person.placing, "case": "open",
    }  # fmt: skip
    return {field: text for field, text in given.items() if text}


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Writer:
    """Writes happenings as the ledger's files, month by month, and HEAD last."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self._chance = folder, chance
        self._head, self._number, self._month = Head(), 0, ""
        self._lines: list[bytes] = []

    def write(self, happenings: list[Happening]) -> None:
        prev, size = "0" * 64, 0
        for seq, (at, subject, kind, data) in enumerate(happenings, start=1):
            moment = _iso(at)
            if moment[:7] != self._month:
                self._put()
                self._month, self._number, size = moment[:7], self._number + 1, 0
            line, prev = self._line(seq, moment, subject, kind, data, prev)
            self._lines.append(line)
            size += len(line)
        self._put()
        head = Head(len(happenings), prev, name(self._number, self._month), size)
        (self._folder / "HEAD").write_bytes(2 * slot_bytes(head))

    def _line(
        self, seq: int, at: str, subject: str, kind: str, data: dict[str, object], prev: str
    ) -> tuple[bytes, str]:
        fields = {
            "seq": seq, "v": 1, "id": ids.make(ids.ENTRY, self._chance.randbytes(10)), "at": at,
            "by": {"name": "J Okafor", "role": "duty worker", "account": "jokafor", "tty": "/dev/pts/3"},
            "sid": "bench", "subject": subject, "type": kind,
            "data": {"happened_at": at, **data}, "prev": prev,
        }  # fmt: skip
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
        mark = sha256(body).hexdigest()
        return body + b',"h":"' + mark.encode() + b'"}\n', mark

    def _put(self) -> None:
        if self._lines:
            (self._folder / "ledger" / f"{name(self._number, self._month)}.jsonl").write_bytes(b"".join(self._lines))
        self._lines = []
