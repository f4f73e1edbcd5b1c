"""Risk, the police's grade, and promised reviews."""

from __future__ import annotations

from models.commands.episode import JudgeRisk, PromiseReview, RecordPoliceGrade
from models.decide.asking import Asking, Decision
from models.events.episode import PoliceGraded, ReviewDone, ReviewPromised, RiskJudged
from models.times.words import day_time


def judge_risk(asking: Asking, command: JudgeRisk) -> Decision:
    """The council's own judgement (D20)."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at or "now")
    grade = asking.choice("grade", command.grade, asking.protocol.risk_grades)
    reason = asking.prose("reason", command.reason)
    if found:
        asking.within("at", at, found[1], "the judgement")
    if found is None or at is None:
        return asking.refused()
    history, episode = found
    source = asking.line("source", command.source)
    event = RiskJudged(
        happened_at=at.at,
        source=source,
        episode=episode.id,
        grade=grade,
        reason=reason,
        significant_harm=command.significant_harm,
    )
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def record_police_grade(asking: Asking, command: RecordPoliceGrade) -> Decision:
    """Whatever the police said: any wording of a grade is kept, theirs are mixed."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at or "now")
    grade, log = asking.line("grade", command.grade), asking.line("log", command.log)
    officer = asking.line("officer", command.officer)
    if not (grade or log or officer):
        asking.wrong("grade", "say the grade, the log number or the officer")
    if found is None or at is None:
        return asking.refused()
    history, episode = found
    source = asking.line("source", command.source) or "police"
    event = PoliceGraded(happened_at=at.at, source=source, episode=episode.id, grade=grade, log=log, officer=officer)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def promise_review(asking: Asking, command: PromiseReview) -> Decision:
    """A call-back or review gets its own clock (D23); `done` stops it."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at or "now")
    text = asking.line("text", command.text)
    wanted = "say for when, for example 02:30 or 2h"
    due = None if command.done else asking.coming("due", command.due, wanted)
    if due and at and due.at <= at.at:
        asking.wrong("due", f"{day_time(due.at)} is not after the promise, {day_time(at.at)}")
    if found is None or at is None or asking.problems:
        return asking.refused()
    history, episode = found
    done = ReviewDone(happened_at=at.at, episode=episode.id, text=text)
    event = ReviewPromised(happened_at=at.at, episode=episode.id, due=due.at, text=text) if due else done
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)
