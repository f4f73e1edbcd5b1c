"""The panel paper and the yearly report: who is on it, why, and what is counted."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from models.commands.child import ChangeChild
from models.commands.duty import RecordInterview, RecordMeeting
from models.commands.episode import JudgeRisk
from models.figures.counted import begun_in, by_hour, figures
from models.figures.drawn import bars, heat_map, level, sparkline
from models.figures.panel import panel
from models.figures.paper import figure_lines
from models.figures.period import Period, month_of, year_to
from models.figures.report import Report, report
from models.history.daytime import UNKNOWN, Daytime
from tests.models.paper_desk import PaperDesk, london

NOVEMBER = month_of(2026, 11)


def reasons(desk: PaperDesk, period: Period = NOVEMBER) -> list[tuple[str, ...]]:
    return [each.reasons for each in panel(desk.register.children(), desk.rulebook, period, desk.now)]


def three_times(desk: PaperDesk, child: str) -> str:
    for day in ("02", "09", "16"):
        episode = desk.open(child, london(f"2026-11-{day} 22:00"))
        desk.back(episode, london(f"2026-11-{day} 23:30"))
    return episode


def test_three_in_28_days_bring_a_child_before_the_panel_of_the_month_of_the_third() -> None:
    desk = PaperDesk()
    three_times(desk, desk.child(legal="home", case="open"))
    assert reasons(desk) == [("meeting: 3 in 28 days (Mon 16 Nov)",)]
    assert reasons(desk, month_of(2026, 10)) == []


def test_24_hours_missing_count_for_looked_after_children_once_they_have_passed() -> None:
    desk = PaperDesk()
    desk.open(desk.child(), london("2026-11-20 22:00"))
    desk.now = london("2026-11-21 21:59")
    assert reasons(desk) == []
    desk.now = london("2026-11-21 22:00")
    assert reasons(desk) == [("looked after and missing 24 hours (Sat 21 Nov)",)]
    home = PaperDesk()
    home.open(home.child(legal="home", case="open"), london("2026-11-20 22:00"))
    home.now = london("2026-11-22 22:00")
    assert reasons(home) == []


def test_meetings_held_and_high_risk_bring_a_child_before_the_panel() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(legal="home", case="open"), london("2026-11-20 22:00"))
    desk.do(JudgeRisk, episode=episode, at="now", grade="high")
    desk.now = london("2026-11-21 10:00")
    desk.do(RecordMeeting, episode=episode, step="held", at="now", rules=("meeting-high-risk",))
    assert reasons(desk) == [("strategy meeting held (Sat 21 Nov)", "risk judged high (Fri 20 Nov)")]


def test_a_meeting_about_going_missing_that_is_no_strategy_meeting_brings_nobody_before_the_panel() -> None:
    desk = PaperDesk()
    episode = desk.open(desk.child(), london("2026-11-20 22:00"))
    desk.do(RecordMeeting, episode=episode, step="held", at="now", rules=("mfh-meeting",))
    assert reasons(desk) == []
    desk.do(RecordMeeting, episode=episode, step="held", at="now", rules=("mfh-meeting", "meeting-judgement"))
    assert reasons(desk) == [("strategy meeting held (Fri 20 Nov)",)]


def test_who_was_looked_after_when_the_24_hours_passed_is_before_the_panel_though_no_longer_looked_after() -> None:
    desk = PaperDesk()
    child = desk.child()
    desk.open(child, london("2026-11-20 22:00"))
    desk.now = london("2026-11-23 22:00")
    desk.do(ChangeChild, child=child, details={"legal": "home", "case": "open"})
    assert reasons(desk) == [("looked after and missing 24 hours (Sat 21 Nov)",)]


def test_interviews_are_counted_by_what_became_of_them() -> None:
    desk = PaperDesk()
    child = desk.child()
    episode = desk.open(child, london("2026-11-02 22:00"))
    desk.back(episode, london("2026-11-03 08:00"))
    desk.now = london("2026-11-06 08:00")
    desk.do(RecordInterview, episode=episode, step="held", at="now", findings={"triggers": "contact cancelled"})
    late = desk.open(child, london("2026-11-10 22:00"))
    desk.back(late, london("2026-11-11 08:00"))
    desk.now = london("2026-11-14 08:01")
    desk.do(RecordInterview, episode=late, step="held", at="now")
    found = figures(begun_in(desk.register.children(), NOVEMBER), NOVEMBER)
    assert (found.missing, found.absent, found.children) == (2, 0, 1)
    held = found.interviews
    assert (held.due, held.held, held.held_in_time, held.in_time_percent) == (2, 2, 1, 50)


def test_the_months_of_a_year_add_up_to_it() -> None:
    year = year_to(2027)
    months = year.months()
    assert len(months) == 12
    assert months[0].first == year.first and months[-1].last == year.last
    assert all(after.begins == before.ends for before, after in pairwise(months))


def test_the_heat_map_counts_the_local_weekday_and_hour() -> None:
    desk = PaperDesk()
    desk.open(desk.child(), london("2026-07-03 00:30"))
    hours = by_hour(begun_in(desk.register.children(), year_to(2027)))
    assert hours[4][0] == 1
    assert sum(map(sum, hours)) == 1


def test_some_is_never_drawn_as_none_and_the_most_is_the_darkest() -> None:
    assert level(0, 1000) == " "
    assert level(1, 1000) == "."
    assert level(1000, 1000) == "@"
    assert sparkline([0, 1, 10]) == " .@"


def test_every_line_of_the_report_fits_and_is_ascii() -> None:
    desk = PaperDesk()
    three_times(desk, desk.child(placement="A very long name of a placement that goes on and on"))
    lines = list(figure_lines(whole_year(desk)))
    assert max(map(len, lines)) <= 78
    assert "".join(lines).isascii()
    assert list(bars([("x", 0)], 40)) == ["x                    0 "]
    assert len(list(heat_map(whole_year(desk).hours))) == 9


def whole_year(desk: PaperDesk, daytime: Daytime = UNKNOWN) -> Report:
    return report(desk.register.children(), year_to(2027), daytime, desk.now)


def test_interviews_are_counted_by_month_placement_and_reason() -> None:
    desk = PaperDesk()
    for home, day, hours, why in (
        ("Ash House", "02", 20, "bored"),
        ("Ash House", "09", 90, "bored"),
        ("Oak", "16", 1, ""),
    ):
        child = desk.child(placement=home)
        episode = desk.open(child, london(f"2026-11-{day} 20:00"), place=home)
        desk.back(episode, london(f"2026-11-{day} 22:00"))
        held = london(f"2026-11-{day} 22:00") + timedelta(hours=hours)
        desk.interview(episode, "held", held, findings={"reasons": why, "triggers": why})
    found = whole_year(desk)
    by_place = {
        name: (each.missing, each.interviews.held, each.interviews.held_in_time) for name, each in found.placements
    }
    assert by_place == {"Ash House": (2, 2, 1), "Oak": (1, 1, 1)}
    assert [(name, each.missing, each.interviews.held_in_time) for name, each in found.reasons] == [("bored", 2, 1)]
    lines = list(figure_lines(found))
    assert "Ash House                             2       2        2     2       1" in lines
    assert max(map(len, lines)) <= 78


def test_where_children_were_found_is_counted_once_an_episode() -> None:
    desk = PaperDesk()
    for day in ("02", "09"):
        episode = desk.open(desk.child(), london(f"2026-11-{day} 20:00"))
        desk.found(episode, london(f"2026-11-{day} 21:00"), "aunt's")
        desk.found(episode, london(f"2026-11-{day} 22:00"), "Piccadilly")
    assert whole_year(desk).found_at == (("Piccadilly", 2),)


def test_the_report_says_how_far_the_daytime_is_known() -> None:
    desk = PaperDesk()
    desk.now = london("2026-11-22 22:00")
    assert next(figure_lines(whole_year(desk))).endswith("INCOMPLETE: no daytime history imported")
    daytime = Daytime(((london("2026-01-01 00:00"), london("2026-11-22 17:00")),))
    assert next(figure_lines(whole_year(desk, daytime))).endswith("history to 22 Nov 17:00")


def test_the_panel_hears_what_the_months_interviews_found() -> None:
    desk = PaperDesk()
    child = desk.child()
    episode = three_times(desk, child)
    desk.interview(episode, "held", london("2026-11-18 10:00"), findings={"places": "behind the station"})
    (each,) = panel(desk.register.children(), desk.rulebook, NOVEMBER, desk.now)
    assert each.heard == ("places: behind the station",)
