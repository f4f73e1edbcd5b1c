"""Sending letters by a real SMTP server: once, recorded, and nothing half done when the server fails."""

from __future__ import annotations

import pytest

from data.configuration import Configuration
from data.ledger import Ledger, NotRecorded
from data.letter_notes import LetterNotes
from data.mail import MaybeSent, NotSent
from data.mail_settings import BadMail
from data.outbox import Outbox
from data.outcome import Receipt
from data.sending import Sending, SentNotRecorded, send
from models.commands.duty import RecordTold
from models.commands.episode import AddReport
from models.events.duty import BriefingSent, PersonTold
from tests.outbox.post_office import PostOffice, free_port, mail_table
from tests.screens.stage import Place

pytestmark = pytest.mark.usefixtures("place")


def second_report(place: Place, **details: str) -> str:
    """An episode about which somebody reported again: three e-mails are owed."""
    episode = place.away(place.child(lcs="L77", **details), police_log="0412")
    place.done(AddReport, episode=episode, at="0130", source="carer", text="still away, phone off")
    return episode


def outbox(place: Place, port: int, **more: str) -> Outbox:
    return Outbox(place.desk, Configuration(mail=mail_table(port, **more)))


def letter_to(box: Outbox, role: str):
    found = [each for each in box.waiting() if role in [reader.role for reader in each.letter.readers]]
    assert len(found) == 1, [each.letter.id for each in box.waiting()]
    return found[0]


def told(place: Place, episode: str) -> list[str]:
    found = place.desk.register.episode(episode)
    assert found
    return [event.role for _, event in found.each(PersonTold)]


def entries(place: Place) -> int:
    return place.desk.head.seq


def test_a_letter_that_the_server_took_is_recorded_and_meets_the_duty(place, office, port):
    episode = second_report(place)
    box = outbox(place, port)
    for role in ("sw", "tm", "sm"):
        assert isinstance(send(box, letter_to(box, role)), Receipt)
    assert [each["To"] for each in office.taken] == ["sw@bury.example", "tm@bury.example", "sm@bury.example"]
    assert told(place, episode) == ["sw", "tm", "sm"]
    assert box.waiting() == []
    case = next(case for case in place.desk.cases() if case.episode.id == episode)
    assert "email-on-second-report" not in [duty.rule.id for duty in case.owed]


def test_subject_holds_initials_and_number_and_the_body_the_facts(place, office, port):
    second_report(place)
    box = outbox(place, port)
    send(box, letter_to(box, "sw"))
    (mail,) = office.taken
    assert "K.B. LCS L77" in mail["Subject"] and "TRAINING" in mail["Subject"]
    assert "Kayleigh" not in mail["Subject"] and "Barnes" not in mail["Subject"]
    text = mail.get_content()
    for words in (
        "Kayleigh Barnes",
        "MISSING since Sat 21 Nov 20:30 GMT",
        "still away, phone off",
        "log 0412",
        "3.4.1",
    ):
        assert words in text
    assert text.startswith("TRAINING: invented children")


def test_a_briefing_goes_to_all_its_readers_at_once(place, office, port):
    episode = place.away(place.child(lcs="L77"), since="yesterday 0130")
    place.clock.forward(hours=2)
    box = outbox(place, port)
    send(box, letter_to(box, "strategic-lead"))
    assert office.recipients == [["lead@bury.example", "ad@bury.example"]]
    found = place.desk.register.episode(episode)
    ((_, sent),) = found.each(BriefingSent)
    assert sent.to == "Strategic Lead, Assistant Director"
    assert "briefing" not in [each.letter.kind for each in box.waiting()]


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("no such person", "refused the address sw@bury.example (550 5.1.1 no such person)"),
        ("refuse the letter", "refused the letter (554 5.7.1 looks like spam)"),
        ("hang", "did not answer within 1 s"),
    ],
)
def test_a_server_that_refuses_or_hangs_is_said_and_nothing_is_recorded(place, office, port, manner, words):
    episode = second_report(place)
    box, before = outbox(place, port), entries(place)
    office.manner = manner
    with pytest.raises(NotSent) as why:
        send(box, letter_to(box, "sw"))
    assert str(why.value).startswith("NOT SENT") and words in str(why.value)
    assert not any(ord(letter) < 32 for letter in str(why.value))
    assert (entries(place), told(place, episode), office.taken) == (before, [], [])
    assert letter_to(box, "sw").state == ""
    office.manner = "accept"
    send(box, letter_to(box, "sw"))
    assert told(place, episode) == ["sw"] and len(office.taken) == 1


def test_a_server_that_is_not_there_is_said(place):
    second_report(place)
    box = outbox(place, free_port())
    with pytest.raises(NotSent, match="cannot be reached"):
        send(box, letter_to(box, "sw"))
    assert letter_to(box, "sw").state == ""


@pytest.mark.parametrize("manner", ["drop", "hang after the letter"])
def test_a_line_that_breaks_after_the_letter_leaves_a_doubt_that_is_asked_about(place, office, port, manner):
    episode = second_report(place)
    box, before = outbox(place, port), entries(place)
    office.manner = manner
    with pytest.raises(MaybeSent, match="NOT CERTAIN"):
        send(box, letter_to(box, "sw"))
    assert entries(place) == before and "NOT CERTAIN" in letter_to(box, "sw").state
    office.manner = "accept"
    with pytest.raises(BadMail, match="NOT CERTAIN"):
        send(box, letter_to(box, "sw"))
    assert office.taken == []
    send(box, letter_to(box, "sw"), again=True)
    assert len(office.taken) == 1 and told(place, episode) == ["sw"]


def test_a_second_try_that_fails_does_not_take_the_doubt_away(place, office, port):
    second_report(place)
    box = outbox(place, port)
    office.manner = "drop"
    with pytest.raises(MaybeSent):
        send(box, letter_to(box, "sw"))
    office.manner = "no such person"
    with pytest.raises(NotSent):
        send(box, letter_to(box, "sw"), again=True)
    assert "NOT CERTAIN" in letter_to(box, "sw").state


def test_when_recording_fails_the_worker_is_told_and_the_letter_never_goes_twice(place, office, port, monkeypatch):
    episode = second_report(place)
    box = outbox(place, port)

    def full(*_args, **_more):
        raise NotRecorded("Not recorded: the disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "append", full)
        with pytest.raises(SentNotRecorded) as why:
            send(box, letter_to(box, "sw"))
    assert "SENT to sw@bury.example" in str(why.value) and "the disk is full" in str(why.value)
    assert told(place, episode) == []
    assert letter_to(box, "sw").state == "SENT, NOT RECORDED"
    later = Outbox(place.session(), Configuration(mail=mail_table(port)))
    receipt = send(later, letter_to(later, "sw"))
    assert len(office.taken) == 1
    assert [entry.type for entry in receipt.entries] == ["PersonTold"]
    assert receipt.entries[0].data["reference"] == office.taken[0]["Message-ID"]


def test_the_note_of_the_sending_is_on_the_disk_before_the_server_has_the_letter(place, office, port, monkeypatch):
    second_report(place)
    box = outbox(place, port)
    from data.drafts import DraftNotKept

    def full(*_args):
        raise DraftNotKept("full")

    monkeypatch.setattr(LetterNotes, "set_mark", full)
    with pytest.raises(NotSent, match="could not be noted"):
        send(box, letter_to(box, "sw"))
    assert office.in_data == 0


def test_two_sessions_do_not_send_the_same_letter(place, office, port):
    second_report(place)
    box, other = outbox(place, port), Outbox(place.session(), Configuration(mail=mail_table(port)))
    mine, theirs = letter_to(box, "sw"), letter_to(other, "sw")
    sending = Sending(box, mine)
    sending.begin()
    with pytest.raises(NotSent, match="another session"):
        send(other, theirs)
    sending.hand_over()
    sending.finish()
    sending.give_up()
    with pytest.raises(NotSent, match="waits no more"):
        send(other, theirs)
    assert len(office.taken) == 1


def test_a_letter_goes_as_it_was_read_or_not_at_all(place, office, port):
    episode = second_report(place)
    box = outbox(place, port)
    read = letter_to(box, "sw")
    place.done(AddReport, episode=episode, at="0200", source="police", text="seen in Radcliffe")
    with pytest.raises(NotSent, match="changed since you read it"):
        send(box, read)
    assert office.in_data == 0


def test_one_refused_address_stops_a_briefing_for_all(place, office, port):
    place.away(place.child(), since="yesterday 0130")
    place.clock.forward(hours=2)
    box = outbox(place, port)
    office.manner = "ad@bury.example"
    with pytest.raises(NotSent, match=r"ad@bury\.example"):
        send(box, letter_to(box, "assistant-director"))
    assert office.in_data == 0


def test_a_letter_without_an_address_is_not_sent(place, office, port):
    second_report(place, social_worker="A Khan")
    box = outbox(place, port, sw="")
    with pytest.raises(BadMail, match="Social worker, A Khan"):
        send(box, letter_to(box, "sw"))


def test_without_a_server_the_refusal_says_what_to_do(place):
    second_report(place)
    box = Outbox(place.desk, Configuration())
    with pytest.raises(BadMail, match=r"no SMTP server|no address"):
        send(box, letter_to(box, "sw"))


def test_a_letter_told_by_telephone_waits_no_more(place):
    episode = second_report(place)
    box = Outbox(place.desk, Configuration())
    assert isinstance(box.told(letter_to(box, "tm"), how="telephone", name="R Shah"), Receipt)
    assert told(place, episode) == ["tm"]
    assert "tm" not in [each.letter.role for each in box.waiting()]


def test_edited_words_are_what_goes_and_a_change_of_the_facts_is_said(place, office, port):
    episode = second_report(place)
    box = outbox(place, port)
    assert box.edit(letter_to(box, "sw"), "duty@bury.example", "Please ring.\n.\nThe end") == ()
    other = Outbox(place.session(), Configuration(mail=mail_table(port)))
    assert letter_to(other, "sw").edited and not letter_to(other, "sw").stale
    place.done(RecordTold, episode=episode, at="0205", role="tm", how="telephone")
    assert not letter_to(box, "sw").stale
    place.done(AddReport, episode=episode, at="0210", source="police", text="seen")
    assert letter_to(box, "sw").stale and "changed" in letter_to(box, "sw").cautions[-1]
    send(box, letter_to(box, "sw"))
    (mail,) = office.taken
    assert mail["To"] == "duty@bury.example"
    assert mail.get_content().splitlines()[:3] == ["Please ring.", ".", "The end"]
    assert box.notes.edited(letter_to(box, "tm").letter.id) is None


@pytest.mark.parametrize("to", ["not an address", "a@b\r\nBcc: x@y", "<a@b.example>"])
def test_what_is_no_address_is_refused(place, port, to):
    second_report(place)
    box = outbox(place, port)
    assert [problem.field for problem in box.edit(letter_to(box, "sw"), to, "words")] == ["to"]
    assert not letter_to(box, "sw").edited


def test_a_training_clock_does_not_keep_a_letter_from_being_recorded(place: Place, office: PostOffice, port: int):
    second_report(place)
    box = outbox(place, port)
    send(box, letter_to(box, "sw"))
    assert office.taken[0]["Date"].datetime == place.desk.now()
