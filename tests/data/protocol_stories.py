"""Stories that make each trigger of a protocol happen to a child, and the acts that meet what it owes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from models.commands.duty import RecordBriefing, RecordLcs, RecordTask
from models.duties.arisings import INSTANT
from models.protocol.rule import Rule, When
from tests.models.paper_desk import PaperDesk, london

START = london("2026-11-14 20:00")
"""A Saturday evening."""
HOUR = timedelta(hours=1)


def details(traits: tuple[str, ...], legal: str) -> dict[str, str]:
    """A child with the traits that a rule asks for, of this legal status unless they say another."""
    given = {"legal": legal, "case": "open"}
    for trait in traits:
        given |= {
            "looked-after": {"legal": "looked-after"},
            "home": {"legal": "home"},
            "not-open": {"case": "not-open"},
            "cola": {"placing": "Anyshire"},
            "phoenix": {"phoenix": "R Moss"},
            "early-help": {"legal": "home", "team": "Early Help, North"},
        }.get(trait, {})
    return given


Story = Callable[[PaperDesk, str, When], tuple[str, datetime]]
"""Makes a trigger happen to a child: the episode, and the instant at which something becomes owed."""


def counted(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    for number in range(when.number - 1):
        since = START + number * 24 * HOUR
        desk.been(child, since, since + 2 * HOUR)
    last = START + (when.number - 1) * 24 * HOUR
    return desk.open(child, last), last


def long_away(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    limit = {"limit": START + 5 * 24 * HOUR} if when.status == "absence" else {}
    episode = desk.open(child, START, "absence" if limit else "missing", **limit)
    return episode, START + when.hours * HOUR + (INSTANT if when.after else timedelta())


def lapsed(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    return desk.open(child, START, "absence", limit=START + 2 * HOUR), START + 2 * HOUR


def opened(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    return desk.open(child, START, when.statuses[0]), START


def switched(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    limit = {"limit": START + 9 * HOUR}
    to = when.statuses[0]
    episode = desk.open(child, START, **({"status": "absence", **limit} if to == "missing" else {}))
    desk.switch(episode, to, START + HOUR, **({} if to == "missing" else limit))
    return episode, START + HOUR


def returned(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    episode = desk.open(child, START)
    desk.back(episode, START + 3 * HOUR)
    return episode, START + 3 * HOUR


def interviewed(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    episode, back = returned(desk, child, when)
    desk.interview(episode, "held", back + 20 * HOUR)
    return episode, back + 20 * HOUR


def met_about(step: str) -> Story:
    def story(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
        episode = desk.open(child, START)
        desk.meeting(episode, step, START + 30 * HOUR, when.meetings[0])
        return episode, START + 30 * HOUR

    return story


def judged(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    episode = desk.open(child, START)
    desk.risk(episode, when.grades[0] if when.grades else "medium", START + HOUR, significant_harm=when.kind == "harm")
    return episode, START + HOUR


def reported_again(desk: PaperDesk, child: str, when: When) -> tuple[str, datetime]:
    episode = desk.open(child, START)
    desk.report(episode, START + 4 * HOUR)
    return episode, START + 4 * HOUR


STORIES: dict[str, Story] = {
    "count": counted,
    "time": long_away,
    "lapse": lapsed,
    "opened": opened,
    "switched": switched,
    "returned": returned,
    "interview-held": interviewed,
    "meeting-called": met_about("called"),
    "meeting-held": met_about("held"),
    "risk": judged,
    "harm": judged,
    "reported-again": reported_again,
}


def meet(desk: PaperDesk, episode: str, rule: Rule, at: datetime) -> None:
    """The act that meets what the rule owes."""
    if rule.owes == "lcs":
        desk.act(RecordLcs, episode, at)
    elif rule.owes == "tell":
        for role in rule.tell:
            desk.told(episode, role, at)
    elif rule.owes == "decision":
        desk.switch(episode, "missing", at)
    elif rule.owes == "meeting":
        desk.meeting(episode, "held", at, rule.id)
    elif rule.owes == "briefing":
        desk.act(RecordBriefing, episode, at)
    elif rule.owes == "interview":
        desk.interview(episode, "held", at)
    elif rule.owes == "write-up":
        desk.interview(episode, "written-up", at)
    else:
        desk.act(RecordTask, episode, at, rules=(rule.id,))
