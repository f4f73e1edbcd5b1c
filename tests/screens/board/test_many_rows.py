"""A board with more rows than are held whole: what is in sight is at each moment what whole cases say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.commands.episode import RecordReturn, VoidRecord
from screens.board import night, shown_rows
from tests.screens.board.test_wording import in_full, on_screen
from tests.screens.golden import screen_text
from tests.screens.stage import SIZE, Place, rested
from tui.app import NightdeskApp

FEW = 8


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Forty children away or back, of whom eight are held whole besides those near the rows in sight."""
    for module in (night, shown_rows):
        monkeypatch.setattr(module, "AT_HAND", FEW)
    place = Place(tmp_path, datetime(2026, 11, 22, 21, 14, 7, tzinfo=UTC))
    for number in range(40):
        child = place.child(f"Child{number}", "Barnes", dob=f"23/11/{2008 + number % 7}")
        if number % 5 == 4:
            place.absent(child, since="2h ago", limit=f"in {number * 7}m")
        else:
            place.away(child, since=f"{number * 37}m ago", returned="30m ago" if number % 5 == 3 else "")
    yield place
    place.close()


def whole(app: NightdeskApp) -> int:
    return len(app.desk.live._watch._whole)


async def test_paging_through_all_of_them_shows_what_a_full_wording_says_and_holds_few_whole(many: Place) -> None:
    app = many.app(lock_minutes=0)
    async with app.run_test(size=SIZE) as pilot:
        assert on_screen(app) == in_full(app)
        for key in [*["pagedown"] * 6, "home", "end", *["pageup"] * 3, *["up"] * 9, "home"]:
            await pilot.press(key)
            assert on_screen(app) == in_full(app), key
            await pilot.pause()
            assert len(app.board._rows._worded) <= 2 * 3 * SIZE[1]
            night_rows = [app.board.lines.row(brief.episode) for brief in app.night.briefs]
            assert all(row is not None and (row.second is not None) == brief.more
                       for row, brief in zip(night_rows, app.night.briefs, strict=True))  # fmt: skip


async def test_hours_go_by_and_others_record_while_most_rows_are_out_of_sight(many: Place) -> None:
    app, choice = many.app(lock_minutes=0), random.Random(17)
    other = many.session()
    async with app.run_test(size=SIZE) as pilot:
        for step in range(24):
            many.clock.forward(seconds=choice.choice((1, 59, 60, 600, 1800, 5400)))
            if step % 6 == 5:
                gone = choice.choice([brief for brief in app.night.briefs if brief.group != "returned"])
                many.done(RecordReturn, other, episode=gone.episode, at="now")
                app.poll()
            rested(app)
            await pilot.press(choice.choice(("pagedown", "pageup", "home", "end", "down")))
            rested(app)
            assert on_screen(app) == in_full(app), app.night.now
            anew = many.session()
            anew.living.trusting = False
            cases = anew.cases(now=app.night.worked_out_at)
            assert [brief.episode for brief in app.night.briefs] == [case.episode.id for case in cases]
            anew.close()


async def test_no_more_are_held_whole_than_are_near_the_rows_in_sight(many: Place) -> None:
    app = many.app(lock_minutes=0)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        rested(app)
        near = app.board.lines.keys_between(-app.board.lines.size.height, 2 * app.board.lines.size.height)
        assert len(app.night.briefs) == 40 > whole(app)
        assert whole(app) <= len(near) + shown_rows.BESIDES
        assert {app.night.brief(key).child for key in near} <= set(app.desk.live._watch._whole)  # type: ignore[union-attr]


async def test_the_row_under_the_cursor_is_named_when_it_is_gone(many: Place) -> None:
    app = many.app(lock_minutes=0)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "up")
        await pilot.pause()
        lost = app.board.selected_case()
        assert lost is not None
        many.done(VoidRecord, subject=lost.episode.id, reason="opened in error")
        rested(app)
        for alert in list(app.night.alerts):
            app.night.see(alert.id)
        rested(app)
        await pilot.pause()
        assert app.night.brief(lost.episode.id) is None
        assert f"{lost.child.name}, " in screen_text(app) and "is no longer on the board" in screen_text(app)
