"""How a handover says things: the child, a duty, a role; each on one line."""

from __future__ import annotations

from datetime import datetime

from models.duties.duty import Duty
from models.history.child import Child
from models.role_words import role_words
from models.times.words import date_words, day_time
from models.times.zone import local_date


def fully_named(child: Child, now: datetime) -> str:
    """The child, so that none is taken for another."""
    age = child.age(local_date(now))
    born = f", born {date_words(child.dob)}" if child.dob else ", date of birth NOT KNOWN"
    placing = f", placed by {child.placing}" if child.placing else ""
    lcs = f", LCS {child.detail('lcs')}" if child.detail("lcs") else ""
    return f"{child.name}, {'?' if age is None else age}{born}, {child.legal or 'status not known'}{placing}{lcs}"


def duty_line(duty: Duty, now: datetime) -> str:
    """What is owed, by when, by whom, and who has not been told."""
    when = f"by {day_time(duty.deadline)}" if duty.deadline else f"since {day_time(duty.arose_at)}, no deadline set"
    late = ", OVERDUE" if duty.deadline and now > duty.deadline else ""
    owner = f", by whom: {duty.owner}" if duty.owner else ""
    untold = f"; NOT told: {', '.join(map(role_words, duty.outstanding))}" if duty.outstanding else ""
    called = f"; {duty.called}" if duty.called else ""
    return f"owed: {duty.rule.label}, {when}{late}{owner}{untold}{called}"
