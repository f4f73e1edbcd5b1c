"""The ledger as a TinyDB: stock reading, writing that only appends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where

from data.ledger import Conflict, LedgerError, NotRecorded, open_events
from data.ledger.events import Events, Refused
from tests.data.ledger.desk import BY, FaultyIo, again, ids, made


def document(id: str, subject: str = "child-1", **data: Any) -> dict[str, Any]:
    return {"id": id, "subject": subject, "type": "NoteAdded", "v": 1, "data": data}


@pytest.fixture
def events(store: str) -> Events:
    events = open_events(made(store, "a"))
    events.as_worker(BY).insert_multiple([document("b", text="seen", places=["Ash House"]), document("c", "child-2")])
    return events


def test_queries_search_and_get_are_tinydbs_own(events: Events) -> None:
    event = Query()
    assert [found["id"] for found in events.search(event.subject == "child-1")] == ["a", "b"]
    assert [found.doc_id for found in events.search(event.data.places.any(["Ash House"]))] == [2]
    found = events.get(where("id") == "c")
    assert found is not None and not isinstance(found, list) and found["by"] == BY
    assert events.get(doc_id=2) == events.all()[1] and events.get(doc_id=9) is None
    assert events.count(event.type == "NoteAdded") == 3 and len(events) == 3
    assert events.contains(event.id == "a") and events.tables() == {"events"}


def test_what_is_inserted_is_in_the_ledger(events: Events, store: str) -> None:
    assert events.as_worker(BY, {"child-1": 2}).insert(document("d")) == 4
    assert ids(again(store)) == ["a", "b", "c", "d"]


def test_a_conflict_and_a_full_disk_come_through_and_show_nothing(tmp_path: Path) -> None:
    io = FaultyIo()
    events = open_events(made(tmp_path, "a", io=io))
    with pytest.raises(Conflict):
        events.as_worker(BY, {"child-1": 0}).insert(document("b"))
    io.fail("pwrite")
    with pytest.raises(NotRecorded):
        events.as_worker(BY).insert_multiple([document("b"), document("c")])
    assert [found["id"] for found in events] == ["a"]


def test_other_sessions_events_appear_after_a_poll(store: str) -> None:
    ledger = made(store, "a")
    events = open_events(ledger)
    assert events.search(where("id") == "b") == []
    open_events(again(store)).as_worker(BY).insert(document("b"))
    ledger.poll()
    assert len(events.search(where("id") == "b")) == 1, "no cache answers"


CHANGES: list[Callable[[Events], object]] = [
    lambda events: events.update({"type": "x"}),
    lambda events: events.update_multiple([({"type": "x"}, where("id") == "a")]),
    lambda events: events.upsert({"type": "x"}, where("id") == "a"),
    lambda events: events.remove(where("id") == "a"),
    lambda events: events.truncate(),
    lambda events: events.drop_table("events"),
    lambda events: events.drop_tables(),
    lambda events: events.storage.write({}),
    lambda events: events.table("events", persist_empty=True) and events.table("new", persist_empty=True),
    lambda events: events.insert(document("d")),
    lambda events: events.table("children").insert(document("d")),
    lambda events: events.as_worker(BY).insert({"text": "no fields"}),
]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_changed_or_removed(events: Events, store: str, change: Callable[[Events], object]) -> None:
    with pytest.raises(Refused):
        change(events)
    assert ids(again(store)) == ["a", "b", "c"] and len(events) == 3
    assert issubclass(Refused, LedgerError)


def test_a_document_is_a_copy(events: Events) -> None:
    found = events.get(doc_id=2)
    assert isinstance(found, dict)
    found["data"]["places"].append("elsewhere")
    found["id"] = "x"
    assert events.get(doc_id=2) != found
    assert events.all()[1]["data"]["places"] == ["Ash House"]


def test_what_storage_reads_cannot_be_written(events: Events) -> None:
    tables = events.storage.read()
    assert tables is not None
    for write in (lambda: tables.update({}), lambda: tables["events"].clear(), lambda: tables["events"]["1"].clear()):
        with pytest.raises((AttributeError, TypeError)):
            write()


def test_closing_the_events_leaves_the_ledger_open(store: str) -> None:
    ledger = made(store, "a")
    with open_events(ledger) as events:
        assert len(events) == 1
    assert ledger.poll() == []
