"""Every command that reads takes `--known-at` and `--as-of`, and answers what it would have answered then."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.plain.typing_room import Room
from tui.plain.about import KEEP, LOOK

EVENING, THEN, MORNING = "2026-11-22 21:00", "2026-11-22 22:30", "2026-11-23 08:00"
READING: dict[str, tuple[tuple[str, ...], ...]] = {
    "board": (("board",),),
    "alerts": (("alerts",),),
    "due": (("due",),),
    "show": (("show", "EPISODE"), ("show", "CHILD")),
    "find": (("find", "barnes"),),
    "card": (("card", "CHILD"),),
    "handover": (("handover",), ("handover", "list"), ("handover", "show", "last")),
    "outbox": (("outbox",), ("outbox", "show", "LETTER")),
    "history": (("history", "EPISODE"), ("history", "CHILD"), ("history", "desk")),
    "child": (("child", "show", "CHILD"),),
    "panel": (("panel", "--month", "2026-11"),),
    "short": (("short",),),
    "figures": (("figures", "--year", "2027"),),
    "import": (("import", "differences"),),
    "protocol": (("protocol", "show"),),
    "worker": (("worker", "list"),),
    "export": tuple(("export", kind, "--year", "2027", "--out", "then.csv") for kind in ("ssda903", "episodes")),
    "access": (("access", "--child", "CHILD"),),
}
"""Each command that reads the record, as it is typed."""
NOT_OF_THE_RECORD = {"seen", "on-call", "verify", "backup", "copy", "repair", "watch", "demo", "doctor"}
"""They record, or are about the store, the machine and its configuration: these have no past."""
CASES = [words for each in READING.values() for words in each]


class Night:
    """What was answered at half past ten, and the store in the morning, after much was entered."""

    def __init__(self, room: Room) -> None:
        self.room, room.at = room, EVENING
        self.ids = {"CHILD": room.child(lcs="L1", social_worker="sw@example.org")}
        room.open(self.ids["CHILD"], "18/11/2026 20:00", returned="18/11/2026 22:00")
        self.ids["EPISODE"] = room.open(self.ids["CHILD"], "2030", police_log="0412")
        self.opened = room.ok("history", self.ids["EPISODE"])["events"][0]["id"]
        room.ok("report", self.ids["EPISODE"], "--at", "2045", "--source", "carer", "still not back")
        room.ok("import", "police", self.police("0412", "22/11/2026 20:10"))
        room.ok("alert", "Ash House has no night staff")
        room.ok("handover", "--sign")
        self.ids["LETTER"] = room.ok("outbox")["letters"][0]["id"]
        room.at = THEN
        self.then = {words: self.answer(words) for words in CASES}
        room.at = "2026-11-22 23:30"
        self.later()
        room.at = MORNING

    def police(self, log: str, start: str) -> str:
        file = self.room.store.parent / f"police {log}.csv"
        file.write_text(f"surname,forename,dob,log,start\nBarnes,Kayleigh,14/2/2011,{log},{start}\n")
        return str(file)

    def later(self) -> None:
        """Something later for each of the commands to leave out."""
        room, child, episode = self.room, self.ids["CHILD"], self.ids["EPISODE"]
        room.ok("handover", "ack", "last", "--all")
        room.ok("handover", "--sign")
        room.ok("correct", self.opened, "at", "2025", "--reason", "misheard")
        room.ok("told", episode, "sw", "--at", "2310", "--how", "e-mail")
        room.ok("risk", episode, "high", "--at", "2315")
        room.ok("return", episode, "--at", "2320")
        room.ok("import", "police", self.police("0413", "21/11/2026 20:10"))
        room.ok("child", "change", child, "--surname", "Barnes-Okoye", "--placement", "Elm House")
        room.ok("alert", "A second thing for the night")
        room.ok("seen", "--all")
        room.ok("worker", "add", "amir", "--name", "A Mir", "--role", "viewer")
        room.ok("open", room.child("Dean", "Pell"), "--status", "missing", "--since", "2315", "--source", "carer")
        room.ok("protocol", "choose", "cumbria", "--reason", "moved")

    def answer(self, words: tuple[str, ...], *more: str) -> Any:
        """The JSON of an answer without what names the ledger's head, which is of now at every moment."""
        typed = [self.ids.get(word, word) for word in words]
        answer = self.room.run(*typed, *more, "--json")
        assert answer.status == 0, answer
        said = {name: value for name, value in answer.json.items() if name not in ("head", "fingerprint")}
        return (said, self.file(said)) if words[0] == "export" else said

    def file(self, said: dict[str, Any]) -> str:
        with open(said["file"], encoding="utf-8") as file:
            return file.read()


@pytest.fixture(scope="module")
def night(tmp_path_factory) -> Night:
    room = Room(tmp_path_factory.mktemp("then") / "store", EVENING)
    assert room.run("demo", room.store, "--empty").status == 0
    return Night(room)


def test_every_command_is_either_here_or_has_no_past():
    assert {*LOOK, *KEEP, "child"} == READING.keys() | NOT_OF_THE_RECORD


@pytest.mark.parametrize("words", CASES, ids=" ".join)
def test_what_was_known_then_is_what_was_answered_then(night, words):
    assert night.answer(words, "--known-at", "sun 2230") == night.then[words]


@pytest.mark.parametrize("words", CASES, ids=" ".join)
def test_what_happened_later_is_in_no_answer_of_an_earlier_moment(night, words):
    said = json.dumps(night.answer(words, "--as-of", "sun 2230"))
    later = ("T23:10", "T23:15", "T23:20", "Dean", "Elm House", "Okoye", "A second thing", "amir", "cumbria")
    assert [word for word in later if word in said] == []


@pytest.mark.parametrize("words", CASES, ids=" ".join)
def test_now_is_another_answer(night, words):
    """Else the two rules above would hold of a command that shows nothing."""
    typed = [night.ids.get(word, word) for word in words]
    answer = night.room.run(*typed, "--json")
    assert answer.status == 1 or night.answer(words) != night.then[words]


ACTING = (
    ("outbox", "told", "LETTER", "--how", "phone"),
    ("outbox", "send", "LETTER"),
    ("outbox", "write", "LETTER", "--out", "x"),
    ("import", "children", "x.csv"),
    ("worker", "add", "zoe", "--name", "Z", "--role", "viewer"),
    ("protocol", "choose", "bury", "--reason", "back"),
    ("handover", "ack", "last", "--all"),
    ("handover", "--sign"),
    ("access", "--purge-before", "1/1/2020"),
)


@pytest.mark.parametrize("words", ACTING, ids=" ".join)
def test_nothing_is_done_in_the_past(night, words):
    typed = [night.ids.get(word, word) for word in words]
    assert set(night.room.refused(*typed, "--known-at", "sun 2230")) & {"as-of", "sign"}


def test_an_episode_that_had_not_begun_is_not_answered_with_another(night):
    room = night.room
    earlier = room.open(night.ids["CHILD"], "10/11/2026 20:00", returned="10/11/2026 22:00")
    assert "had not begun" in room.refused("show", night.ids["EPISODE"], "--as-of", "sat 1000")["id"]
    assert room.ok("show", earlier, "--as-of", "sat 1000")["episodes"][0]["id"] == earlier
