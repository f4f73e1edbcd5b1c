"""A second report, and gone again while the case system still holds the episode open (B2, D17)."""

from __future__ import annotations

from datetime import timedelta

from models.commands.duty import RecordLcs
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def opened(status: str = "missing", **details) -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    child = desk.child(**details)
    limit = {"limit": START + 10 * HOUR} if status == "absence" else {}
    return desk, child, desk.open(child, START, status, **limit)


def entered_on_lcs(desk: PaperDesk, episode: str, at) -> None:
    desk.act(RecordLcs, episode, at)


def test_a_second_report_on_an_open_episode_owes_three_emails():
    desk, child, episode = opened()
    desk.report(episode, START + HOUR)
    duty = desk.duty(episode, "email-on-second-report")
    assert (duty.arose_at, duty.outstanding) == (START + HOUR, ("sw", "tm", "sm"))
    for hours, role in ((2, "sw"), (3, "sm")):
        desk.told(episode, role, START + hours * HOUR)
    assert desk.duty(episode, "email-on-second-report").outstanding == ("tm",)
    assert "not told: TM" in desk.clocks(episode)["email-on-second-report"].why
    desk.told(episode, "tm", START + 4 * HOUR)
    assert "email-on-second-report" not in desk.owed(child)


def test_a_report_given_the_childs_id_goes_to_the_open_episode():
    desk, child, episode = opened()
    desk.report(child, START + HOUR)
    assert [each.id for each in desk.history(child).episodes] == [episode]
    assert desk.duty(episode, "email-on-second-report").is_owed


def test_a_further_report_before_the_emails_are_out_asks_for_all_three_again():
    desk, _, episode = opened()
    desk.report(episode, START + HOUR)
    desk.told(episode, "sw", START + 2 * HOUR)
    desk.report(episode, START + 3 * HOUR)
    duty = desk.duty(episode, "email-on-second-report")
    assert (duty.outstanding, len(duty.whys)) == (("sw", "tm", "sm"), 2)


def test_the_first_report_raises_an_alert_of_its_own_and_owes_no_emails():
    desk, _, episode = opened()
    assert desk.all(episode, "email-on-second-report") == []


def test_returned_and_gone_again_while_lcs_still_holds_it_open_owes_the_emails():
    desk, child, first = opened()
    entered_on_lcs(desk, first, START + HOUR)
    desk.back(first, START + 3 * HOUR)
    again = desk.open(child, START + 4 * HOUR)
    duty = desk.duty(again, "email-on-second-report")
    assert (duty.arose_at, duty.is_owed) == (START + 4 * HOUR, True)


def test_returned_and_gone_again_after_lcs_was_closed_owes_no_emails():
    desk, child, first = opened()
    entered_on_lcs(desk, first, START + HOUR)
    desk.back(first, START + 3 * HOUR)
    entered_on_lcs(desk, first, START + 3 * HOUR)
    again = desk.open(child, START + 4 * HOUR)
    assert desk.all(again, "email-on-second-report") == []


def test_gone_again_before_anything_was_on_lcs_owes_no_emails():
    desk, child, first = opened()
    desk.back(first, START + 3 * HOUR)
    again = desk.open(child, START + 4 * HOUR)
    assert desk.all(again, "email-on-second-report") == []


def test_lcs_still_holds_the_first_episode_open_at_the_third():
    desk, child, first = opened()
    entered_on_lcs(desk, first, START + HOUR)
    desk.back(first, START + 3 * HOUR)
    second = desk.open(child, START + 4 * HOUR)
    desk.back(second, START + 5 * HOUR)
    third = desk.open(child, START + 6 * HOUR)
    assert desk.duty(third, "email-on-second-report").is_owed


def test_an_entry_made_after_the_child_had_gone_again_comes_too_late_for_the_alert():
    desk, child, first = opened()
    entered_on_lcs(desk, first, START + HOUR)
    desk.back(first, START + 3 * HOUR)
    again = desk.open(child, START + 4 * HOUR)
    desk.now = START + 6 * HOUR
    entered_on_lcs(desk, first, START + 5 * HOUR)
    assert desk.duty(again, "email-on-second-report").is_owed
