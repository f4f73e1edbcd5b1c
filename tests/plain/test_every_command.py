"""Every command does what it says, in words and as JSON; its words say whom it concerns."""

from __future__ import annotations

import pytest

from tests.plain.typing_room import Room
from tui.plain.acts import ACTS, CHILD_ACTS
from tui.plain.asked import option_of

HEX = set("0123456789abcdef")


@pytest.fixture
def back(room: Room) -> str:
    """An episode of a child who is back, at high risk, with an interview owed."""
    episode = room.open(room.child(), "1930", risk="high")
    room.ok("return", episode, "--at", "2130")
    return episode


@pytest.fixture
def away(room: Room) -> str:
    return room.open(room.child(), "1930")


def types(room: Room, reference: str) -> list[str]:
    return [event["type"] for event in room.ok("history", reference)["events"]]


def test_child_add_and_change_and_show(room):
    added = room.ok(
        "child", "add", "--surname", "O'Neill", "--forename", "Siobhan", "--dob", "12 March 2010", "--lcs", "L77",
        "--legal", "child-protection", "--case", "open", "--team", "East", "--address", "4 Lark St",
    )  # fmt: skip
    child = added["child"]
    assert (added["name"], added["dob"]) == ("Siobhan O'Neill", "2010-03-12")
    room.ok("child", "change", child, "--address", "9 Elm Row", "--team", "")
    shown = room.ok("child", "show", child)["child"]
    assert shown["details"]["address"] == "9 Elm Row" and "team" not in shown["details"]
    assert (shown["id"], shown["legal"], shown["age"], shown["placing"]) == (child, "child-protection", 16, "")
    assert "9 Elm Row" in room.words("child", "show", child)


def test_a_child_of_about_an_age_and_one_placed_by_another_authority(room):
    child = room.child("Kofi", "Mensah", dob="", legal="", age="about 14", placing="Rochdale")
    shown = room.ok("child", "show", child)["child"]
    assert (shown["dob"], shown["age"], shown["placing"], shown["legal"]) == (None, 14, "Rochdale", "looked-after")


def test_a_possible_duplicate_is_told_and_not_refused(room):
    first = room.child("Kayleigh", "Barnes")
    assert room.ok("child", "add", "--surname", "Unlike", "--forename", "Zed", "--dob", "1/1/2015")["notes"] == []
    again = room.ok("child", "add", "--surname", "Barns", "--forename", "Kayliegh", "--dob", "14/2/2011")
    assert again["child"] != first
    (note,) = again["notes"]
    assert first in note and "same-as" in note


def test_children_are_linked_joined_and_parted(room):
    one, other = room.child("Ann"), room.child("Anne")
    room.ok("child", "link", one, other, "--reason", "seen together")
    room.open(other, "20/11/2026 10:00", returned="20/11/2026 12:00")
    assert room.ok("show", one)["episodes"] == []
    room.ok("child", "same-as", one, other, "--reason", "same LCS number")
    assert len(room.ok("show", one)["episodes"]) == 1
    room.ok("child", "same-as", one, other, "--reason", "twins after all", "--undo")
    assert room.ok("show", one)["episodes"] == []


def test_the_card_says_with_whom_the_child_went_and_whether_that_one_is_away(room):
    kayleigh, dean = room.child(), room.child("Dean", "Pickersgill", dob="3/5/2010")
    room.ok("child", "link", kayleigh, dean, "--reason", "went together")
    room.open(dean, "2100")
    assert "GONE TOGETHER with: Dean Pickersgill, 16: AWAY TOO, since 21:00" in room.words("card", kayleigh)
    assert "GONE TOGETHER with: Kayleigh Barnes, 15: not away" in room.words("card", dean)


def test_every_write_answers_with_its_events_and_the_head(room):
    child = room.child()
    answer = room.ok("open", child, "--status", "missing", "--since", "2030", "--source", "carer", "--risk", "high")
    assert [event["seq"] for event in answer["events"]] == [answer["head"]["seq"] - 1, answer["head"]["seq"]]
    assert all(len(event["id"]) == 14 for event in answer["events"])
    assert len(answer["head"]["hash"]) == 64 and set(answer["head"]["hash"]) <= HEX
    assert (answer["child"], answer["name"], answer["dob"]) == (child, "Kayleigh Barnes", "2011-02-14")
    assert answer["episode"]


RULES = ("--rule", "meeting-high-risk", "--rule", "meeting-24h")
LOOKING = ["board", "due", "show", "find", "card", "history", "verify", "demo"]
STEPS: list[tuple[str, tuple[str, ...], str]] = [
    ("away", ("report", "--at", "2140", "--source", "police", "seen", "in", "town"), "ReportAdded"),
    ("away", ("switch", "--to", "absence", "--at", "2140", "--reason", "at aunt's", "--limit", "2h"), "StatusSwitched"),
    ("away", ("still-away", "--source", "carer, Ash House"), "StillAway"),
    ("away", ("found", "--at", "2140", "--where", "aunt's"), "Found"),
    ("away", ("return", "--at", "2140", "--safe", "yes"), "Returned"),
    ("away", ("saw", "--at", "2140"), "PoliceSawChild"),
    ("away", ("end", "moved", "--at", "2140"), "EpisodeEnded"),
    ("away", ("briefing", "--at", "2140", "--to", "Strategic Lead"), "BriefingSent"),
    ("away", ("briefing",), "BriefingSent"),
    ("away", ("told", "sw", "--at", "2140", "--how", "e-mail", "--name", "T Adeyemi"), "PersonTold"),
    ("away", ("told", "Police", "--at", "2140", "--how", "telephone"), "PersonTold"),
    ("away", ("lcs", "--at", "2140"), "EnteredOnLcs"),
    ("away", ("lcs",), "EnteredOnLcs"),
    ("away", ("risk", "high"), "RiskJudged"),
    ("away", ("risk", "--grade", "HIGH", "--reason", "no inhaler"), "RiskJudged"),
    ("away", ("grade", "medium", "--log", "0412"), "PoliceGraded"),
    ("away", ("grade", "--police-log", "0412", "--police-officer", "PC 1"), "PoliceGraded"),
    ("away", ("grade", "--grade", "no apparent risk (absent)"), "PoliceGraded"),
    ("away", ("review", "0230", "--text", "police ring"), "ReviewPromised"),
    ("away", ("review", "--at", "0230"), "ReviewPromised"),
    ("away", ("review", "--by", "2h"), "ReviewPromised"),
    ("away", ("review", "--done"), "ReviewDone"),
    ("away", ("review", "done"), "ReviewDone"),
    ("away", ("note", "rang", "the", "carer"), "NoteAdded"),
    ("away", ("escalate", "--to", "J Hart, SM", "--at", "2140", "graded", "too", "low"), "EscalationMade"),
    ("away", ("void", "--reason", "wrong child"), "EpisodeVoided"),
    ("back", ("interview", "offered", "--at", "2140"), "InterviewOffered"),
    ("back", ("interview", "accepted", "--at", "2140", "--by", "P Lomax"), "InterviewAccepted"),
    ("back", ("interview", "declined", "--at", "2140", "--reason", "asleep"), "InterviewDeclined"),
    ("back", ("interview", "held", "--at", "2140", "--own-words", "I was bored"), "InterviewHeld"),
    ("back", ("meeting", "called", "--rule", "meeting-24h", "--at", "2140", "--meets", "mon 1400"), "MeetingCalled"),
    ("back", ("meeting", "held", *RULES, "--at", "2140"), "MeetingHeld"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "words", "made"), STEPS, ids=lambda value: " ".join(value) if value else "")
def test_a_command_on_an_episode_records_its_event(room, request, state, words, made):
    episode = request.getfixturevalue(state)
    answer = room.ok(words[0], episode, *words[1:])
    assert answer["name"] == "Kayleigh Barnes" and answer["dob"] == "2011-02-14"
    assert made in types(room, episode)
    assert "Kayleigh Barnes" in room.words("history", episode)


def test_every_command_on_an_episode_that_the_contract_names_is_tried():
    named = "report switch found return interview meeting briefing told lcs risk grade review note void"
    assert set(named.split()) <= {words[0] for _, words, _ in STEPS}
    assert {*named.split(), "open", "limit", "call", "waive", "correct", "done", "panel-heard"} <= set(ACTS)
    assert set(CHILD_ACTS) == {"add", "change", "link", "same-as"}


def test_a_new_limit_may_be_said_three_ways(room):
    told = {"status": "absence", "limit": "2300", "whereabouts": "aunt's"}
    episode = room.open(room.child(), "2130", **told)
    for words in (("2330",), ("--until", "2345"), ("--limit", "2h")):
        room.ok("limit", episode, *words, "--agreed-by", "SW")
    assert room.clock(episode, "absence-limit")["at"] == "2026-11-23T00:00:00Z"
    assert "limit" in room.refused("limit", episode)


def test_a_piece_of_work_is_done_under_its_rule(room):
    episode = room.open(room.child(), "1930", risk="high")
    room.ok("meeting", episode, "held", "--rule", "meeting-high-risk", "--at", "2130")
    assert room.clock(episode, "meeting-feedback")["state"] == "due"
    room.ok("done", episode, "--rule", "meeting-feedback", "--at", "now", "--text", "told the carers")
    assert room.clock(episode, "meeting-feedback")["state"] == "met"


def test_what_the_caller_was_asked_stands_on_the_card(room):
    child = room.child()
    room.open(child, clothing="red coat", **{"last-seen-by": "night staff", "police-log": "0412"})
    card = room.words("card", child)
    assert "red coat" in card and "night staff" in card and "0412" in card


def test_a_call_without_a_child_and_one_about_a_child(room):
    child = room.child()
    room.ok("call", "--caller", "neighbour", "shouting next door")
    made = room.ok("call", "--from", "carer", "--child", child, "asks", "for", "the", "number")
    assert made["child"] == child and "CallTaken" in types(room, child)


def test_a_duty_is_waived_with_a_reason(room, back):
    duty = room.clock(back, "meeting-high-risk")["duty"]
    assert duty in room.words("due")
    room.ok("waive", duty, "--reason", "covered by the meeting of 20 November")
    assert room.clock(back, "meeting-high-risk")["state"] == "waived"


def test_a_review_has_a_clock_of_its_own_until_it_is_done(room, away):
    room.ok("review", away, "2330", "--text", "police ring back")
    clock = room.clock(away, "review")
    assert clock["at"] == "2026-11-22T23:30:00Z" and clock["state"] in ("running", "soon", "due")
    room.ok("review", away, "--done")
    assert {clock["state"] for clock in room.clocks(away, "review")} <= {"met"}


def test_the_panel(room):
    child = room.child()
    room.ok("panel-heard", child, "--on", "20/11/2026", "--outcome", "mapping meeting")
    assert types(room, child)[-1] == "PanelHeard"


def test_who_is_one_episode_short_of_a_threshold_is_listed_with_until_when(room):
    child = room.child()
    for since, returned in (("10 nov 20:00", "10 nov 23:00"), ("15 nov 20:00", "15 nov 23:00")):
        assert room.ok("short")["children"] == []
        room.ok("open", child, "--status", "missing", "--since", since, "--returned", returned, "--source", "carer")
    (short,) = room.ok("short")["children"]
    assert (short["child"]["id"], short["n"], short["of"], short["owes"]) == (child, 2, 3, "meeting")
    words = room.run("short").out
    assert "2 of 3 in 28 days" in words and "the next owes a meeting until Tue 8 Dec 20:00 GMT" in words


def test_one_entry_is_voided_and_kept(room, away):
    room.ok("note", away, "about another child")
    note = room.ok("history", away)["events"][-1]["id"]
    room.ok("void", note, "--reason", "wrong child")
    events = room.ok("history", away)["events"]
    (kept,) = [event for event in events if event["id"] == note]
    assert kept["corrected_by"] == events[-1]["id"]


def test_board_show_and_due_share_one_shape(room, away):
    board, show, due = room.ok("board"), room.ok("show", away), room.ok("due")
    assert board.keys() == show.keys() == due.keys() == {"v", "now", "protocol", "head", "episodes"}
    assert (board["v"], board["now"], board["protocol"]) == (1, "2026-11-22T22:00:00Z", "bury")
    assert board["episodes"] == show["episodes"] == due["episodes"]


EPISODE = {"id", "child", "status", "since", "returned_at", "spells", "away_s", "missing_s", "counts", "clocks"}
CLOCK = {"rule", "kind", "label", "at", "left_s", "state", "duty", "why", "source"}
COUNT = {"rule", "n", "of", "window_days", "window_from", "episodes", "drops_out_at"}
STATES = {"running", "soon", "due", "overdue", "met", "met-late", "declined", "waived", "withdrawn"}


def test_the_shape_holds_on_the_whole_demonstration_night(night):
    board = night.ok("board")
    assert len(board["episodes"]) >= 8
    for episode in board["episodes"]:
        assert episode.keys() >= EPISODE and episode["child"].keys() >= {"id", "name", "age", "legal", "placing"}
        assert episode["status"] in ("missing", "absence", "found", "returned", "ended", "voided")
        assert all(spell.keys() == {"status", "from", "to"} for spell in episode["spells"])
        for clock in episode["clocks"]:
            assert clock.keys() >= CLOCK and clock["kind"] in ("threshold", "deadline", "elapsed")
            assert clock["state"] in STATES and clock["source"] and clock["why"]
            assert (clock["kind"] == "threshold") == (clock["duty"] is None)
        assert all(count.keys() >= COUNT for count in episode["counts"])


def test_instants_are_utc_in_whole_seconds(night):
    def instants(value: object, name: str = "") -> list[str]:
        if isinstance(value, dict):
            return [found for key, inner in value.items() for found in instants(inner, key)]
        if isinstance(value, list):
            return [found for inner in value for found in instants(inner, name)]
        wanted = name in ("now", "since", "returned_at", "from", "to", "at", "drops_out_at", "window_from")
        return [value] if wanted and isinstance(value, str) else []

    found = instants(night.ok("board"))
    assert len(found) > 50
    assert all(len(text) == 20 and text[10] == "T" and text[-1] == "Z" for text in found)


def test_history_has_the_shape_of_the_contract(room, away):
    history = room.ok("history", away)
    assert history["v"] == 1
    keys = {"id", "seq", "type", "happened_at", "entered_at", "by", "source", "data", "corrected_by"}
    assert all(event.keys() == keys and event["by"].keys() == {"name", "role"} for event in history["events"])
    assert history["events"][-1]["data"]["status"] == "missing"


def test_a_late_entry_is_marked_as_late(room):
    child = room.child()
    episode = room.open(child, "yesterday 1900", reported="2130")
    assert "entered late" not in room.words("history", child)
    room.ok("found", episode, "--at", "2030", "--where", "Bury")
    assert "entered late" in room.words("history", child)


def test_an_opening_is_late_against_its_report(room):
    child = room.child()
    room.open(child, "yesterday 1900", reported="yesterday 2000")
    assert "entered late" in room.words("history", child)


def test_card_marks_its_gaps_in_words(room, away):
    words = room.words("card", away)
    assert "NOT RECORDED" in words.upper() or "ASK" in words.upper()
    assert room.ok("card", away)["sections"]


def test_protocol_list_show_check_choose(room, tmp_path):
    names = [each["name"] for each in room.ok("protocol", "list")["protocols"]]
    assert names == ["bury", "coventry", "cumbria", "doncaster", "north-yorkshire"]
    rules = room.ok("protocol", "show")["rules"]
    assert {"lcs-entry", "interview-72h", "meeting-3-in-28d"} <= {rule["id"] for rule in rules}
    assert all(rule["source"] for rule in rules)
    assert room.ok("protocol", "show", "cumbria")["name"] == "cumbria"
    assert room.ok("protocol", "check", "doncaster")["problems"] == []
    room.ok("protocol", "choose", "cumbria", "--reason", "moved")
    assert room.ok("board")["protocol"] == "cumbria"
    room.ok("protocol", "use", "bury")
    assert "Bury" in room.words("protocol")


def test_workers_are_named_by_a_manager(room):
    room.ok("worker", "add", "jokafor", "--name", "J Okafor", "--role", "duty-worker")
    (worker,) = [each for each in room.ok("worker", "list")["workers"] if each["account"] == "jokafor"]
    assert (worker["name"], worker["role"]) == ("J Okafor", "duty worker")
    assert "J Okafor" in room.words("worker")


def test_doctor_looks_at_machine_terminal_and_store(room):
    answer = room.run("doctor", "--json")
    assert {"Python", "store", "terminal"} <= {finding["what"] for finding in answer.json["findings"]}
    assert answer.status == (0 if all(finding["good"] for finding in answer.json["findings"]) else 1)


def test_demo_answers_with_its_store(room, tmp_path):
    made = room.ok("demo", tmp_path / "more")
    assert made["store"] == str(tmp_path / "more") and made["children"] == 12
    elsewhere = Room(tmp_path / "more", room.at)
    assert elsewhere.ok("verify")["clean"]


def test_training_stands_on_every_page_of_a_training_store(night):
    child = night.ok("board")["episodes"][0]["child"]["id"]
    for words in (("board",), ("due",), ("show", child), ("history", child), ("card", child), ("child", "show", child)):
        assert "TRAINING" in night.words(*words), words
    assert "TRAINING" in night.words("find", "barnes")
    assert "TRAINING" in night.run("find", "barnes", NIGHTDESK_CLOCK="").out


def test_a_real_store_never_says_training(real):
    child = real.child()
    for words in (("board",), ("show", child), ("find", "kayleigh"), ("find", "kayleigh"), ("card", child)):
        assert "TRAINING" not in real.words(*words)


@pytest.mark.parametrize("name", [*ACTS, *(f"child {name}" for name in CHILD_ACTS), *LOOKING, "child show"])
def test_each_command_explains_itself(room, name):
    answer = room.run(*name.split(), "--help")
    assert answer.status == 0 and f"nightdesk {name}" in answer.out
    act = ACTS.get(name)
    assert all(f"--{option_of(each).names[0]}" in answer.out for each in (act.options.split() if act else ()))


def test_help_names_every_command(room):
    page = room.words("--help")
    assert all(f"  {name} " in page for name in [*ACTS, *LOOKING])
