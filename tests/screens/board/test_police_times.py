"""Where the police's times differ: both are shown, and only a worker's key changes one."""

from __future__ import annotations

import pytest

from models.commands.imported import KeepPoliceReport, RecordImport
from models.times.zone import iso
from screens.forms.form import ActForm
from screens.imports import Differences
from tests.models.paper_desk import london
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import NOW, SIZE, Place

THEIRS = "2026-11-21T20:05:00Z"


@pytest.fixture
def told(place: Place) -> str:
    """The police say that Kayleigh went 25 minutes before we have it, and that Dean was away when we have nothing."""
    kayleigh, dean = place.child(), place.child("Dean", "Pickersgill", legal="home")
    episode = place.away(kayleigh)
    given = {"source": "police download", "status": "missing"}
    place.done(KeepPoliceReport, child=kayleigh, log="0412", started=THEIRS, **given)
    begun, ended = iso(london("2026-11-20 18:00")), iso(london("2026-11-20 23:30"))
    place.done(KeepPoliceReport, child=dean, log="0077", started=begun, ended=ended, **given)
    place.done(RecordImport, what="police", until=iso(NOW), digest="d" * 64, children=(kayleigh, dean))
    return episode


async def test_both_times_are_shown_and_nothing_is_changed_by_looking(place, told) -> None:
    app = place.app()
    head = place.desk.head.seq
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j")
        assert isinstance(app.screen, Differences)
        assert widths(app) == {80}
        assert_golden(app, "police_times")
    assert place.desk.head.seq == head


async def test_theirs_is_taken_only_after_a_yes(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "t")
        assert "take the time of the police" in screen_text(app)
        await pilot.press("escape")
        assert iso(place.desk.register.episode(told).since) != THEIRS
        await pilot.press("t", "y")
        await pilot.pause()
        assert iso(place.desk.register.episode(told).since) == THEIRS
        assert "Kayleigh" not in "".join(line for line in screen_text(app).splitlines() if line.startswith(">"))
        assert "Recorded: Kayleigh Barnes" in screen_text(app)


async def test_ours_is_kept_for_a_reason(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "k")
        await pilot.pause()
        assert isinstance(app.screen, ActForm) and "police log 0412" in screen_text(app)
        app.screen.fields["reason"].value = "carer saw her go"
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Differences)
        assert [each.log for _, each in app.screen._waiting.values()] == ["0077"]
    assert iso(place.desk.register.episode(told).since) == "2026-11-21T20:30:00Z"


async def test_an_episode_that_we_do_not_have_is_opened_whole(place, told) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "down", "t", "y")
        await pilot.pause()
        (dean,) = [each for each in place.desk.register.children() if each.child.detail("forename") == "Dean"]
        (episode,) = dean.episodes
        assert (iso(episode.since), episode.police_log) == ("2026-11-20T18:00:00Z", "0077")
        assert episode.returned_at == london("2026-11-20 23:30")


async def test_without_differences_it_says_so(place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j")
        assert "No difference waits" in screen_text(app)
        await pilot.press("t", "k", "escape")
        assert not isinstance(app.screen, Differences)
