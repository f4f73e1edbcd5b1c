"""The register as of a moment, and as it was known at one (D15, `--as-of` and `--known-at`)."""

from __future__ import annotations

from datetime import timedelta

from models.commands.duty import CorrectEntry
from models.commands.episode import VoidRecord
from models.duties.owed import duties
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
START = london("2026-11-20 20:00")


def night() -> tuple[PaperDesk, str, str]:
    """Missing at 20:00 and entered at 22:00; found at 23:00; back at 01:00 and entered at 03:00."""
    desk = PaperDesk()
    desk.now = START + 2 * HOUR
    child = desk.child()
    episode = desk.open(child, START)
    desk.found(episode, START + 3 * HOUR)
    desk.now = START + 7 * HOUR
    desk.back(episode, START + 5 * HOUR)
    return desk, child, episode


def status(desk: PaperDesk, child: str, **seen) -> str:
    return desk.history(child, **seen).episodes[0].status


def test_as_of_shows_what_had_happened_by_then_whenever_it_was_entered():
    desk, child, _ = night()
    shown = [status(desk, child, as_of=START + hours * HOUR) for hours in (1, 4, 6)]
    assert shown == ["missing", "found", "returned"]


def test_known_at_shows_what_had_been_entered_by_then():
    desk, child, _ = night()
    shown = [status(desk, child, known_at=START + hours * HOUR) for hours in (2, 6, 7)]
    assert shown == ["missing", "found", "returned"]
    assert desk.register.at(None, START + HOUR).child(child) is None


def test_a_child_has_a_name_before_it_was_registered():
    """The episode began two hours before anybody told us the name; seen as of then, it is still hers."""
    desk, child, _ = night()
    history = desk.history(child, as_of=START + HOUR)
    assert history.child.name == "Kayleigh Barnes"
    assert "looked-after" in history.child.traits


def test_a_correction_changes_what_is_true_at_every_moment_and_only_known_at_hides_it():
    desk, child, _ = night()
    opened = next(entry for entry in desk.shelf.entries if entry.type == "EpisodeOpened")
    desk.now = START + 9 * HOUR
    desk.do(CorrectEntry, entry=opened.id, field="since", value=START + HOUR, reason="the clock on the wall was slow")
    assert desk.history(child, as_of=START + 4 * HOUR).episodes[0].since == START + HOUR
    assert desk.history(child, as_of=START + timedelta(minutes=30)).episodes == ()
    assert desk.history(child, known_at=START + 8 * HOUR).episodes[0].since == START


def test_a_void_hides_the_episode_at_every_moment_and_only_known_at_shows_it():
    desk, child, episode = night()
    desk.now = START + 9 * HOUR
    desk.do(VoidRecord, subject=episode, reason="wrong child")
    assert status(desk, child, as_of=START + HOUR) == "voided"
    assert status(desk, child, known_at=START + 8 * HOUR) == "returned"


def test_what_was_owed_as_of_a_moment_is_owed_by_what_had_happened_then():
    desk, child, _ = night()
    moment = START + 4 * HOUR
    then = duties(desk.history(child, as_of=moment), desk.rulebook, moment)
    assert "interview-72h" not in {duty.rule.id for duty in then}
    assert "lcs-entry" in {duty.rule.id for duty in then}


def test_three_times_and_who_says_so_are_kept_apart():
    """When it happened, who says so, and when and by whom it was entered."""
    desk = PaperDesk()
    child = desk.child()
    desk.now = START + 2 * HOUR
    episode = desk.open(child, START, source="police log 1842", reported=START + HOUR)
    opened = next(entry for entry in desk.history(child).entries if entry.type == "EpisodeOpened")
    assert (opened.happened_at, opened.event.reported_at, opened.entered_at) == (START, START + HOUR, START + 2 * HOUR)
    assert (opened.event.source, opened.by.name, opened.by.role) == ("police log 1842", "J Okafor", "duty worker")
    assert desk.episode(episode).since == START
