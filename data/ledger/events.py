"""The ledger under TinyDB's interface: stock reading (`Query`, `search`, `get`), writing that only appends.

Only what TinyDB documents is extended: the classes of its tables and storage, and public methods.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from data.ledger.errors import LedgerError
from data.ledger.line import Draft, Line

if TYPE_CHECKING:
    from data.ledger.contract import AnyLedger

EVENTS = "events"
_FIELDS = {"id", "subject", "type", "v", "data"}


class Refused(LedgerError):
    """A ledger is only appended to: a correction is an event of its own."""


class EventDocument(Document):
    """An event as a document; its `doc_id` is its number. A copy: changing it changes nothing stored."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(copy.deepcopy(dict(value)), doc_id)


class Documents(Mapping[str, Mapping[str, Any]]):
    """The live, read-only documents of a ledger, each made when it is asked for."""

    def __init__(self, ledger: AnyLedger) -> None:
        self._ledger = ledger

    def __len__(self) -> int:
        return len(self._ledger.lines())

    def __iter__(self) -> Iterator[str]:
        return (str(number) for number in range(1, len(self) + 1))

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        number = int(key)
        if not 1 <= number <= len(self):
            raise KeyError(key)
        return document(self._ledger.lines()[number - 1])


def document(line: Line) -> Mapping[str, Any]:
    """What a query sees of an event."""
    fields = {name: getattr(line, name) for name in ("id", "subject", "type", "v", "data", "at", "by", "sid", "seq")}
    return MappingProxyType(fields)


class LedgerStorage(Storage):
    """TinyDB's storage over a ledger: one table, never rewritten."""

    def __init__(self, ledger: AnyLedger) -> None:
        self.ledger = ledger
        self._tables: Any = MappingProxyType({EVENTS: Documents(ledger)})

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables, live and read-only."""
        tables: dict[str, dict[str, Any]] = self._tables
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("The record is never rewritten.")


class EventTable(Table):
    """The table of events: `insert` and `insert_multiple` append through the ledger, all or none."""

    document_class = EventDocument

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        if persist_empty:
            raise Refused("The record is never emptied.")
        super().__init__(storage, name, cache_size=0)  # a query cache would hand out shared documents
        self._by: Mapping[str, Any] | None = None
        self._expect: Mapping[str, int] | None = None

    def as_worker(self, by: Mapping[str, Any], expect: Mapping[str, int] | None = None) -> EventTable:
        """The same table, inserting in a worker's name and expecting these versions of the subjects."""
        table = type(self)(self.storage, self.name)
        table._by, table._expect = by, expect
        return table

    def insert(self, document: Mapping[str, Any]) -> int:
        """Stores one event and returns its number. Raises as `Ledger.append` does."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Stores the events `{"id","subject","type","v","data"}` as one batch and returns their numbers.

        Raises: as `Ledger.append` does; Refused without a worker's name, or into another table.
        """
        return [line.seq for line in self.append(documents)]

    def append(self, documents: Iterable[Mapping[str, Any]]) -> list[Line]:
        """What `insert_multiple` does, returning the events as they were stored."""
        if self.name != EVENTS or not isinstance(self.storage, LedgerStorage):
            raise Refused(f"Events go into the table {EVENTS!r}.")
        if self._by is None:
            raise Refused("An entry needs its worker: as_worker(by, expect).insert(…).")
        return self.storage.ledger.append([_draft(given) for given in documents], self._by, self._expect)

    def update(self, *_: Any, **__: Any) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is changed: a correction is an entry of its own.")

    def update_multiple(self, *_: Any, **__: Any) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is changed: a correction is an entry of its own.")

    def upsert(self, *_: Any, **__: Any) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is changed: a correction is an entry of its own.")

    def remove(self, *_: Any, **__: Any) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is deleted.")

    def truncate(self) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is deleted.")


def _draft(given: Mapping[str, Any]) -> Draft:
    if given.keys() != _FIELDS:
        raise Refused(f"An event has the fields {', '.join(sorted(_FIELDS))}.")
    return Draft(**given)


class Events(TinyDB):
    """The events of one ledger as a TinyDB. Closing it leaves the ledger open."""

    table_class = EventTable
    default_table_name = EVENTS
    default_storage_class = LedgerStorage  # type: ignore[assignment]  # TinyDB types it as its own JSON storage

    def as_worker(self, by: Mapping[str, Any], expect: Mapping[str, int] | None = None) -> EventTable:
        """The events table, inserting in a worker's name."""
        table = self.table(EVENTS)
        assert isinstance(table, EventTable)
        return table.as_worker(by, expect)

    def drop_table(self, name: str) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is deleted.")

    def drop_tables(self) -> NoReturn:
        """Raises: Refused, always."""
        raise Refused("Nothing is deleted.")
