"""The watch sends the morning letters that a site asks it to, once each, and nothing slow holds up a lapse."""

from __future__ import annotations

import re
import shutil
import signal
from pathlib import Path

import pytest

from data.io import Io
from data.letter_notes import Edited, LetterNotes
from models.times.zone import from_iso
from tests.outbox.post_office import PostOffice, served
from tests.plain.test_watch import ended, start, wait_for, watch
from tests.plain.typing_room import Room

MORNING = "2026-11-23T07:50:00Z"
"""A Monday, after the night of Sunday."""


@pytest.fixture
def own(night: Room, tmp_path: Path) -> Room:
    shutil.copytree(night.store, tmp_path / "own")
    return Room(tmp_path / "own", MORNING)


def settings(folder: Path, port: int, alerts: str) -> Path:
    path = folder / "letters.toml"
    path.write_text(
        f'[alerts]\nsyslog = "off"\n{alerts}\n'
        f'[mail]\nserver = "127.0.0.1"\nport = "{port}"\nsecurity = "none"\nsender = "desk@council.example"\n'
        'timeout = "3"\nsw = "sw@council.example"\ntm = "tm@council.example"\nsm = "sm@council.example"\n'
    )
    return path


def morning_letters(room: Room, config: Path) -> set[str]:
    letters = room.run("outbox", "--json", NIGHTDESK_CONFIG=str(config)).json["letters"]
    return {each["id"] for each in letters if each["id"].startswith("morning/") and not each["cautions"]}


def test_morning_letters_go_once_are_recorded_and_leave_every_other_letter_to_a_person(own: Room, tmp_path: Path):
    office = PostOffice()
    with served(office) as port:
        config = settings(tmp_path, port, 'letters = "07:45"')
        wanted = morning_letters(own, config)
        others = {each["id"] for each in own.run("outbox", "--json").json["letters"]} - wanted
        assert wanted and others
        first = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
        assert set(re.findall(r"letter (\S+) sent", first.out)) == wanted
        again = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
        assert "sent" not in again.out
    assert len(office.taken) == len(wanted)
    left = {each["id"] for each in own.run("outbox", "--json").json["letters"]}
    assert not left & wanted and {each for each in others if not each.startswith("morning/")} <= left


@pytest.mark.parametrize("at", ["2026-11-23T07:40:00Z", "2026-11-22T09:00:00Z", "2026-11-23T17:05:00Z"])
def test_no_letter_goes_before_the_hour_on_a_day_off_or_after_the_office_closed(own: Room, tmp_path: Path, at: str):
    office = PostOffice()
    with served(office) as port:
        config = settings(tmp_path, port, 'letters = "07:45"')
        Room(own.store, at).run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert office.taken == []


def test_without_the_setting_no_letter_goes(own: Room, tmp_path: Path):
    office = PostOffice()
    with served(office) as port:
        own.run("watch", "--once", NIGHTDESK_CONFIG=str(settings(tmp_path, port, "")))
    assert office.taken == []


def test_a_letter_of_which_it_is_not_certain_is_left_to_a_person(own: Room, tmp_path: Path):
    office = PostOffice("drop")
    with served(office) as port:
        config = settings(tmp_path, port, 'letters = "07:45"')
        before = morning_letters(own, config)
        assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(config)).status == 3
        assert office.in_data == 1
        office.manner = "accept"
        said = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert said.status == 3 and "NOT CERTAIN" in said.err
    assert len(office.taken) == len(before) - 1


def test_a_letter_that_somebody_began_to_change_and_left_half_typed_is_left_to_a_person(own: Room, tmp_path: Path):
    office = PostOffice()
    with served(office) as port:
        config = settings(tmp_path, port, 'letters = "07:45"')
        begun, *rest = sorted(morning_letters(own, config))
        LetterNotes(own.store, Io()).keep_typed(begun, Edited("half@", "Please ring", ""))
        assert morning_letters(own, config) == set(rest)
        said = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert said.status == 3 and f"letter {begun}: somebody began to change it" in said.err
    assert set(re.findall(r"letter (\S+) sent", said.out)) == set(rest)


def test_a_mail_server_that_hangs_holds_up_no_lapse(own: Room, tmp_path: Path):
    """The demonstration night's limit lapses at 22:30; mail and its server are stuck from the beginning."""
    office, file = PostOffice("hang"), tmp_path / "alerts"
    with served(office) as port:
        alerts = f'file = "{file}"\nmail = "boss@council.example"\nletters = "07:45"'
        process = start(watch(Room(own.store, "2026-11-22T22:29:58Z"), settings(tmp_path, port, alerts), speed="x1"))
        wait_for(lambda: file.exists() and "LAPSED" in file.read_text())
        process.send_signal(signal.SIGTERM)
        ended(process)
    (line,) = [line for line in file.read_text().splitlines() if "LAPSED" in line]
    assert (from_iso(line[:20]) - from_iso("2026-11-22T22:30:00Z")).total_seconds() <= 5


@pytest.mark.parametrize("said", ["7:45", "25:00", "soon"])
def test_a_time_that_is_none_is_refused(own: Room, tmp_path: Path, said: str):
    answer = own.run("watch", "--once", NIGHTDESK_CONFIG=str(settings(tmp_path, 25, f'letters = "{said}"')))
    assert answer.status == 1 and "alerts.letters" in answer.err
