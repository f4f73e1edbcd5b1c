"""The board's columns: where each begins, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.duties.brief import Brief
from models.duties.case import Case
from models.duties.foremost import leading_count
from models.history.child import Child
from models.protocol.rule import Protocol
from models.times.countdown import away_words
from models.times.zone import local_date
from screens.widgets.plain_text import fit

WHAT, CHILD, FROM, COUNT, RISK, AWAY = 23, 18, 10, 4, 5, 6
LEGAL_WORDS = {"looked-after": "LAC", "home": "home", "child-in-need": "CIN", "child-protection": "CP"}


def heading(protocol: Protocol) -> str:
    """The names of the columns; the counting window is the protocol's first."""
    days = next((when.days for when in (rule.count() for rule in protocol.rules) if when), 0)
    window = f"{days}d" if days else ""
    return f" {'IN':8}{in_columns('WHAT', 'CHILD', 'FROM', window, 'RISK', 'AWAY')}"


def in_columns(what: str, child: str, came_from: str, count: str, risk: str, away: str) -> str:
    """Everything right of the countdown, 71 cells wide."""
    cells = ((what, WHAT), (child, CHILD), (came_from, FROM), (count, COUNT), (risk, RISK))
    return " ".join(fit(text, width) for text, width in cells) + f" {away:>{AWAY}}"


def child_words(child: Child, case: Case, initials: bool, alike: frozenset[str]) -> str:
    """`Kayleigh B 15 LAC`; the whole name where two on the board would look alike; initials if the site asks."""
    if initials:
        name = child.initials or "(no name)"
    else:
        name = child.name if child.short_name in alike else child.short_name
    age = child.age(local_date(case.now))
    tag = "COLA" if child.placing else LEGAL_WORDS.get(child.legal, child.legal)
    tail = f" {tag}" if age is None else f" {age} {tag}"
    room = CHILD - len(tail)
    if len(name) > room and name == child.short_name:  # the surname's letter stays, the forename is cut
        name = f"{fit(name[:-2], room - 2)}{name[-2:]}"
    return (name if len(name) <= room else fit(name, room)) + tail


def names_alike(shown: Iterable[Case | Brief]) -> frozenset[str]:
    """The short names that more than one child on the board has."""
    whose: dict[str, str] = {}
    return frozenset(name for child, name in map(_named, shown) if whose.setdefault(name, child) != child)


def _named(each: Case | Brief) -> tuple[str, str]:
    return (each.child, each.short_name) if isinstance(each, Brief) else (each.child.id, each.child.short_name)


def count_cell(case: Case) -> str:
    """`2/3`; empty when no rule counts this child's episodes."""
    count = leading_count(case)
    return f"{count.n}/{count.of}" if count else ""


def risk_cell(case: Case, grades: Sequence[str]) -> str:
    """The council's judgement, the highest in capitals: `HIGH`, `med`, `low`; a dash while nobody has judged."""
    grade = case.episode.risk
    if not grade:
        return "-" if case.episode.is_open else ""
    return grade.upper()[:RISK] if grade == grades[-1] else grade[:3]


def away_cell(case: Case) -> str:
    """Total time away while it goes on, in minutes below one hour."""
    return away_words(case.episode.time_away(case.now).total_seconds()) if case.episode.is_open else ""
