"""The monthly missing panel: which children it is to discuss, and why (B15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from models.duties.duty import Duty
from models.duties.owed import duties
from models.duties.rulebook import Rulebook
from models.duties.standing import set_right
from models.events.duty import InterviewStep, MeetingHeld
from models.events.episode import RiskJudged
from models.figures.period import Period
from models.history.child import Child
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.spells import MISSING, moment_reached
from models.protocol.rule import Protocol
from models.record import Record
from models.times.words import day_words
from models.times.zone import local_date

DAY = timedelta(hours=24)


class PanelChild(Record):
    """One child for the panel, with every reason and the episodes of the month."""

    child: Child
    reasons: tuple[str, ...]
    episodes: tuple[Episode, ...]
    owed: tuple[str, ...]
    """Meetings and interviews that are still owed."""
    heard: tuple[str, ...] = ()
    """What the month's return interviews found, each in words."""


def panel(histories: Iterable[ChildHistory], rulebook: Rulebook, period: Period, now: datetime) -> list[PanelChild]:
    """The children of one month, by name. A reason counts when it arose in the month."""
    found = []
    for history in histories:
        if _may_concern(history, period):
            owed = duties(history, rulebook, now)
            reasons = tuple(_reasons(history, owed, period, rulebook.current(now), now))
            if reasons:
                mine = tuple(episode for episode in history.counting if _touches(episode, period))
                waiting = tuple(d.rule.label for d in owed if d.is_owed and d.rule.owes in ("meeting", "interview"))
                found.append(PanelChild(history.child, reasons, mine, waiting, tuple(_heard(history, period))))
    return sorted(found, key=lambda each: (each.child.detail("surname"), each.child.detail("forename")))


def _may_concern(history: ChildHistory, period: Period) -> bool:
    """Whether anything of the child fell into the month: else there is no reason, and most children are spared."""
    if any(_touches(episode, period) for episode in history.counting) or set_right(history):
        return True
    acts = (*history.each(MeetingHeld), *history.each(RiskJudged))
    return any(period.holds(event.happened_at) for _, event in acts)


def _touches(episode: Episode, period: Period) -> bool:
    return episode.since < period.ends and (episode.ended_at is None or episode.ended_at >= period.begins)


def _reasons(
    history: ChildHistory, owed: Iterable[Duty], period: Period, protocol: Protocol, now: datetime
) -> Iterator[str]:
    """Three in 28 days, looked after and missing 24 hours, a strategy meeting held, a high-risk episode."""
    for duty in owed:
        if duty.rule.count() and duty.rule.owes == "meeting" and period.holds(duty.arose_at):
            yield f"{duty.rule.label} ({_day(duty.arose_at)})"
    for episode in history.counting:
        crossed = moment_reached(episode.spells, MISSING, DAY)
        if not crossed or crossed > now or not period.holds(crossed):
            continue
        if "looked-after" in history.traits_at(crossed):
            yield f"looked after and missing 24 hours ({_day(crossed)})"
    for _, held in history.each(MeetingHeld):
        if period.holds(held.happened_at) and protocol.is_strategy(held.rules):
            yield f"strategy meeting held ({_day(held.happened_at)})"
    for _, judged in history.each(RiskJudged):
        if (judged.grade == protocol.risk_grades[-1] or judged.significant_harm) and period.holds(judged.happened_at):
            yield f"risk judged {judged.grade} ({_day(judged.happened_at)})"


def _heard(history: ChildHistory, period: Period) -> Iterator[str]:
    """The findings of interviews held or written up in the month: what the panel shares and puts together."""
    for _, event in history.each(InterviewStep):
        findings = getattr(event, "findings", {}) if period.holds(event.happened_at) else {}
        yield from (f"{name.replace('_', ' ')}: {text}" for name, text in findings.items() if text)


def _day(at: datetime) -> str:
    return day_words(local_date(at))
