"""Two records of one child, joined and taken apart (D17, D22)."""

from __future__ import annotations

from datetime import timedelta

from models.commands.child import LinkChildren, SaySameChild
from models.commands.duty import CorrectEntry
from models.commands.episode import OpenEpisode, VoidRecord
from models.events.child import ChildrenLinked, SameChildSaid
from tests.models.paper_desk import PaperDesk, london

HOUR = timedelta(hours=1)
NIGHT = timedelta(hours=8)
FIRST, SECOND, THIRD = london("2026-11-01 22:00"), london("2026-11-10 22:00"), london("2026-11-20 22:00")
RULE = "meeting-3-in-28d"


def two_records() -> tuple[PaperDesk, str, str]:
    desk = PaperDesk()
    one, other = desk.child(), desk.child(forename="Kayley", lcs="77101")
    desk.been(one, FIRST, FIRST + NIGHT)
    desk.been(other, SECOND, SECOND + NIGHT)
    return desk, one, other


def joined() -> tuple[PaperDesk, str, str]:
    desk, one, other = two_records()
    desk.do(SaySameChild, child=one, other=other, reason="same date of birth and mother")
    return desk, one, other


def test_the_joined_history_counts_whichever_record_is_asked():
    desk, one, other = joined()
    third = desk.open(other, THIRD)
    assert desk.duty(third, RULE).is_owed
    assert {desk.count(child, RULE).n for child in (one, other)} == {3}
    assert [each.id for each in desk.history(one).episodes] == [each.id for each in desk.history(other).episodes]


def test_no_record_is_said_to_be_the_same_child_as_itself():
    desk, one, other = joined()
    assert (desk.history(one).same_as, desk.history(other).same_as) == ((other,), (one,))


def test_what_is_known_of_either_is_known_of_both():
    desk, one, _ = joined()
    assert desk.history(one).child.detail("lcs") == "77101"


def test_one_open_episode_for_both_records():
    desk, one, other = joined()
    desk.open(other, THIRD)
    assert "child" in desk.refused(OpenEpisode, child=one, status="missing", since=THIRD, source="carer")


def test_joining_is_refused_while_both_have_an_open_episode():
    desk, one, other = two_records()
    desk.open(one, THIRD)
    desk.open(other, THIRD)
    assert "other" in desk.refused(SaySameChild, child=one, other=other, reason="same")


def test_joining_needs_a_reason_and_two_records():
    desk, one, other = two_records()
    assert set(desk.refused(SaySameChild, child=one, other=other, reason="")) == {"reason"}
    assert set(desk.refused(SaySameChild, child=one, other=one, reason="x")) == {"other"}


def test_taken_apart_each_has_its_own_history_again():
    desk, one, other = joined()
    desk.do(SaySameChild, child=other, other=one, reason="two cousins", undo=True)
    assert [len(desk.history(child).episodes) for child in (one, other)] == [1, 1]
    assert desk.history(one).same_as == ()


def test_an_entry_on_any_joined_record_is_seen_in_a_history_already_folded():
    desk, one, other = joined()
    third = desk.child(forename="Caley")
    desk.do(SaySameChild, child=other, other=third, reason="the same again")
    assert desk.history(one).open_episode is None
    episode = desk.open(third, THIRD)
    found = desk.history(one).open_episode
    assert found and found.id == episode
    desk.back(episode, THIRD + HOUR)
    assert desk.history(one).open_episode is None


def test_joined_records_stand_once_in_the_register():
    desk, _, _ = joined()
    desk.child(forename="Dean", surname="Pell")
    assert len(list(desk.register.children())) == 2


def test_linked_children_stay_two():
    desk, one, other = two_records()
    desk.do(LinkChildren, child=one, other=other, reason="went together")
    assert (desk.history(one).linked, desk.history(other).linked) == ((other,), (one,))
    assert len(desk.history(one).episodes) == 1


def test_a_link_that_was_a_mistake_is_struck_on_both_records_from_either():
    for from_first in (True, False):
        desk, one, other = two_records()
        desk.do(LinkChildren, child=one, other=other, reason="went together")
        ((entry, _),) = desk.history(one if from_first else other).each(ChildrenLinked)
        desk.do(VoidRecord, subject=entry.id, reason="another Kayley")
        assert (desk.history(one).linked, desk.history(other).linked) == ((), ())


def test_a_joining_that_is_struck_parts_both_records():
    desk, one, other = joined()
    entry = next(e for e, event in desk.history(one).each(SameChildSaid) if event.other == other)
    desk.do(VoidRecord, subject=entry.id, reason="two cousins")
    assert (desk.history(one).same_as, desk.history(other).same_as) == ((), ())
    assert [len(desk.history(child).episodes) for child in (one, other)] == [1, 1]


def test_of_two_links_with_one_child_the_other_stays_when_one_is_struck():
    desk, one, other = two_records()
    for reason in ("went together", "cousins"):
        desk.do(LinkChildren, child=one, other=other, reason=reason)
    entry = next(e for e, event in desk.history(one).each(ChildrenLinked) if event.reason == "cousins")
    desk.do(VoidRecord, subject=entry.id, reason="not cousins")
    assert [event.reason for _, event in desk.history(other).each(ChildrenLinked)] == ["went together"]


def test_with_whom_a_child_went_is_not_corrected_but_struck():
    desk, one, other = two_records()
    desk.do(LinkChildren, child=one, other=other, reason="went together")
    ((entry, _),) = desk.history(one).each(ChildrenLinked)
    assert "field" in desk.refused(CorrectEntry, entry=entry.id, field="other", value="somebody", reason="slip")
