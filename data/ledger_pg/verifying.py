"""Verifying a ledger on a server: its lines are brought here as files, which the one verification reads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from data.io import CREATE_NEW, Io
from data.ledger.errors import NoStore
from data.ledger.files import ENDING
from data.ledger.head import Head, slot_bytes
from data.ledger.line import parse
from data.ledger.place import write_all
from data.ledger.verify import Problem, VerifyReport, verify
from data.ledger_pg.address import local_folder
from data.ledger_pg.recording import as_written
from data.ledger_pg.server import Server, raw
from data.ledger_pg.wire import Row

AT_ONCE = 2000
LONG = 120.0
"""Seconds that the server may take for one parcel of lines."""
_FILE = "000001-0000-00"
_QUESTION = "select seq, id, subject, line from nightdesk.line where seq > $1::bigint order by seq limit $2::int"


def verify_server(
    address: str,
    io: Io,
    *,
    anchor: tuple[int, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> VerifyReport:
    """Checks everything on the server, as it was at one moment: the lines, the head, and the columns beside them.

    `anchor` as in `verify`; without one, what this host knows of the record serves. Line numbers are entry numbers.
    Raises: NoStore; LedgerError; OSError.
    """
    server = Server(address, io, write=False)
    folder = f"{local_folder(address)}/check-{os.getpid()}"
    try:
        if not server.reach().has_store:
            raise NoStore(f"There is no store in {address}.")
        server.ask("begin isolation level repeatable read read only")
        wrong = _bring(server, folder, io)
        report = verify(Path(folder), io, anchor=anchor or known_here(address, io), progress=progress)
        found = tuple(Problem("server" if each.file else "", each.line, each.what) for each in report.problems)
        return report.but(problems=(*found, *wrong))
    finally:
        server.drop()
        shutil.rmtree(folder, ignore_errors=True)


def known_here(address: str, io: Io) -> tuple[int, str] | None:
    """The last entry of this host's copy; None where there is none that can be read."""
    from data.ledger.head import newest
    from data.ledger.place import Place

    place = Place(local_folder(address), io, writable=False)
    try:
        head = newest(place.head_bytes())
    except OSError:
        return None
    finally:
        place.close()
    return (head.seq, head.hash) if head is not None and head.seq else None


def _bring(server: Server, folder: str, io: Io) -> list[Problem]:
    """Writes the lines and the head into a folder, and says where a column is not what its line says."""
    os.makedirs(f"{folder}/ledger", mode=0o700)
    seq, mark = server.head()
    wrong, size, fd = [], 0, io.open(f"{folder}/ledger/{_FILE}{ENDING}", CREATE_NEW)
    try:
        for row in _rows(server):
            if int(row[0]) > seq:
                wrong.append(Problem("server", int(row[0]), "a line stands beyond the head"))
                continue
            content = raw(row[3])
            write_all(io, fd, content, size)
            size += len(content)
            wrong += _beside(row)
    finally:
        io.close(fd)
    fd = io.open(f"{folder}/HEAD", CREATE_NEW)
    write_all(io, fd, 2 * slot_bytes(Head(seq, mark, _FILE if seq else "", size)), 0)
    io.close(fd)
    return wrong


def _rows(server: Server) -> Iterator[Row]:
    after = 0
    while rows := server.ask(_QUESTION, (str(after), str(AT_ONCE)), patience=LONG):
        yield from rows
        after = int(rows[-1][0])


def _beside(row: Row) -> list[Problem]:
    """The columns are there to be searched; they must be what the line itself says."""
    seq, id, subject, line = row
    try:
        fields = parse(line.encode())
        right = (seq, id, subject) == (str(fields["seq"]), as_written(fields["id"]), as_written(fields["subject"]))
    except (ValueError, KeyError, TypeError):
        return []  # the line itself is reported
    return [] if right else [Problem("server", int(seq), "the columns beside the line are not what it says")]
