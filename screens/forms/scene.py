"""What a form is opened on: the moment, the worker, the rules, and the child or episode it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from data.desk import Desk
from models.duties.case import Case, cases_of
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.register import Register
from models.protocol.rule import Protocol
from models.record import Record
from models.times.words import date_words, duration
from models.times.zone import local_date
from models.worker import Worker


class Scene(Record):
    """One moment of one form. `given` is what the opener of the form knew already, by field."""

    desk: Desk
    now: datetime
    protocol: Protocol
    history: ChildHistory | None
    case: Case | None
    given: Mapping[str, str]

    @property
    def worker(self) -> Worker:
        """Who is at the desk."""
        return self.desk.worker

    @property
    def register(self) -> Register:
        """Every child, as known now."""
        return self.desk.register

    @property
    def episode(self) -> Episode | None:
        """The episode the form is about; without one, the child's open episode."""
        if self.case:
            return self.case.episode
        return self.history.open_episode if self.history else None

    def child_words(self) -> str:
        """Name and age: `Kayleigh Barnes, 15`; empty when the form is about no child."""
        if self.history is None:
            return ""
        age = self.history.child.age(local_date(self.now))
        return f"{self.history.child.name}, {age}" if age is not None else self.history.child.name

    def born_words(self) -> str:
        """What tells two children of one name apart: date of birth, LCS number, where the child lives."""
        if self.history is None:
            return ""
        child = self.history.child
        born = f"born {date_words(child.dob)}" if child.dob else "date of birth NOT KNOWN"
        lcs = f"LCS {child.detail('lcs')}" if child.detail("lcs") else ""
        home = child.detail("placement") or child.detail("address")
        return ", ".join(part for part in (born, lcs, home) if part)

    def episode_words(self) -> str:
        """How the episode stands: `missing for 5 h 44 min`."""
        if self.episode is None:
            return ""
        words = {"absence": "absent", "found": "FOUND, NOT BACK; away"}.get(self.episode.status, self.episode.status)
        if not self.episode.is_open:
            return words
        return f"{words} for {duration(self.episode.time_away(self.now).total_seconds())}"


def scene_of(desk: Desk, child: str, episode: str, given: Mapping[str, str]) -> Scene:
    """The scene as the desk sees it now; ids may be empty."""
    now = desk.now()
    case = case_of(desk, episode) if episode else None
    history = case.history if case else desk.register.history_of(child) if child else None
    return Scene(desk, now, desk.rulebook.current(now), history, case, given)


def case_of(desk: Desk, episode: str) -> Case | None:
    """One episode as a case, as it stands now."""
    history = desk.register.history_of(episode)
    found = cases_of(history, desk.rulebook, desk.now()) if history else ()
    return next((case for case in found if case.episode.id == episode), None)
