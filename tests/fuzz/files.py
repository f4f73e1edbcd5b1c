"""What comes as a file: protocols, settings, imports, the ledger itself, with its HEAD and its drafts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from data.configuration import BadConfiguration, read_configuration
from data.desk import Desk
from data.drafts import Drafts, FormDraft
from data.imports.columns import KINDS, read_mapping
from data.imports.file import Unreadable, look_at
from data.imports.run import MOST_NAMED, Wanted, import_file
from data.io import Io, TrainingClock
from data.outcome import Refusal
from data.protocol_files import shipped_names, shipped_text
from models.protocol.load import Malformed, load_protocol
from models.times.zone import from_iso
from tests.cut_off.ground import NOW, make_ground
from tests.fuzz.target import Target, as_text

IN_MEMORY = Path("/dev/shm")


def a_folder() -> Path:
    """A folder that costs no disk, for as long as the process lasts."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, folder, True)
    return folder


def make_protocol() -> Callable[[bytes], None]:
    """A council's own protocol: a protocol, or every mistake in words."""

    def attack(data: bytes) -> None:
        try:
            protocol = load_protocol(as_text(data))
        except Malformed as why:
            assert why.problems and all(problem.message for problem in why.problems)
            return
        assert protocol.rules is not None and all(rule.id and rule.label for rule in protocol.rules)

    return attack


def make_settings() -> Callable[[bytes], None]:
    """The configuration, and a site's own headings."""
    path = a_folder() / "file.toml"

    def attack(data: bytes) -> None:
        path.write_bytes(data)
        try:
            read_configuration(str(path))
        except BadConfiguration as why:
            assert why.problems
        try:
            read_mapping(str(path))
        except Unreadable as why:
            assert str(why)

    return attack


def make_imports() -> Callable[[bytes], None]:
    """A file of any of the three kinds, looked at row by row against a real record; nothing is recorded."""
    folder = a_folder()
    make_ground(folder / "store")
    desk = Desk.open(folder / "store", TrainingClock(from_iso(NOW), 0))
    path, kinds = folder / "file.csv", sorted(KINDS)

    def attack(data: bytes) -> None:
        kind = kinds[data[0] % len(kinds)] if data else kinds[0]
        path.write_bytes(data[1:])
        before = desk.head
        try:
            brought = look_at(str(path))
            found = import_file(desk, Wanted(brought, kind, {}, preview=True, until=desk.now()))
        except Unreadable as why:
            assert str(why)
            return
        assert desk.head == before
        if not isinstance(found, Refusal):
            assert found.new + found.known + found.refusals <= found.rows + 1
            assert len(found.refused) <= MOST_NAMED and all(each.words for each in found.refused)

    return attack


def make_drafts() -> Callable[[bytes], None]:
    """A draft as it lies on the disk."""
    folder = a_folder()
    (folder / "drafts").mkdir()
    drafts = Drafts(folder, Io())
    drafts.save("worker", "note", {"key": "k"}, "k")
    (path,) = (folder / "drafts").iterdir()

    def attack(data: bytes) -> None:
        path.write_bytes(data)
        for found in (drafts.load("worker", "note", "k"), *drafts.of_account("worker")):
            assert found is None or isinstance(found, FormDraft)

    return attack


_CSV = (
    "surname,forename,dob,legal\r\nBarnes,Kayleigh,12/3/2011,home\r\n",
    "lcs,start,end,status\nL1,21/11/2026 22:00,22/11/2026 03:00,missing\n=cmd(),x,y,z\n",
    "surname;forename;dob;log;start;end\nMarsden;Ottilie;12/3/2011;0412;22/11/2026 20:05;\n",
    'child,log,date missing,time missing\n"a\n""b""",77,2026-11-20,18.30\n',
)

TARGETS = (
    Target("protocol", "a council's protocol", make_protocol,
           [shipped_text(name).encode() for name in shipped_names()], ("models.protocol", "tomllib")),
    Target("settings", "the configuration and a site's headings", make_settings,
           [b'lock_minutes = 3\npin = "x"\nclosures = [2026-12-24]\n[on_call]\n"SM" = "1"\n[columns]\nstart = "Von"\n'],
           ("data.configuration", "data.imports.columns", "tomllib")),
    Target("imports", "files of children, history and police reports", make_imports,
           [bytes([n]) + text.encode(code) for n in range(3) for text in _CSV
            for code in ("utf-8", "utf-16", "cp1252")],
           ("data.imports", "models.times", "models.imports")),
    Target("drafts", "a draft as it lies on the disk", make_drafts,
           [b'{"account":"worker","form":"note","about":"k","values":{"key":"k"},"at":"2026-11-22T22:10:00Z"}'],
           ("data.drafts",)),
)  # fmt: skip
