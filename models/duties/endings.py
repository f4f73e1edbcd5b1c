"""What ends a duty: the acts that meet it, and the decisions that it need not be met."""

from __future__ import annotations

from collections.abc import Callable

from models.duties.duty import DECLINED, MET, WAIVED
from models.duties.ending import Ending, Found, done
from models.duties.feedback import fed_back
from models.duties.lapses import lapses
from models.events.duty import (
    BriefingSent,
    DutyWaived,
    EnteredOnLcs,
    InterviewDeclined,
    InterviewHeld,
    InterviewStep,
    InterviewWrittenUp,
    MeetingHeld,
    MeetingStep,
    PersonTold,
    TaskDone,
)
from models.history.history import ChildHistory
from models.protocol.rule import Rule
from models.role_words import role_words


def endings(rule: Rule, history: ChildHistory) -> list[Ending]:
    """Every ending of one rule's duties for one child, in order of time; a lapse to come may be among the reasons."""
    found = [*_MEETS[rule.owes](rule, history), *waivers(history)]
    return sorted(found, key=lambda each: each.at)


def waivers(history: ChildHistory) -> Found:
    """Every decision that a duty need not be met, in order of time."""
    for entry, event in history.each(DutyWaived):
        how = f"waived by {entry.by.name}: {event.reason}"
        yield Ending(event.happened_at, "", WAIVED, how, duty=event.duty)


def _lcs(rule: Rule, history: ChildHistory) -> Found:
    for entry, event in history.each(EnteredOnLcs):
        yield done("on LCS", event.happened_at, event.episode, entry)


def _told(rule: Rule, history: ChildHistory) -> Found:
    for entry, event in history.each(PersonTold):
        if event.role in rule.tell:
            yield done(f"{role_words(event.role)} told", event.happened_at, event.episode, entry).but(role=event.role)


def _interview(rule: Rule, history: ChildHistory) -> Found:
    """Held answers whatever was declined before it; declined counts only where none was held."""
    held = list(_steps(history, InterviewHeld, "held"))
    yield from held
    heard = {each.episode for each in held}
    for each in _steps(history, InterviewDeclined, "declined"):
        if each.episode not in heard:
            yield each.but(ended=DECLINED)


def _write_up(rule: Rule, history: ChildHistory) -> Found:
    yield from _steps(history, InterviewWrittenUp, "written up")


def _steps(history: ChildHistory, kind: type[InterviewStep], what: str) -> Found:
    """One ending for each episode that the interview covers (D7)."""
    for entry, event in history.each(kind):
        reason = f" ({event.reason})" if event.reason else ""
        for episode in dict.fromkeys((event.episode, *event.covers)):
            yield done(f"{what}{reason}", event.happened_at, episode, entry)


def _meeting(rule: Rule, history: ChildHistory) -> Found:
    kinds = (MeetingHeld,) if rule.met_by == "held" else (MeetingHeld, MeetingStep)
    for entry, event in history.each(MeetingStep):
        if isinstance(event, kinds) and rule.id in event.rules:
            word = "meeting held" if isinstance(event, MeetingHeld) else "meeting called"
            yield done(word, event.happened_at, event.episode, entry)


def _briefing(rule: Rule, history: ChildHistory) -> Found:
    for entry, event in history.each(BriefingSent):
        yield done("briefing sent", event.happened_at, event.episode, entry)


def _task(rule: Rule, history: ChildHistory) -> Found:
    for entry, event in history.each(TaskDone):
        if rule.id in event.rules:
            yield done("done", event.happened_at, event.episode, entry)
    if rule.tell:
        yield from fed_back(rule, history)


def _decision(rule: Rule, history: ChildHistory) -> Found:
    for episode in history.counting:
        for lapse in lapses(episode):
            if lapse.decided_at:
                yield Ending(lapse.decided_at, episode.id, MET, lapse.decision)


_MEETS: dict[str, Callable[[Rule, ChildHistory], Found]] = {
    "decision": _decision,
    "lcs": _lcs,
    "tell": _told,
    "interview": _interview,
    "write-up": _write_up,
    "meeting": _meeting,
    "briefing": _briefing,
    "task": _task,
}
