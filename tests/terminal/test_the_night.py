"""One night of the reference procedure on a real terminal, by keys alone, 22:05 to 07:45.

The clock is put on by leaving and coming back, which is also what a dropped line looks like to the next start.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.harness import PYTHON, REPOSITORY, _environment
from tests.terminal.shift import ENTER, READY, Shift

MADE = "2026-11-22T22:00"
PLAIN = {"TERM": "xterm"}
BARE = {"TERM": "xterm", "NO_COLOR": "1", "LANG": "C"}


@pytest.fixture(params=[((80, 24), PLAIN), ((160, 48), BARE)], ids=["80x24-xterm", "160x48-without-colour-or-utf8"])
def shift(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shift]:
    """A demonstration store, seen through one of two terminals."""
    store = tmp_path / "store"
    command = [PYTHON, "-m", "tui", "demo", str(store), "--clock", MADE]
    subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=_environment({}), timeout=120)
    found = Shift(store, *request.param)
    yield found
    found.get_up()


def test_a_night(shift: Shift) -> None:
    """Each act changes what the next one sees, as it does at night."""
    a_carer_reports_kayleigh_missing(shift)
    tariq_is_late_and_it_is_known_where_he_is(shift)
    police_ring_about_kayleigh(shift)
    a_second_report_opens_no_second_episode(shift)
    tariqs_limit_lapses_until_somebody_decides(shift)
    he_is_switched_to_missing_from_the_lapse(shift)
    the_line_drops_in_the_middle_of_a_form(shift)
    dean_is_back(shift)
    another_session_records_kayleigh_found(shift)
    kayleigh_is_back(shift)
    an_entry_is_corrected(shift)
    an_episode_opened_in_error_is_voided(shift)
    the_day_team_is_owed_what_is_left(shift)


def a_carer_reports_kayleigh_missing(shift: Shift) -> None:
    """22:05, last seen 20:30."""
    seat = shift.sit_down("2026-11-22T22:05x0")
    seat.press("o", "Find:")
    seat.press("kayleigh", ">Kayleigh Barnes")
    seat.press(ENTER, "CALL CARD Kayleigh Barnes, 15")
    seat.press("o", "Open an episode: Kayleigh Barnes, 15")
    seat.fill(Who_reports_it="R Sykes, carer, Ash House", Call_back_on="0161 555 0142", Away_since="2030")
    seat.see("Sun 22 Nov 20:30 GMT, 1 h 35 min ago")
    seat.save("opened as missing, from Ash House")
    seat.leave()
    assert "police told" in seat.marked and "22h25m" in seat.marked and "also owed: LCS entry" in seat.marked
    seat.see("2 of 3 in 28 days (26 Oct, tonight)", "NOT told: police")
    seat.press("x", "Entered on LCS: Kayleigh Barnes, 15")
    seat.save("Kayleigh Barnes: entered on LCS.")
    seat.press("t", "Who was told of Kayleigh Barnes, 15", "(Police: WAITS)")
    seat.fill(Name="PC Khan", Their_reference="0412 of 22/11")
    seat.save("police told; police log noted.", "Owed: nothing.")
    at = "2026-11-22T22:05"
    assert shift.clock(at, "Kayleigh", "meeting-24h")["at"] == "2026-11-23T20:30:00Z"
    assert {shift.clock(at, "Kayleigh", rule)["state"] for rule in ("lcs-entry", "police-told")} == {"met"}


def tariq_is_late_and_it_is_known_where_he_is(shift: Shift) -> None:
    """22:20: an absence, its limit agreed for 01:00."""
    seat = shift.sit_down("2026-11-22T22:20x0")
    seat.press("o", "Find:")
    seat.press("tariq", ">Tariq Mahmood")
    seat.press(ENTER, "CALL CARD Tariq Mahmood, 14")
    seat.press("o", "Open an episode: Tariq Mahmood, 14")
    seat.fill(Who_reports_it="K Doyle, carer, Elm House", Status="a", Away_since="2145", Agreed_limit="0100")
    seat.see("Mon 23 Nov 01:00 GMT, in 2 h 40 min")
    seat.fill(Whereabouts="14 Fern Street, Bury", Confirmed_by="K Doyle", Confirmed_how="spoke to him by telephone")
    seat.fill(Agreed_by="P Lomax, SW", What_else="in good spirits, welfare satisfactory")
    seat.save("Tariq Mahmood")
    seat.leave()
    row = seat.row("Tariq M")
    assert "OWED" in row and "absence" not in row.split("\n")[0]
    assert shift.episodes("2026-11-22T22:20", "Tariq")[-1]["status"] == "absence"
    assert shift.clock("2026-11-22T22:20", "Tariq", "absence-limit")["at"] == "2026-11-23T01:00:00Z"


def police_ring_about_kayleigh(shift: Shift) -> None:
    """00:10: found as the name is misheard; the card is read out, page by page, and the gaps are closed."""
    seat = shift.sit_down("2026-11-23T00:10x0")
    seat.press("/", "Find:")
    seat.press("kaly", ">Kayleigh Barnes", "MISSING 3h40m")
    seat.press(ENTER, "Reported by: R Sykes, carer, Ash House", "Other names: Kay, Kaz")
    seat.press("2", "? Why worried: ASK: why are you worried?", "Away since: Sun 22 Nov 20:30 GMT")
    seat.press("3", "Missing in 28 days: 2 times", "Found before: Piccadilly Gardens", "Triggers: contact with mother")
    seat.press("4", "Medical, disability: asthma, blue inhaler")
    seat.press("5", "Police log number: 0412 of 22/11", "? Police grade: ASK")
    seat.go_to("? Officer")
    seat.press(ENTER, "Police log and grade: Kayleigh Barnes, 15")
    seat.fill(Officer="PC Khan 4471", Police_grade="medium")
    seat.save("police graded, medium")
    seat.see("Police grade: medium", "Officer: PC Khan 4471")
    seat.leave()
    seat.row("Kayleigh B")
    seat.press(ENTER, "Police: log 0412 of 22/11, officer PC Khan 4471, grade medium.")


def a_second_report_opens_no_second_episode(shift: Shift) -> None:
    """00:40: a case note, and three e-mails owed because the case system raises no alert."""
    seat = shift.sit_down("2026-11-23T00:40x0")
    seat.press("/", "Find:")
    seat.press("kayl", ">Kayleigh Barnes")
    seat.press(ENTER, "CALL CARD Kayleigh Barnes")
    seat.press("o", "Kayleigh Barnes, 15 already has an open episode: missing for 4 h 10 min.")
    seat.press("a", "A further report on Kayleigh Barnes, 15")
    seat.fill(Who_reports_it="R Sykes, carer, Ash House", What_was_said="her sister rang: K is with Shannon")
    seat.save("reported again")
    seat.leave()
    assert len(shift.episodes("2026-11-23T00:40", "Kayleigh")) == 3, "two of the past, and tonight's"
    assert "e-mail SW, TM, SM" in seat.row("Kayleigh B")
    for role, told in (("Social worker", "SW"), ("Team manager", "TM"), ("Service manager", "SM")):
        seat.press("t", f"({role}: WAITS)", "How e-mail")
        seat.fill(Name="on duty")
        seat.save(f"{told} told, on duty, by e-mail.")
    assert shift.clock("2026-11-23T00:40", "Kayleigh", "email-on-second-report")["state"] == "met"
    seat.press("a", "A case note")
    seat.press("n", "Note on Kayleigh Barnes, 15")
    seat.fill(Note="second report; sister traced, address asked of police")
    seat.save("note")


def tariqs_limit_lapses_until_somebody_decides(shift: Shift) -> None:
    """01:00: loud without a key; seen is not decided."""
    seat = shift.sit_down("2026-11-23T00:59:54x1")
    seat.see("Tariq Mahmood, 14: the agreed limit of 01:00 has LAPSED", "2 LAPSED")
    for _ in range(20):
        if "Space Seen" not in seat.words:
            break
        before = seat.terminal.lines[2]
        seat.terminal.send(" ")
        seat.terminal.wait_for(lambda before=before: seat.terminal.lines[2] != before)
    assert "LAPSED. Decide" not in seat.words
    assert "LAPSED limit 01:00: DECIDE" in " ".join(seat.row("Tariq M").split())


def he_is_switched_to_missing_from_the_lapse(shift: Shift) -> None:
    """01:07: asked again, pre-filled with the time of the lapse, never of the key."""
    seat = shift.sit_down("2026-11-23T01:07x0")
    seat.see("Tariq Mahmood, 14: the agreed limit of 01:00 has LAPSED", "(1 of 2)")
    seat.row("Tariq M")
    seat.press("s", "Switch Tariq Mahmood, 14", "(missing)", "Mon 23 Nov 01:00 GMT, 7 min ago")
    seat.fill(Reason="; not at Fern Street, telephone off", Who_says_so="K Doyle, carer")
    seat.save("Tariq Mahmood: switched to missing, the agreed limit of 01:00 lapsed; not at Fern Street")
    episode = shift.episodes("2026-11-23T01:07", "Tariq")[-1]
    assert [(spell["status"], spell["from"]) for spell in episode["spells"]] == [
        ("absence", "2026-11-22T21:45:00Z"),
        ("missing", "2026-11-23T01:00:00Z"),
    ]
    assert shift.clock("2026-11-23T01:07", "Tariq", "meeting-24h")["at"] == "2026-11-24T01:00:00Z"
    seat.row("Tariq M")
    seat.press("t", "(Police: WAITS)")
    seat.fill(Name="PC Khan", Their_reference="0044 of 23/11")
    seat.save("police told")
    assert shift.clock("2026-11-23T01:07", "Tariq", "police-told")["state"] == "met"


def the_line_drops_in_the_middle_of_a_form(shift: Shift) -> None:
    """02:15: nothing typed is lost, and a time still means what it meant."""
    seat = shift.sit_down("2026-11-23T02:15x0")
    seat.row("Kayleigh B")
    seat.press("f", "Found, not back: Kayleigh Barnes, 15")
    seat.fill(Found_at="10m ago", Where="tram stop at Radcliffe")
    seat.see("Mon 23 Nov 02:05 GMT, 10 min ago")
    seat.terminal.settle(0.6)
    seat.terminal.hang_up()
    assert seat.terminal.process.wait(10) == 129
    seat = shift.sit_down("2026-11-23T02:40x0", wait="DRAFTS: what you typed and did not save")
    seat.see("Found, not back: Kayleigh Barnes, typed Mon 23 Nov 02:15 GMT")
    seat.press(ENTER, "tram stop at Radcliffe", "Mon 23 Nov 02:05 GMT, 35 min ago")
    seat.terminal.send("\x1b")
    seat.see("What you typed is NOT recorded.")
    seat.press("t", READY)
    assert shift.episodes("2026-11-23T02:40", "Kayleigh")[-1]["status"] == "missing", "it was somebody else"


def dean_is_back(shift: Shift) -> None:
    """03:30: back at 03:10, seen by police at 03:25; the interview's 72 hours run from the return."""
    seat = shift.sit_down("2026-11-23T03:30x0")
    seat.row("Dean P")
    seat.press("r", "Return of Dean")
    seat.fill(Back_at="0310", Police_saw_at="0325", Who_says_so="mother, by telephone")
    seat.see("Mon 23 Nov 03:10 GMT, 20 min ago")
    seat.save("returned; seen by police.")
    assert "71h40m" in seat.row("Dean P") and "interview 72 h" in seat.marked
    assert shift.clock("2026-11-23T03:30", "Dean", "interview-72h")["at"] == "2026-11-26T03:10:00Z"


def another_session_records_kayleigh_found(shift: Shift) -> None:
    """04:00: the first session shows it without a key."""
    first = shift.sit_down("2026-11-23T04:00x0")
    second = shift.sit_beside("2026-11-23T04:00x0")
    second.row("Kayleigh B")
    second.press("f", "Found, not back: Kayleigh Barnes, 15")
    second.fill(Found_at="0350", Where="Shannon's, 3 Tram Row", Found_by="PC Khan", Who_says_so="police")
    second.save("found, at Shannon's, 3 Tram Row")
    first.see("FOUND, NOT BACK since 03:50", "(1 of 2) Space Seen")
    first.press(" ", "recorded Kayleigh Barnes found at 03:50, at Shannon's, 3 Tram Row")
    assert shift.clock("2026-11-23T04:00", "Kayleigh", "meeting-24h")["state"] == "running", "found is not back"


def kayleigh_is_back(shift: Shift) -> None:
    """04:50."""
    seat = shift.sit_down("2026-11-23T04:50x0")
    seat.row("Kayleigh B")
    seat.press("r", "Return of Kayleigh Barnes, 15", "FOUND, NOT BACK; away for 8 h 20 min")
    seat.fill(Back_at="0440", Who_says_so="R Sykes, carer", Said_anything="will talk to Shannon's worker only")
    seat.save("returned")
    assert "interview 72 h" in seat.row("Kayleigh B")
    assert shift.episodes("2026-11-23T04:50", "Kayleigh")[-1]["returned_at"] == "2026-11-23T04:40:00Z"


def an_entry_is_corrected(shift: Shift) -> None:
    """05:00: the mistaken entry is kept and marked, and the clock runs from what is right."""
    seat = shift.sit_down("2026-11-23T05:00x0")
    seat.row("Dean P")
    seat.press(ENTER, "Dean Pickersgill")
    seat.go_to("Returned")
    seat.press("e", "One field of this entry is wrong")
    seat.press("c", "Correct")
    seat.fill(What_was_wrong="w", Right_value="0255", Why="the police log has 02:55")
    seat.save("entry corrected")
    seat.see("CORRECTED")
    assert shift.clock("2026-11-23T05:00", "Dean", "interview-72h")["at"] == "2026-11-26T02:55:00Z"


def an_episode_opened_in_error_is_voided(shift: Shift) -> None:
    """05:10: it counts nowhere, and what it asked for is withdrawn in words."""
    seat = shift.sit_down("2026-11-23T05:10x0")
    seat.press("o", "Find:")
    seat.press("zofia", ">Zofia")
    seat.press(ENTER, "CALL CARD Zofia")
    seat.press("o", "Open an episode: Zofia")
    seat.fill(Who_reports_it="night staff", Away_since="0430", Risk="h")
    seat.save("Zofia")
    seat.leave()
    seat.row("Zofia")
    seat.press(ENTER, "MISSING; away and missing since Mon 23 Nov 04:30 GMT")
    seat.press("e", "The whole episode was opened in error: void it")
    seat.press("v", "The WHOLE EPISODE that began Mon 23 Nov 04:30 GMT is struck")
    seat.fill(Why_void="she was asleep in another room")
    seat.save("void, opened in error")
    episode = shift.episodes("2026-11-23T05:10", "Zofia")[-1]
    assert episode["status"] == "voided" and {clock["state"] for clock in episode["clocks"]} == {"withdrawn"}
    seat.leave()
    assert "withdrawn:" in seat.row("Zofia N")
    seat.press(" ", "(1 of 3)")
    assert "Zofia Nowakowska, 14" in seat.terminal.lines[2] and "is no longer owed" in seat.words


def the_day_team_is_owed_what_is_left(shift: Shift) -> None:
    """07:45: by a plain command, and the ledger is clean."""
    shift.get_up()
    at = "2026-11-23T07:45"
    words = " ".join(shift.plain(at, "due").split())
    for child in ("Kayleigh Barnes", "Tariq Mahmood", "Dean Pickersgill"):
        assert child in words
    due = {each["child"]["name"]: each for each in json.loads(shift.plain(at, "due", "--json"))["episodes"]}
    owed = {name: {clock["rule"] for clock in each["clocks"] if clock["duty"]} for name, each in due.items()}
    assert "interview-72h" in owed["Kayleigh Barnes"] & owed["Dean Pickersgill"]
    assert "lcs-entry" in owed["Tariq Mahmood"], "the switch was never entered on LCS"
    assert "asleep" not in words and all(each["status"] != "voided" for each in due.values())
    assert json.loads(shift.plain(at, "verify", "--json"))["clean"] is True
