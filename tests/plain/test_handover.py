"""`handover`, `alert`, `escalate` and `on-call`, typed."""

from __future__ import annotations

import pytest

from data.account import signed_in
from tests.plain.typing_room import Room


@pytest.fixture
def away(room: Room) -> str:
    return room.open(room.child(), "2030")


def section(shape, number: int):
    return shape["sections"][number - 1]["items"]


def test_the_handover_in_words_and_as_json(room, away):
    room.ok("alert", "--child", room.ok("show", away)["episodes"][0]["child"]["id"], "contact", "was", "cancelled")
    words = room.words("handover")
    assert "TRAINING" in words and "1.1 Kayleigh Barnes, 15" in words and "NOT SIGNED" in words
    shape = room.ok("handover")
    assert shape["v"] == 1 and shape["signed"] is None and shape["now"] == "2026-11-22T22:00:00Z"
    assert [each["number"] for each in shape["sections"]] == list(range(1, 10))
    assert section(shape, 1)[0]["id"] == f"away/{away}"
    assert "contact was cancelled" in section(shape, 9)[0]["headline"]
    assert shape["fingerprint"].startswith(f"{shape['head']['seq']}:")


def test_looking_records_nothing_and_signing_one_entry(room, away):
    before = room.head()
    room.words("handover")
    assert room.head() == before
    signed = room.ok("handover", "--sign")
    assert room.head() == before + 1 and signed["id"] == signed["events"][0]["id"]
    assert signed["id"] in signed["signed"]


def test_the_next_handover_begins_where_the_last_was_signed(room):
    room.ok("call", "--from", "neighbour", "first")
    room.ok("handover", "--sign")
    room.at = "2026-11-23 01:00"
    room.ok("call", "--from", "neighbour", "second")
    shape = room.ok("handover")
    assert shape["since"] == "2026-11-22T22:00:00Z"
    assert [item["headline"] for item in section(shape, 7)] == ["call taken, from neighbour, second"]
    assert len(section(room.ok("handover", "--since", "yesterday 1700"), 7)) == 2


def test_items_are_acknowledged_by_number_then_all(room, away):
    room.open(room.child("Jay", "Rostron", dob="17/3/2014"), "2100")
    made = room.ok("handover", "--sign")["id"]
    waiting = room.ok("handover", "ack", made, "1.2")["waiting"]
    assert waiting == [f"away/{away}"]
    (listed,) = room.ok("handover", "list")["handovers"]
    assert listed["id"] == made and listed["waiting"] == waiting
    assert room.ok("handover", "ack", "last", "--all")["waiting"] == []
    shown = room.ok("handover", "show", made)
    assert all(item["acknowledged"] for item in shown["items"]) and "Kayleigh Barnes" in shown["text"]
    assert "2 of 2 items acknowledged" in room.words("handover", "list")


def test_what_cannot_be_acknowledged_is_refused(room, away):
    made = room.ok("handover", "--sign")["id"]
    assert "no handover" in room.refused("handover", "ack", "N0000000000000", "1.1")["handover"]
    assert "say which" in room.refused("handover", "ack", made)["items"]
    assert "not an item" in room.refused("handover", "ack", made, "9.9")["items"]
    assert "its id" in room.refused("handover", "ack")["handover"]


def test_an_earlier_moment_can_be_looked_at_but_not_signed(room, away):
    room.ok("found", away, "--at", "2140", "--where", "aunt's")
    assert "FOUND" in room.words("handover") and "FOUND" not in room.words("handover", "--as-of", "2130")
    room.at = "2026-11-23 03:00"
    room.ok("return", away, "--at", "0200")
    assert section(room.ok("handover", "--known-at", "2300"), 1) and not section(room.ok("handover"), 1)
    assert "cannot be signed" in room.refused("handover", "--sign", "--as-of", "2130")["sign"]


def test_a_shift_that_begins_in_the_future_or_cannot_be_read_is_refused(room):
    assert room.refused("handover", "--since", "whenever")["since"]
    assert room.refused("handover", "--since", "2026-11-23T09:00:00Z")["since"]


def test_it_is_written_into_the_exports_folder_and_nowhere_else(room, away):
    files = room.ok("handover", "--pdf", "ho.pdf", "--html", "ho.html", "--text", "ho.txt")["files"]
    assert sorted(path.name for path in (room.store / "exports").iterdir()) == ["ho.html", "ho.pdf", "ho.txt"]
    assert files["pdf"] == str(room.store / "exports" / "ho.pdf")
    assert (room.store / "exports" / "ho.pdf").read_bytes().startswith(b"%PDF")
    assert "bare file name" in room.refused("handover", "--pdf", "../ho.pdf")["pdf"]
    both = room.ok("handover", "--pdf", "night", "--html", "night", "--text", "night")["files"]
    assert sorted(path.rpartition("/")[2] for path in both.values()) == ["night.html", "night.pdf", "night.txt"]


def test_a_viewer_reads_it_but_neither_signs_nor_prints(room, away):
    room.ok("worker", "add", signed_in().name, "--name", "N Body", "--role", "viewer")
    assert "Kayleigh Barnes" in room.words("handover")
    assert "may look" in room.refused("handover", "--sign")[""]
    assert "not export" in room.refused("handover", "--pdf", "ho.pdf")[""]
    assert not (room.store / "exports").exists()


def test_an_escalation_is_owed_until_it_is_answered(room, away):
    made = room.ok("escalate", away, "--to", "J Hart, service manager", "--at", "2140", "graded", "too", "low")
    assert "escalation: answer" in room.words("due")
    assert "NOT ANSWERED" in section(room.ok("handover"), 5)[0]["lines"][0]
    room.ok(
        "escalation-answered", away, "--at", "2150", "--by", "Insp Rowe", "--escalation", made["events"][0]["id"], "no"
    )
    assert room.clock(away, "escalation")["state"] == "met"


def test_the_on_call_card_needs_no_store(room, tmp_path):
    config = tmp_path / "site.toml"
    config.write_text('[on_call]\n"Service manager" = "0161 496 0001"\n')
    assert "Service manager: 0161 496 0001" in room.words("--config", config, "on-call")
    assert room.ok("--config", config, "on-call")["on_call"] == {"Service manager": "0161 496 0001"}
    assert "[on_call]" in room.words("on-call")
