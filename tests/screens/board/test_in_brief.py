"""What the night holds of its cases in brief says at every later moment what a full look at them says."""

from __future__ import annotations

import random

from models.commands.episode import RecordReturn
from models.duties.alerts import alerts_of
from models.duties.brief import TURNING
from models.duties.case import Case
from models.duties.duty import OVERDUE
from screens.board.columns import names_alike
from screens.board.counts import count_words
from screens.board.night import Night
from screens.board.row_lines import Manner, lines_of
from tests.screens.board.test_wording import full, moments
from tests.screens.stage import Place

__all__ = ["full"]


def whole(place: Place) -> list[Case]:
    """The cases as a desk has them that remembers nothing and believes nothing on the disk."""
    desk = place.session()
    desk.living.trusting = False
    found = desk.cases(now=place.desk.now())
    desk.close()
    return found


def turn_of(cases: list[Case], night: Night) -> object:
    """The next moment at which a clock changes its state or an episode drops out of a window."""
    clocks = [clock.at for case in cases for clock in case.clocks if clock.is_live and clock.at]
    drops = [count.drops_out_at for case in cases for count in case.windows if count.drops_out_at]
    return min((at for at in (*clocks, *drops) if at + TURNING > night.now), default=None)


def counted(cases: list[Case]) -> list[object]:
    late = sum(any(clock.state == OVERDUE for clock in case.clocks) for case in cases)
    groups = [case.group for case in cases]
    return [*map(groups.count, ("missing", "absent", "returned")), late, sum(case.lapsed for case in cases)]


def test_order_alerts_counts_turns_and_lines_are_at_every_look_those_of_whole_cases(full: Place) -> None:
    night = Night(full.desk)
    full.desk.live.most = 2  # so that nearly all of them are held in brief alone
    for seconds in list(moments(night, random.Random(3)))[::2]:
        full.clock.forward(seconds=seconds)
        night.tick()
        night.work_out()
        cases = whole(full)
        assert [brief.episode for brief in night.briefs] == [case.episode.id for case in cases], night.now
        assert night._of_cases and [each.id for each in night._of_cases] == [each.id for each in alerts_of(cases)]
        assert list(map(night._worded, night._of_cases)) == alerts_of(cases), night.now
        assert [len([b for b in night.briefs if b.group == group]) for group in ("missing", "absent", "returned")] + [
            sum(b.late for b in night.briefs),
            sum(b.lapsed for b in night.briefs),
        ] == counted(cases)
        assert night.turn == turn_of(cases, night), night.now
        manner = Manner(night.protocol, night.days)
        assert [brief.more for brief in night.briefs] == [lines_of(case, manner)[1] is not None for case in cases]
        assert names_alike(night.briefs) == names_alike(cases)


def test_a_case_that_is_gone_leaves_no_alert_and_no_count_behind(full: Place) -> None:
    full.clock.forward(hours=4)
    night = Night(full.desk)
    lapsed = next(brief for brief in night.briefs if brief.lapsed)
    before = count_words(night.briefs)
    full.done(RecordReturn, episode=lapsed.episode, at="now")
    night.tick()
    assert night.counts != before
    assert not any(alert.episode == lapsed.episode and alert.kind == "lapsed" for alert in night.alerts)


def test_what_was_recorded_since_is_noted(full: Place) -> None:
    night = Night(full.desk)
    lapsed = next(case for case in night.cases if case.episode.limits and case.episode.is_open)
    full.clock.forward(hours=4)
    night.tick()
    assert any(alert.episode == lapsed.episode.id and alert.kind == "lapsed" for alert in night.alerts)
    full.done(RecordReturn, episode=lapsed.episode.id, at="now")
    night.tick()
    assert not any(alert.episode == lapsed.episode.id and alert.kind == "lapsed" for alert in night.alerts)


def test_between_an_entry_and_the_next_look_a_case_is_as_entered_and_no_alert_fails(full: Place) -> None:
    night = Night(full.desk)
    full.clock.forward(hours=4)
    night.tick()
    lapse = next(alert for alert in night.alerts if alert.kind == "lapsed")
    full.done(RecordReturn, episode=lapse.episode, at="now")
    night._words.clear()
    returned = night.case(lapse.episode)
    assert returned is not None and not returned.episode.is_open
    assert [alert.id for alert in night.alerts if alert.id == lapse.id] == [lapse.id]


def test_a_night_that_goes_on_says_what_one_begun_anew_says(full: Place) -> None:
    night, stood = Night(full.desk), 0
    for seconds in moments(night, random.Random(5)):
        full.clock.forward(seconds=seconds)
        before = night.briefs
        night.tick()
        night.work_out()
        anew = Night(full.desk)
        assert [(case.episode.id, case.now) for case in night.cases] == [(c.episode.id, c.now) for c in anew.cases]
        assert (night.alerts, night.counts, night.turn) == (anew.alerts, anew.counts, anew.turn), night.now
        stood += int(night.briefs is before)
    assert stood  # at some of these moments nothing but the moment was another


def test_a_lapse_that_was_seen_comes_back_without_anything_else_happening(full: Place) -> None:
    night = Night(full.desk)
    full.clock.forward(hours=4)
    night.tick()
    lapse = next(alert for alert in night.alerts if alert.kind == "lapsed")
    night.see(lapse.id)
    assert lapse.id not in night.ringing
    full.clock.forward(minutes=4, seconds=58)
    night.tick()
    assert lapse.id not in night.ringing
    night.work_out()
    full.clock.forward(seconds=3)
    night.tick()  # no minute since the cases were worked out, and nothing recorded
    assert lapse.id in night.ringing
