"""Copying a ledger from one store to another, folder or server, byte for byte, on from what is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from data.io import Io
from data.ledger.errors import LedgerError, NoStore
from data.ledger.head import Head, newest
from data.ledger.line import read
from data.ledger.making import is_made
from data.ledger.opening import COPY_MARK
from data.ledger.place import Place
from data.ledger.reader import lines_between
from data.ledger_pg.mirror import Astray, Mirror, check_known, number_of
from data.ledger_pg.recording import as_written
from data.ledger_pg.server import Server
from data.ledger_pg.wire import ServerRefused, array
from data.stores import is_server

AT_ONCE = 2000
"""Lines that go in one parcel."""
LONG = 120.0
"""Seconds that the server may take for one parcel."""
Progress = Callable[[int, int], None]


class Uncopied(LedgerError):
    """The copy was not made, or not to its end; doing it again goes on where it stopped."""


def copy(source: str, target: str, io: Io, progress: Progress = lambda done, of: None) -> Head:
    """Brings every line of `source`, as far as it goes now, to `target`, and returns how far that is.

    The target must be new, or hold a beginning of the source. On a server all comes at once or nothing; the login
    must own the store. `progress` is told the lines done and the lines there are. Verify the target afterwards.
    Raises: Uncopied; NoStore; LedgerError; OSError.
    """
    into = _server_lines if is_server(target) else _folder_lines
    if is_server(source):
        server = Server(source, io, write=False)
        try:
            if not server.reach().has_store:
                raise NoStore(f"There is no store in {source}.")
            seq, mark = server.head()
            return into(target, io, lambda after: lines_of_server(server, after, seq), Head(seq, mark), progress)
        finally:
            server.drop()
    place = Place(source, io, writable=False)
    try:
        head = newest(place.head_bytes()) if is_made(place) else None
        if head is None:
            raise NoStore(f"There is no store in {source}, or its HEAD is unreadable: verify it first.")
        return into(target, io, lambda after: _lines_of_folder(place, after, head), head, progress)
    finally:
        place.close()


Lines = Callable[[int], Iterator[bytes]]
"""The lines of a source after a number."""


def lines_of_server(server: Server, after: int, until: int) -> Iterator[bytes]:
    """A server's lines after one number, up to another, in order. Raises: Unreachable, ServerRefused."""
    while after < until:
        raws = server.lines_after(after, min(AT_ONCE, until - after), patience=LONG)
        if not raws:
            return
        yield from raws
        after = number_of(raws[-1])


def _lines_of_folder(place: Place, after: int, head: Head) -> Iterator[bytes]:
    return (raw for number, (_, _, raw) in enumerate(lines_between(place, Head(), head), start=1) if number > after)


def _folder_lines(target: str, io: Io, lines: Lines, end: Head, progress: Progress) -> Head:
    """Into a folder: in parcels, each on the disk before HEAD says so."""
    if io.is_there(f"{target}/{COPY_MARK}"):
        raise Uncopied(f"{target} is this host's own copy of a server's record; name another folder.")
    mirror = Mirror(target, io)
    try:
        mirror.make()
        head = mirror.head()
        _refuse_longer(head.seq, end.seq)
        _check_overlap(lines, head)
        for parcel in _parcels(lines(head.seq)):
            head = mirror.take(parcel)
            progress(head.seq, end.seq)
    except Astray as astray:
        raise Uncopied(_another(target, astray)) from astray
    finally:
        mirror.close()
    return _ended(head, end)


def _server_lines(target: str, io: Io, lines: Lines, end: Head, progress: Progress) -> Head:
    """Into a server: in one transaction."""
    server = Server(target, io, write=True)
    try:
        if not server.reach().has_store:
            server.install()
        head = Head(*server.head())
        _refuse_longer(head.seq, end.seq)
        _check_overlap(lines, head)
        server.ask("begin")
        for parcel in _parcels(lines(head.seq)):
            done = server.ask(
                "select nightdesk.carry($1::text[], $2::text[], $3::text[])", _values(parcel), patience=LONG
            )
            progress(int(done[0][0]), end.seq)
        head = Head(*server.head())
        _ended(head, end)
        server.ask("commit", patience=LONG)
    except Astray as astray:
        raise Uncopied(_another(target, astray)) from astray
    except ServerRefused as refusal:
        raise Uncopied(f"Nothing was copied: the server refused ({refusal.message}).") from refusal
    finally:
        server.drop()
    return head


def _values(raws: Iterable[bytes]) -> list[str]:
    keys, texts = [], []
    for raw in raws:
        try:
            line, _ = read(raw)
        except ValueError as problem:
            raise Uncopied(f"Nothing was copied: the source is damaged ({problem}). Verify it.") from problem
        keys.append((as_written(line.id), as_written(line.subject)))
        texts.append(raw[:-1].decode())
    ids, subjects = zip(*keys, strict=True)
    return [array(values) for values in (ids, subjects, texts)]


def _parcels(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    while parcel := list(islice(lines, AT_ONCE)):
        yield parcel


def _refuse_longer(there: int, end: int) -> None:
    if there > end:
        raise Uncopied(f"Nothing was copied: the target goes to entry {there}, the source only to {end}.")


def _check_overlap(lines: Lines, head: Head) -> None:
    """What the target holds must be the beginning of the source: its last line is the same there. Raises: Astray."""
    if head.seq:
        for raw in islice(lines(head.seq - 1), 1):
            check_known(raw, head)


def _ended(head: Head, end: Head) -> Head:
    if (head.seq, head.hash) != (end.seq, end.hash):
        raise Uncopied(f"The copy ends at entry {head.seq}, not at {end.seq} as the source does. Verify the source.")
    return head


def _another(target: str, astray: Astray) -> str:
    return f"Nothing was copied: {target} is not a beginning of this record ({astray.what})."
