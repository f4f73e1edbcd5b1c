"""The ledger's reader: bytes that rotted or were made up, and lines that are sound and say what no Nightdesk says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise

from data.desk import Desk
from data.handover import make_handover
from data.io import Io, TrainingClock
from data.ledger import LedgerError
from data.ledger.digest import digest
from data.ledger.head import SIZE, SLOT, Head, read_slot, slot_bytes, slot_offset
from data.ledger.line import read
from data.ledger.verify import verify
from models.card.card import call_card
from models.events import EVENTS
from models.events.words import entry_words
from models.handover.text import handover_lines
from models.times.zone import from_iso
from tests.cut_off.ground import NOW, make_ground
from tests.fuzz.files import a_folder
from tests.fuzz.target import Target

LINE_FIELDS = ("at", "by", "subject", "sid", "id", "n", "type", "v", "data")
VALUES: tuple[object, ...] = (
    "", "x", "missing", "absence", "held", "2026-11-22T21:00:00Z", "2026-11-22", "9999-12-31T23:59:59Z", "0001-01-01",
    "[bold]loud[/]\x1b[31m", "\ud800", "x" * 3000, 0, -1, 2**62, 1.5, True, None, [], ["a", 1], {}, {"at": "z"},
    {"surname": "Q", "dob": "never", "legal": "neither"}, "high", "police", "cumbria", "interview-72h", "viewer",
)  # fmt: skip


class Ground:
    """A small store whose bytes are put back before each attack."""

    def __init__(self) -> None:
        self.folder = a_folder() / "store"
        make_ground(self.folder)
        shutil.rmtree(self.folder / "derived", ignore_errors=True)
        (self.ledger,) = (self.folder / "ledger").iterdir()
        self.bytes, self.head = self.ledger.read_bytes(), (self.folder / "HEAD").read_bytes()
        self.ids = [json.loads(line)["id"] for line in self.bytes.split(b"\n")[:-1]]

    def put(self, ledger: bytes, head: bytes) -> None:
        """These bytes in place of the right ones."""
        self.ledger.write_bytes(ledger)
        (self.folder / "HEAD").write_bytes(head)

    def open(self) -> Desk:
        """To look at only."""
        return Desk.open(self.folder, TrainingClock(from_iso(NOW), 0), write=False)


def make_rot() -> Callable[[bytes], None]:
    """Some bytes of the ledger or of HEAD are others: what is shown is a beginning of what was recorded, or nothing."""
    ground = Ground()

    def attack(data: bytes) -> None:
        if len(data) < 4:
            return
        place, new = int.from_bytes(data[1:4], "little"), data[4:]
        ledger, head = ground.bytes, ground.head
        if data[0] % 3 == 0:
            at = place % SIZE
            head = (head[:at] + new + head[at + len(new) :])[: SIZE + 64]
        else:
            at = place % len(ledger)
            ledger = ledger[:at] + new + (ledger[at + len(new) :] if data[0] % 3 == 1 else b"")
        ground.put(ledger, head)
        try:
            desk = ground.open()
        except LedgerError as why:
            assert str(why)
            return
        try:
            shown = [line.id for line in desk._ledger.lines()]
            assert shown == ground.ids[: len(shown)], "something is shown that was never recorded"
            if len(shown) < len(ground.ids) and desk.head.seq < len(ground.ids):
                assert ledger != ground.bytes or head != ground.head
        finally:
            desk.close()
        verify(ground.folder, Io())

    return attack


def forged(ground: Ground, said: dict[str, object]) -> tuple[bytes, bytes]:
    """The store with one line more, sound in every byte, that says anything at all."""
    last = json.loads(ground.bytes.split(b"\n")[-2])
    fields = {**last, "id": "forged", **said, "seq": last["seq"] + 1, "prev": last["h"]}
    fields = {name: value for name, value in fields.items() if name not in ("h", "n") or name in said}
    raw = json.dumps(fields, separators=(",", ":")).encode()[:-1]
    ledger = ground.bytes + raw + b',"h":"' + digest(raw).encode() + b'"}\n'
    head = Head(last["seq"] + 1, digest(raw), ground.ledger.stem, len(ledger))
    slots = bytearray(ground.head)
    slots[slot_offset(head) : slot_offset(head) + SLOT] = slot_bytes(head)
    return ledger, bytes(slots)


def strange_line(data: bytes, ids: list[str]) -> dict[str, object]:
    """What a line says, drawn from the bytes: a type, and for each two bytes a field and what stands in it."""
    kinds = (*sorted(EVENTS), "Unheard")
    kind = kinds[data[0] % len(kinds)]
    known = (*(EVENTS[kind].kinds() if kind in EVENTS else ()), "more")
    values = (*VALUES, *ids)
    said = {known[a % len(known)]: values[b % len(values)] for a, b in zip(data[3::2], data[4::2], strict=False)}
    line: dict[str, object] = {"type": kind, "data": said, "v": (1, 2, 0, "1")[data[1] % 4]}
    if data[2] % 4 == 0:
        line |= {LINE_FIELDS[data[2] // 4 % len(LINE_FIELDS)]: values[data[1] // 4 % len(values)]}
    if data[2] % 4 == 1:
        line["subject"] = "desk"
    return line


def make_strange() -> Callable[[bytes], None]:
    """An event of a stranger's program: kept and shown, never a crash, and the board still stands."""
    ground = Ground()

    def attack(data: bytes) -> None:
        if len(data) < 3:
            return
        ground.put(*forged(ground, strange_line(data, ground.ids)))
        try:
            desk = ground.open()
        except LedgerError:
            return
        try:
            _look_around(desk, widely=data[-1] % 8 == 0)
        finally:
            desk.close()

    return attack


def _look_around(desk: Desk, widely: bool) -> None:
    """What a session would show: every entry in words, the board; `widely`: the cards and the handover, too."""
    if desk.damage:  # a line whose frame is wrong is damage, and said to be
        assert "damaged" in desk.damage
        return
    now = desk.now()
    for history in desk.register.children():
        assert all(entry_words(entry).whole for entry in history.entries)
        if widely:
            assert call_card(history, desk.rulebook, now)
    assert desk.worker and desk.rulebook
    desk.cases()
    if widely:
        assert list(handover_lines(make_handover(desk, desk.register, now)))


def attack_line(data: bytes) -> None:
    """One line, or one slot of HEAD."""
    for raw in (data, data + b',"h":"' + digest(data).encode() + b'"}\n'):
        try:
            line, _ = read(raw)
        except ValueError as why:
            assert str(why)
        else:
            assert line.hash
    read_slot(data[:4096])
    body = data[:3000].replace(b"\n", b"")
    read_slot(body.ljust(4095) + b"\n")


def _changes() -> Iterator[bytes]:
    """Bytes put at places all over a small store."""
    for kind, (at, later) in enumerate(pairwise(range(0, 9000, 450))):
        yield bytes([kind % 3]) + at.to_bytes(3, "little") + bytes([later % 256])
    yield b"\x02\x10\x00\x00"
    yield b'\x01\x00\x00\x00{"seq":1'


TARGETS = (
    Target("ledger-line", "one line of the ledger, one slot of HEAD", lambda: attack_line,
           [b'{"seq":1,"v":1,"id":"a","at":"z","by":{},"sid":"s","subject":"x","type":"T","data":{},"prev":"0"',
            slot_bytes(Head(3, "a" * 64, "000001-2026-11.jsonl", 77))], ("data.ledger.line", "data.ledger.head")),
    Target("ledger-rot", "a whole store with bytes changed, added or cut off", make_rot, list(_changes()),
           ("data.ledger", "data.shelf")),
    Target("ledger-strange", "sound lines that say what no Nightdesk says", make_strange,
           [bytes([n, n % 5, n % 9, *range(n, n + 24)]) for n in range(0, 230, 3)],
           ("data.shelf", "models.events", "models.history")),
)  # fmt: skip
