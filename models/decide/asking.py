"""Checking a command: every question a decision asks of what was typed, each noting its problem and going on."""

from __future__ import annotations

from datetime import datetime

from models import ids
from models.duties.rulebook import Rulebook
from models.events.base import Event
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.register import Register
from models.problem import Problem
from models.protocol.rule import Protocol
from models.record import Record
from models.text import LONGEST, clean, one_line, size
from models.times.parse import parse_next, parse_past
from models.times.reading import Reading, Unread
from models.times.words import day_time
from models.worker import Worker

LARGEST = 60_000
"""Bytes that all the texts of one event may take."""


class Decision(Record):
    """What comes of a command: events by subject, or every problem; never both."""

    events: tuple[tuple[str, Event], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What the worker should know although nothing is wrong: a possible duplicate, a late entry."""
    child: str = ""
    episode: str = ""


class Asking:
    """One command being checked by one worker at one moment."""

    def __init__(self, register: Register, rulebook: Rulebook, who: Worker, now: datetime, key: str) -> None:
        self.register, self.rulebook, self.who, self.now, self.key = register, rulebook, who, now, key
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    @property
    def protocol(self) -> Protocol:
        """The protocol in force."""
        return self.rulebook.current(self.now)

    def wrong(self, field: str, message: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(field, message))

    def fresh_id(self, kind: str) -> str:
        """A new id for a child or an episode, the same each time this command is decided."""
        index = 0
        while self.register.history_of(ids.derived(kind, self.key, index)):
            index += 1
        return ids.derived(kind, self.key, index)

    def line(self, field: str, text: str, wanted: str = "") -> str:
        """One line of text; with `wanted`, it may not be blank."""
        found = one_line(self._sized(field, text))
        if wanted and not found:
            self.wrong(field, wanted)
        return found

    def prose(self, field: str, text: str, wanted: str = "") -> str:
        """Text of several lines."""
        found = clean(self._sized(field, text))
        if wanted and not found:
            self.wrong(field, wanted)
        return found

    def _sized(self, field: str, text: str) -> str:
        taken = size(text)
        if taken > LONGEST:
            self.wrong(field, f"too long: {taken:,} bytes, and {LONGEST:,} is the most; shorten it or split it in two")
            return text[:1]
        return text

    def choice(self, field: str, text: str, allowed: tuple[str, ...]) -> str:
        """One word of a fixed choice, in whatever case it was typed."""
        found = one_line(text)
        meant = next((each for each in allowed if each.lower() == found.lower()), None)
        if meant is None:
            self.wrong(field, f"one of {', '.join(allowed)} is wanted" + (f", not {found[:40]!r}" if found else ""))
        return meant or found

    def past(self, field: str, text: str, wanted: str = "say when, for example 22:30 or now") -> Reading | None:
        """When something happened; a fact in the future is refused."""
        found = self._time(field, parse_past(text, self.now) if text.strip() else Unread(wanted))
        if found and found.at > self.now:
            self.wrong(field, f"{day_time(found.at)} has not come yet; what has happened cannot lie in the future")
            return None
        return found

    def maybe_past(self, field: str, text: str) -> Reading | None:
        """The same, where nothing typed means not known."""
        return self.past(field, text) if text.strip() else None

    def coming(self, field: str, text: str, wanted: str) -> Reading | None:
        """A limit, a review, an appointment: the next time that fits."""
        return self._time(field, parse_next(text, self.now) if text.strip() else Unread(wanted))

    def _time(self, field: str, found: Reading | Unread) -> Reading | None:
        if isinstance(found, Unread):
            self.wrong(field, found.message)
            return None
        return found

    def child(self, field: str, text: str) -> ChildHistory | None:
        """A child by whole id."""
        found = self.register.child(ids.normal(text))
        if found is None:
            self._unknown(field, text, ids.CHILD, "child")
        return found

    def episode(self, field: str, text: str) -> tuple[ChildHistory, Episode] | None:
        """An episode by whole id, with its child's history."""
        history = self.register.history_of(ids.normal(text))
        episode = history.episode(ids.normal(text)) if history else None
        if history is None or episode is None:
            self._unknown(field, text, ids.EPISODE, "episode")
            return None
        return history, episode

    def standing_episode(self, field: str, text: str) -> tuple[ChildHistory, Episode] | None:
        """The same, and not void."""
        found = self.episode(field, text)
        if found and found[1].voided:
            self.wrong(field, f"this episode of {found[0].child.name} was opened in error and is void")
            return None
        return found

    def open_episode(self, field: str, text: str) -> tuple[ChildHistory, Episode] | None:
        """The same, and still open."""
        found = self.standing_episode(field, text)
        if found and found[1].ended_at:
            self.wrong(field, f"{found[0].child.name} is back: this episode ended {day_time(found[1].ended_at)}")
            return None
        return found

    def within(self, field: str, at: Reading | None, episode: Episode, what: str) -> None:
        """A time that may not lie before the episode began."""
        if at and at.at < episode.since:
            self.wrong(field, f"{what} {day_time(at.at)} is before the episode began ({day_time(episode.since)})")

    def _unknown(self, field: str, text: str, kind: str, word: str) -> None:
        typed = ids.normal(text)[:20]
        slip = " (a letter is wrong: the check does not fit)" if typed and not ids.is_sound(typed, kind) else ""
        self.wrong(field, f"no {word} has the id {typed!r}{slip}; the whole id is wanted")

    def decided(self, *events: tuple[str, Event] | None, child: str = "", episode: str = "") -> Decision:
        """The decision: all the problems if there are any, else the events."""
        made = tuple(each for each in events if each)
        if any(_taken(event) > LARGEST for _, event in made):
            self.wrong("", "too long in all: shorten the longest texts, or enter some of it as notes")
        if self.problems:
            return self.refused()
        return Decision(events=made, notes=tuple(self.notes), child=child, episode=episode)

    def refused(self) -> Decision:
        """The decision when there is no going on."""
        return Decision(problems=tuple(dict.fromkeys(self.problems)))


def _taken(value: object) -> int:
    """Bytes that the texts in an event take in the ledger."""
    if isinstance(value, Event | dict):
        return sum(_taken(each) for each in (value.__dict__ if isinstance(value, Event) else value).values())
    return sum(map(_taken, value)) if isinstance(value, tuple) else size(value) if isinstance(value, str) else 0
