"""Every count says how far the daytime's episodes are known, or INCOMPLETE (D19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.card import call_card
from models.commands.imported import RecordImport
from models.duties.rulebook import Rulebook
from models.times.zone import iso
from tests.models.paper_desk import OKAFOR, PaperDesk, london

NOW = london("2026-11-22 02:14")
CLOSED = london("2026-11-21 17:00")
RULE = "meeting-3-in-28d"
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> PaperDesk:
    desk = PaperDesk()
    desk.now = NOW
    return desk


def imported(desk: PaperDesk, until, since="", what="history", digest="a" * 64, **fields):
    fields = {"what": what, "until": until, "since": since, "digest": digest, **fields}
    found = desk.attempt(RecordImport, **fields)
    periods, days = desk.rulebook.periods, desk.rulebook.days
    desk.register.forget("desk")
    desk.rulebook = Rulebook(periods, days, desk.register.desk.daytime)
    return found


def known(desk: PaperDesk, child: str, now=NOW):
    count = desk.count(child, RULE, now)
    return count.known_until, count.known


def test_without_any_history_a_count_is_incomplete(desk):
    assert known(desk, desk.child()) == (None, "INCOMPLETE: no daytime history imported")


def test_history_of_everything_makes_a_count_known_to_its_end(desk):
    child = desk.child()
    imported(desk, CLOSED)
    assert known(desk, child) == (CLOSED, "history to 21 Nov 17:00")


def test_the_year_is_said_where_it_is_another(desk):
    child = desk.child()
    imported(desk, london("2025-12-30 17:00"))
    assert known(desk, child, london("2026-01-03 10:00"))[1] == "history to 30 Dec 2025 17:00"


def test_history_that_begins_inside_the_window_leaves_it_incomplete_until_the_window_has_rolled_on(desk):
    child = desk.child()
    imported(desk, CLOSED, since=NOW - 27 * DAY)
    assert known(desk, child) == (None, "INCOMPLETE: daytime history only from 26 Oct 02:14")
    assert known(desk, child, NOW + DAY)[0] == CLOSED


def test_history_that_ends_before_the_window_is_no_history_of_it(desk):
    child = desk.child()
    imported(desk, NOW - 30 * DAY)
    assert known(desk, child) == (None, "INCOMPLETE: daytime history only to 23 Oct 03:14")


def test_one_file_after_the_other_reaches_as_far_as_they_join(desk):
    child = desk.child()
    imported(desk, NOW - 9 * DAY, digest="b" * 64)
    imported(desk, CLOSED, since=NOW - 5 * DAY)
    assert known(desk, child)[0] == NOW - 9 * DAY
    imported(desk, NOW - 4 * DAY, since=NOW - 10 * DAY, digest="c" * 64)
    assert known(desk, child)[0] == CLOSED


def test_only_history_says_how_far_the_daytime_is_known(desk):
    child = desk.child()
    imported(desk, CLOSED, what="police")
    imported(desk, CLOSED, what="children")
    assert known(desk, child)[0] is None


def test_a_moment_before_the_files_end_is_not_known_beyond_itself(desk):
    child = desk.child()
    imported(desk, CLOSED)
    assert known(desk, child, CLOSED - 3 * DAY)[0] == CLOSED - 3 * DAY


def test_what_was_not_imported_yet_is_not_known_at_an_earlier_moment(desk):
    imported(desk, CLOSED)
    assert not desk.register.at(None, NOW - DAY).desk.daytime.spans


def test_the_call_card_says_it_too(desk):
    child = desk.child()
    assert "INCOMPLETE: no daytime history imported" in before(desk, child)
    imported(desk, CLOSED)
    assert before(desk, child) == "none recorded; history to 21 Nov 17:00"


def before(desk: PaperDesk, child: str) -> str:
    sections = call_card(desk.history(child), desk.rulebook, NOW)
    return next(line.text for each in sections for line in each.lines if line.label == "Missing in 28 days")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"until": "in 2h"}, "until"),
        ({"until": ""}, "until"),
        ({"until": iso(CLOSED), "since": iso(CLOSED)}, "since"),
        ({"until": iso(CLOSED), "what": "gossip"}, "what"),
        ({"until": iso(CLOSED), "digest": " "}, "digest"),
    ],
)
def test_an_import_that_makes_no_sense_is_refused(desk, fields, field):
    assert field in desk.refused(RecordImport, **{"what": "history", "digest": "a" * 64, **fields})


def test_the_same_file_to_the_same_time_is_noted_once(desk):
    assert isinstance(imported(desk, CLOSED), list)
    assert "already" in imported(desk, CLOSED)[""]
    assert isinstance(imported(desk, NOW), list)


def test_a_viewer_notes_no_import(desk):
    viewer = OKAFOR.but(role="viewer")
    assert desk.refused(RecordImport, viewer, what="history", until=CLOSED, digest="a" * 64)
