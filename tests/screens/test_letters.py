"""The outbox on the screen: list, letter in full, edit, write, send, read out; each with its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from data.ledger import Ledger, NotRecorded
from data.outcome import Receipt
from models.commands.episode import AddReport
from models.events.duty import BriefingSent, PersonTold
from screens.forms.form import ActForm
from screens.forms.question import Question
from screens.letters.edit import EditLetter
from screens.letters.letter import LetterPage
from screens.letters.outbox import OutboxScreen
from tests.outbox.post_office import PostOffice, free_port, mail_table, served
from tests.screens.golden import assert_golden, screen_text, widths
from tests.screens.stage import SIZE, Place


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def port(office: PostOffice) -> Iterator[int]:
    with served(office) as port:
        yield port


def second_report(place: Place) -> str:
    episode = place.away(place.child(lcs="L77", social_worker="A Khan"), police_log="0412")
    place.done(AddReport, episode=episode, at="0130", source="carer", text="still away, phone off")
    return episode


def told(place: Place, episode: str) -> list[tuple[str, str]]:
    found = place.desk.register.episode(episode)
    assert found
    return [(event.role, event.how) for _, event in found.each(PersonTold)]


async def finished(app: Any, pilot: Any) -> None:
    """Everything that goes on beside the screen has ended."""
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_one_key_shows_the_letters_that_wait(place: Place) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        assert isinstance(app.screen, OutboxScreen) and widths(app) == {80}
        text = screen_text(app)
        assert "OWED    Social worker, A Khan    Kayleigh Barnes, 15    e-mail SW, TM, SM" in text
        assert "To: sw@bury.example" in text and "K.B. LCS L77" in text
        await pilot.press("escape")
        assert app.screen is app.board


async def test_the_letter_is_plain_text_from_the_left_edge_to_the_right(place: Place) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("e", "enter")
        assert isinstance(app.screen, LetterPage) and widths(app) == {80}
        lines = screen_text(app).splitlines()
        assert lines[1] == "To: sw@bury.example" and lines[2].startswith("Subject: TRAINING K.B. LCS L77")
        assert any(line.startswith("Child: Kayleigh Barnes, 15, born 12 Mar 2011") for line in lines)
        assert any(line.startswith("  Sun 22 Nov 01:30 GMT: reported again, still away") for line in lines)


async def test_nothing_is_sent_before_it_is_asked_and_then_it_is_recorded(place: Place, office, port) -> None:
    episode = second_report(place)
    app = place.app(mail=mail_table(port))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "s")
        assert isinstance(app.screen, Question) and "sw@bury.example" in app.screen.words
        await pilot.press("escape")
        await finished(app, pilot)
        assert office.in_data == 0
        await pilot.press("s", "y")
        await finished(app, pilot)
        assert len(office.taken) == 1 and told(place, episode) == [("sw", "e-mail")]
        assert isinstance(app.screen, OutboxScreen) and "SW told" in screen_text(app)
        assert "Social worker" not in screen_text(app)


async def test_a_server_that_is_not_there_is_said_and_the_letter_stays(place: Place) -> None:
    episode = second_report(place)
    app = place.app(mail=mail_table(free_port()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "s", "y")
        await finished(app, pilot)
        assert isinstance(app.screen, LetterPage) and "! NOT SENT: the mail server 127.0.0.1" in screen_text(app)
        assert told(place, episode) == []


async def test_while_a_server_hangs_the_screen_answers_and_the_page_stays(place: Place, office, port) -> None:
    second_report(place)
    office.manner = "hang"
    app = place.app(mail=mail_table(port))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "s", "y", "escape")
        assert isinstance(app.screen, LetterPage) and "wait for the answer" in screen_text(app)
        await finished(app, pilot)
        assert "did not answer within" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, OutboxScreen)


async def test_a_doubt_is_asked_about_and_can_be_settled_by_recording(place: Place, office, port) -> None:
    episode = second_report(place)
    office.manner = "drop"
    app = place.app(mail=mail_table(port))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "s", "y")
        await finished(app, pilot)
        assert "NOT CERTAIN whether it went" in screen_text(app)
        await pilot.press("escape")
        assert "SENT ?" in screen_text(app)
        await pilot.press("enter", "s")
        assert isinstance(app.screen, Question) and "NOT CERTAIN" in app.screen.words
        await pilot.press("r")
        await pilot.pause()
        assert told(place, episode) == [("sw", "e-mail")] and office.in_data == 1


async def test_when_recording_fails_the_page_says_sent_and_a_second_s_only_records(
    place: Place, office, port, monkeypatch
) -> None:
    episode = second_report(place)
    app = place.app(mail=mail_table(port))

    def full(*_args: Any, **_more: Any) -> None:
        raise NotRecorded("Not recorded: the disk is full.")

    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "s")
        with monkeypatch.context() as broken:
            broken.setattr(Ledger, "append", full)
            await pilot.press("y")
            await finished(app, pilot)
        assert "! SENT to sw@bury.example" in screen_text(app) and "NOT RECORDED" in screen_text(app)
        await pilot.press("s")
        assert "It was NOT" in app.screen.words
        await pilot.press("y")
        await finished(app, pilot)
        assert told(place, episode) == [("sw", "e-mail")] and office.in_data == 1


async def test_it_is_written_as_a_file_that_names_nobody_and_nothing_is_recorded(place: Place) -> None:
    episode = second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "w")
        (file,) = (place.folder / "exports").iterdir()
        assert file.name == f"letter-{episode}-sw.eml" and file.name in screen_text(app)
        assert b"Kayleigh Barnes" in file.read_bytes() and told(place, episode) == []


async def test_read_out_by_telephone_is_recorded_in_the_form(place: Place) -> None:
    episode = second_report(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "p")
        assert isinstance(app.screen, ActForm)
        await pilot.press("f2")
        await pilot.pause()
        assert told(place, episode) == [("sw", "telephone, read out")]
        assert isinstance(app.screen, OutboxScreen)


async def test_a_briefing_read_out_meets_the_briefing(place: Place) -> None:
    episode = place.away(place.child(), since="yesterday 0130")
    place.clock.forward(hours=2)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter")
        assert "Strategic Lead" in screen_text(app)
        await pilot.press("p", "f2")
        await pilot.pause()
        found = place.desk.register.episode(episode)
        assert [event.to for _, event in found.each(BriefingSent)] == ["Strategic Lead, Assistant Director"]


async def test_what_is_typed_is_kept_and_can_be_taken_back(place: Place) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "e")
        assert isinstance(app.screen, EditLetter) and widths(app) == {80}
        await pilot.press(*"Hello", "f2")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "HelloTRAINING" in screen_text(app)
        later = place.session()
        from data.outbox import Outbox

        assert Outbox(later, app.settings).waiting()[0].body.startswith("Hello")
        await pilot.press("e", "f6", "y")
        await pilot.pause()
        assert "Hello" not in screen_text(app)


async def test_a_wrong_address_is_said_and_what_was_typed_stays(place: Place) -> None:
    second_report(place)
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "e", "shift+tab", *"nobody", "f2")
        await pilot.pause()
        assert isinstance(app.screen, EditLetter) and "is not an e-mail address" in screen_text(app)
        await pilot.press(*"@bury.example", "f2")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "To: nobody@bury.example" in screen_text(app)


async def test_what_does_not_hold_yet_changes_no_letter_and_waits_in_the_editor(place: Place) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "e", "shift+tab", "end", *" half@", "tab", *"Hello", "escape")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "To: sw@bury.example\n" in screen_text(app)
        assert "A change of it was begun" in screen_text(app) and "Hello" not in screen_text(app)
        await pilot.press("s")
        assert isinstance(app.screen, Question) and "A change of it was begun" in app.screen.words
        await pilot.press("escape", "e")
        assert "sw@bury.example half@" in screen_text(app) and "HelloTRAINING" in screen_text(app)
        await pilot.press("f2")
        assert isinstance(app.screen, EditLetter) and "is not an e-mail address" in screen_text(app)
        await pilot.press("shift+tab", "end", *"home.example", "f2")
        await pilot.pause()
        assert "To: sw@bury.example, half@home.example" in screen_text(app) and "HelloTRAINING" in screen_text(app)
        assert "was begun" not in screen_text(app)


async def test_words_typed_while_nothing_can_be_recorded_are_kept(place: Place, monkeypatch) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "e")
        with monkeypatch.context() as away:
            away.setattr(type(app.desk), "view_only", "The server cannot be reached.")
            await pilot.press(*"Hello", "f2")
            assert isinstance(app.screen, EditLetter) and "cannot be reached" in screen_text(app)
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, LetterPage)
        await pilot.press("e")
        assert "HelloTRAINING" in screen_text(app)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "HelloTRAINING" in screen_text(app)


async def test_a_change_taken_back_by_hand_or_by_key_leaves_nothing_begun(place: Place) -> None:
    second_report(place)
    app = place.app(mail=mail_table(25))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter", "e", "shift+tab", "end", *"x y", "escape")
        await pilot.pause()
        assert "was begun" in screen_text(app)
        await pilot.press("e", "shift+tab", "end", "backspace", "backspace", "backspace", "f2")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "was begun" not in screen_text(app)
        await pilot.press("e", "shift+tab", "end", *" y", "f6", "y")
        await pilot.pause()
        assert isinstance(app.screen, LetterPage) and "was begun" not in screen_text(app)


async def test_a_fact_recorded_meanwhile_is_in_the_letter_before_it_goes(place: Place, office, port) -> None:
    episode = second_report(place)
    app = place.app(mail=mail_table(port))
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("e", "enter", "s")
        assert isinstance(place.done(AddReport, episode=episode, at="0200", source="police", text="seen"), Receipt)
        await pilot.press("y")
        await finished(app, pilot)
        assert office.in_data == 0 and "changed since you read it" in screen_text(app)
        assert "reported again, seen" in screen_text(app)


async def test_without_letters_it_says_so(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter")
        assert isinstance(app.screen, OutboxScreen)
        assert_golden(app, "outbox_empty")
