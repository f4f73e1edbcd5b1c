"""Each second's words are those of a full wording at that second, whatever was worded before and is only remembered."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.commands.duty import RecordLcs
from models.commands.episode import JudgeRisk, RecordFound, RecordReturn
from models.times.zone import at_local, local_date
from screens.board.columns import names_alike
from screens.board.night import Night
from screens.board.row_lines import Manner
from screens.board.rows import row_of, rows_of
from screens.board.wording import Wording
from screens.widgets.plain_text import fit
from tests.screens.stage import SIZE, Place, rested
from tui.app import NightdeskApp

BEGINNINGS = {
    "a winter night": datetime(2026, 11, 22, 2, 14, 7, tzinfo=UTC),
    "the night the clocks go back": datetime(2026, 10, 24, 21, 40, 31, tzinfo=UTC),
    "the night they go forward": datetime(2026, 3, 28, 21, 40, 31, tzinfo=UTC),
}


@pytest.fixture(params=BEGINNINGS.values(), ids=list(BEGINNINGS))
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A night with every kind of row: missing, found, absent with a limit, returned, a limit that lapses."""
    place = Place(tmp_path, request.param)
    for number, (since, risk) in enumerate(
        (("3h ago", "high"), ("47m ago", "low"), ("23h59m ago", ""), ("5m ago", ""))
    ):
        episode = place.away(place.child(f"Child{number}", "Barnes", dob="25/10/2011"), since=since)
        if risk:
            place.done(JudgeRisk, episode=episode, at="now", grade=risk, reason="age")
    place.done(RecordFound, episode=episode, at="2m ago", where="Piccadilly")
    for limit in ("in 20m", "in 3h"):
        place.absent(place.child("Tariq", f"Mahmood{limit[-2]}"), since="2h ago", limit=limit)
    for number in range(6):
        place.away(place.child(f"Further{number}", "Lane", dob="3/3/2012"), since=f"{number}h59m ago")
    for since, returned in (("50h ago", "30h ago"), ("75h ago", "71h50m ago")):
        episode = place.away(place.child("Sophie", f"Wren{since[0]}", dob="25/10/2011"), since=since, returned=returned)
    place.done(RecordLcs, episode=episode, at="now")
    yield place
    place.close()


def moments(night: Night, choice: random.Random) -> Iterator[float]:
    """Seconds to go forward: one by one, over minutes, hours and days, to just before and after every turn."""
    for _ in range(70):
        yield 1
    for _ in range(150):
        yield choice.choice((1, 1, 2, 7, 29, 59, 60, 61, 600, 3540, 3599, 3600, 3601))
    for _ in range(150):
        ahead = [clock.at for case in night.cases for clock in case.live_clocks if clock.at and clock.at > night.now]
        turn = choice.choice([*ahead, night.now + timedelta(minutes=1)])
        yield max((turn - night.now).total_seconds() + choice.choice((-1, 0, 1)), 1)
        yield 1


def test_what_is_remembered_is_at_every_second_what_a_full_wording_says(full: Place) -> None:
    night, choice = Night(full.desk), random.Random(7)
    wording = Wording(Manner(night.protocol, night.days))
    for seconds in moments(night, choice):
        full.clock.forward(seconds=seconds)
        night.tick()
        for case in night.cases:
            row = wording.row(case, night.now)
            left, second = row.countdowns(night.now)
            shown = row.but(countdown=left, second=(second, row.second[1]) if row.second else None)
            assert shown == row_of(case.but(now=night.now), wording.manner), (night.now, row.countdown, row.rest)


def test_at_a_lapse_and_at_midnight_the_words_turn_even_before_the_night_is_worked_out_anew(full: Place) -> None:
    night = Night(full.desk)
    wording = Wording(Manner(night.protocol, night.days))
    midnight = at_local(local_date(night.now) + timedelta(days=1))
    for case in night.cases:
        for turn in (midnight, *(limit.at for limit in case.episode.limits)):
            wording.row(case, turn - timedelta(seconds=1))
            turned = row_of(case.but(now=turn), wording.manner)
            assert (wording.row(case, turn).rest, wording.row(case, turn).tone) == (turned.rest, turned.tone)


def test_a_clock_set_back_words_the_rows_as_they_were_then(full: Place) -> None:
    night = Night(full.desk)
    wording = Wording(Manner(night.protocol, night.days))
    case, now = night.cases[0], night.now
    later = wording.row(case, now + timedelta(hours=5))
    assert wording.row(case, now) == row_of(case, wording.manner) != later


def test_within_a_minute_nothing_is_worded_twice_and_after_it_everything_is(full: Place) -> None:
    night = Night(full.desk)
    wording = Wording(Manner(night.protocol, night.days))
    case = night.cases[0]
    row = wording.row(case, night.now)
    assert wording.row(case.but(now=night.now), night.now + timedelta(seconds=1)) is row
    assert wording.row(case, night.now + timedelta(seconds=61)) is not row


def test_a_case_worked_out_anew_is_worded_anew(full: Place) -> None:
    night = Night(full.desk)
    wording = Wording(Manner(night.protocol, night.days))
    case = next(case for case in night.cases if case.episode.is_open)
    row = wording.row(case, night.now)
    full.done(RecordReturn, episode=case.episode.id, at="now")
    night.tick()
    assert wording.row(night.case(case.episode.id), night.now) is not row


def in_full(app: NightdeskApp) -> list[str]:
    """The board's lines in sight as a full wording at this moment has them."""
    night, lines = app.night, app.board.lines
    cases = [case.but(now=night.now) for case in night.cases]
    rows = rows_of(cases, Manner(night.protocol, night.days, alike=names_alike(cases)))
    cells = [(part, row) for row in rows for part in ((row.countdown, row.rest), row.second) if part]
    said = [row.rest if not row.key else f"{fit(left, 7)} {rest}" for (left, rest), row in cells]
    top = lines.scroll_offset.y
    return [fit(each, 79) for each in said[top : top + lines.size.height]]


def on_screen(app: NightdeskApp) -> list[str]:
    """The same as the board draws them, without the cursor's mark."""
    lines = app.board.lines
    drawn = [lines.render_line(y).text[1:] for y in range(lines.size.height)]
    return [each for each in drawn if each.strip()]


async def test_whatever_is_in_sight_is_what_a_full_wording_says_at_that_moment(full: Place) -> None:
    app, choice = full.app(lock_minutes=0), random.Random(11)
    async with app.run_test(size=SIZE) as pilot:
        for seconds in list(moments(app.night, choice))[::9]:
            full.clock.forward(seconds=seconds)
            rested(app)
            assert on_screen(app) == in_full(app), app.night.now
            await pilot.press(choice.choice(("up", "down", "pagedown", "end", "home")))
            assert on_screen(app) == in_full(app), app.night.now


async def test_rows_that_come_into_sight_are_worded_before_they_are_painted(full: Place) -> None:
    app = full.app()
    async with app.run_test(size=SIZE):
        full.clock.forward(minutes=25)
        rested(app)
        app.board.lines.action_end(-1)  # no message has been handled yet
        assert app.board.lines.scroll_offset.y > 0
        assert on_screen(app) == in_full(app)
