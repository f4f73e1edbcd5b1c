"""The extract for the case system: every episode of the year, one row each with all that became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.commands.duty import RecordInterview, RecordMeeting
from models.commands.episode import VoidRecord
from models.returns.extract import COLUMNS, extract_rows, minute
from models.returns.year import CollectionYear
from tests.models.paper_desk import PaperDesk, london

YEAR = CollectionYear(2027)


def extract(desk: PaperDesk, year: CollectionYear = YEAR) -> list[dict[str, str]]:
    found = extract_rows(desk.register.children(), year, desk.now)
    assert all(len(row) == len(COLUMNS) for row in found)
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def test_an_episode_is_one_row_with_its_switches_and_what_became_of_the_interview() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(lcs="L1"), london("2026-05-01 22:00"), "absence", limit=london("2026-05-02 01:00"))
    desk.switch(episode, "missing", london("2026-05-02 01:00"))
    desk.told(episode, "police", london("2026-05-02 01:10"))
    desk.found(episode, london("2026-05-02 03:00"))
    desk.back(episode, london("2026-05-02 04:30"))
    desk.interview(episode, "declined", london("2026-05-03 10:00"), by="P Lomax", reason="refused")
    desk.now = london("2026-05-04 10:00")
    desk.do(RecordMeeting, episode=episode, step="held", at="now", rules=("meeting-judgement",))
    (row,) = extract(desk)
    assert (row["lcs"], row["status"], row["start"], row["end"]) == (
        "L1",
        "absence",
        "01/05/2026 22:00",
        "02/05/2026 04:30",
    )
    assert (row["switches"], row["limit"]) == ("missing 02/05/2026 01:00", "02/05/2026 01:00")
    assert (row["found at"], row["found where"]) == ("02/05/2026 03:00", "Piccadilly")
    assert (row["interview offered"], row["interview declined"], row["interview by"]) == (
        "",
        "03/05/2026 10:00",
        "P Lomax",
    )
    assert row["interview reason"] == "refused" and row["told"] == "police 02/05/2026 01:10"
    assert row["meetings held"] == "04/05/2026 10:00 under meeting-judgement" and row["nightdesk episode"] == episode


def test_it_holds_what_began_in_the_year_and_no_void_episode() -> None:
    desk = PaperDesk()
    for since in ("2026-03-31 23:59", "2026-04-01 00:00", "2027-03-31 23:00", "2027-04-01 00:00"):
        desk.been(desk.child(), london(since), london("2027-04-02 10:00"))
    wrong = desk.open(desk.child(), london("2026-06-01 10:00"))
    desk.do(VoidRecord, subject=wrong, reason="wrong child")
    assert [row["start"] for row in extract(desk)] == ["01/04/2026 00:00", "31/03/2027 23:00"]


def test_one_interview_for_two_episodes_stands_with_both() -> None:
    desk = PaperDesk()
    child = desk.child()
    first = desk.been(child, london("2026-05-01 20:00"), london("2026-05-01 23:00"))
    second = desk.been(child, london("2026-05-02 20:00"), london("2026-05-02 23:00"))
    desk.now = london("2026-05-03 10:00")
    desk.do(RecordInterview, episode=second, step="held", at="now", covers=(first,))
    assert [row["interview held"] for row in extract(desk)] == ["03/05/2026 10:00"] * 2


def test_a_time_that_happens_twice_says_which_it_is() -> None:
    assert minute(london("2026-10-25 00:30")) == "25/10/2026 00:30"
    back = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert minute(back) == "25/10/2026 01:30 BST"
    assert minute(back + timedelta(hours=1)) == "25/10/2026 01:30 GMT"
