"""Annex A, list 8: four columns for each looked-after child of this authority."""

from __future__ import annotations

from models.commands.duty import RecordInterview
from models.returns.annex_a import COLUMNS, annex_a_rows
from models.returns.year import CollectionYear
from tests.models.paper_desk import PaperDesk, london

YEAR = CollectionYear(2027)


def only_row(desk: PaperDesk) -> tuple[str, ...]:
    (row,) = annex_a_rows(desk.register.children(), YEAR, desk.now)
    return row[1:]


def a_return(desk: PaperDesk, child: str) -> str:
    episode = desk.open(child, london("2026-11-01 22:00"))
    desk.back(episode, london("2026-11-02 09:00"))
    return episode


def interview(desk: PaperDesk, episode: str, step: str) -> None:
    desk.now = london("2026-11-02 12:00")
    desk.do(RecordInterview, episode=episode, step=step, at="now")


def test_there_are_four_columns() -> None:
    assert len(COLUMNS) == 4


def test_a_child_who_never_went_has_noughts_and_blanks() -> None:
    desk = PaperDesk()
    desk.child()
    desk.now = london("2026-11-02 12:00")
    assert only_row(desk) == ("0", "0", "", "")


def test_missing_and_absent_are_counted_apart_and_an_old_episode_not_at_all() -> None:
    desk = PaperDesk()
    child = desk.child()
    desk.back(desk.open(child, london("2025-06-01 22:00")), london("2025-06-02 09:00"))
    away = desk.open(child, london("2026-10-01 22:00"), status="absence", limit="2026-10-02T08:00+01:00")
    desk.back(away, london("2026-10-02 07:00"))
    a_return(desk, child)
    assert only_row(desk) == ("1", "1", "b) No", "b) No")


def test_the_last_missing_episode_says_whether_the_interview_was_offered_and_accepted() -> None:
    for steps, wanted in (
        (["offered"], ("a) Yes", "c) Unknown")),
        (["offered", "declined"], ("a) Yes", "b) No")),
        (["offered", "accepted"], ("a) Yes", "a) Yes")),
        (["held"], ("a) Yes", "a) Yes")),
    ):
        desk = PaperDesk()
        episode = a_return(desk, desk.child())
        for step in steps:
            interview(desk, episode, step)
        assert only_row(desk)[2:] == wanted


def test_nothing_is_answered_while_the_child_is_away() -> None:
    desk = PaperDesk()
    desk.open(desk.child(), london("2026-11-01 22:00"))
    assert only_row(desk) == ("1", "0", "", "")
