"""Puts a child's live cases in brief (`models.duties.brief`), and finds until when that is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from models.duties.alerts import alerts_of
from models.duties.brief import RANKS, TURNING, Brief, Cause, Live
from models.duties.case import YOUNG, Case, urgency
from models.duties.duty import OVERDUE, WITHDRAWN, withdrawn_alert
from models.duties.foremost import says_more
from models.history.child import Child
from models.history.history import ChildHistory
from models.times.age import turns
from models.times.zone import END, at_local, local_date


def in_brief(history: ChildHistory, cases: Sequence[Case], high: str, since: datetime, until: datetime) -> Live:
    """A child's live cases as worked out at `since`, which hold before `until`; `high` is the highest risk grade."""
    today = local_date(since)
    briefs = tuple(_brief(case, high, today) for case in cases)
    turning = [brief.then + TURNING for brief in briefs if brief.then != END]
    records = tuple(dict.fromkeys((history.child.id, *history.same_as))) if history.same_as else ()
    until = min([until, *turning, *_no_longer_young(history.child, since)])
    return Live(history.child.id, records, since, until, briefs)


def _no_longer_young(child: Child, since: datetime) -> Iterator[datetime]:
    """The birthday from which a child stands behind the under-13s; all day before it the order is the same."""
    if child.dob and (at := at_local(turns(child.dob, YOUNG))) > since:
        yield at


def _brief(case: Case, high: str, today: date) -> Brief:
    group, not_first, not_second, least, since = urgency(case, high, today)
    turn, then = _turns(case)
    withdrawn = (duty for duty in case.duties if duty.ended == WITHDRAWN)
    return Brief(
        child=case.child.id,
        short_name=case.child.short_name,
        episode=case.episode.id,
        rank=RANKS * group + 2 * not_first + not_second,
        least=least,
        since=since,
        late=any(clock.state == OVERDUE for clock in case.clocks),
        lapsed=case.lapsed,
        stays=case.episode.is_open or any(not duty.ended for duty in case.duties),
        gone=tuple(withdrawn_alert(duty) for duty in withdrawn),
        more=says_more(case),
        turn=turn,
        then=then,
        causes=tuple(Cause(alert.id, alert.kind, alert.at, alert.episode) for alert in alerts_of([case])),
    )


def _turns(case: Case) -> tuple[datetime, datetime]:
    """The next two moments at which a clock changes its state or an episode drops out of a window."""
    found = {clock.at for clock in case.clocks if clock.is_live and clock.at}
    found |= {count.drops_out_at for count in case.windows if count.drops_out_at}
    turn, then, *_ = [*sorted(at for at in found if at + TURNING > case.now)[:2], END, END]
    return turn, then
