"""An episode entered when it was over owes nobody an immediate call; what it makes owed later stays owed."""

from __future__ import annotations

from tests.models.paper_desk import PaperDesk, london


def test_nobody_is_to_be_told_at_once_and_nothing_is_owed_to_the_case_system() -> None:
    desk = PaperDesk()
    child = desk.child()
    desk.now = london("2026-11-10 12:00")
    desk.open(child, london("2026-11-01 22:00"), returned=london("2026-11-02 09:00"))
    assert desk.owed(child) == ["interview-72h"]


def test_three_of_a_child_who_is_not_open_still_owe_the_assessment_and_the_meeting() -> None:
    desk = PaperDesk()
    child = desk.child(legal="home", case="not-open")
    for day in ("01", "03", "05"):
        desk.now = london("2026-11-10 12:00")
        desk.open(child, london(f"2026-11-{day} 22:00"), returned=london(f"2026-11-{day} 23:00"))
    assert {"irt-assessment", "meeting-3-in-28d"} <= set(desk.owed(child))
    assert "mash-contact" not in desk.owed(child)
