"""A child as find shows one: what tells two children apart, and why this one was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from data.find.findable import EXACT, PREFIX, Findable, Hit
from data.findables import child_of
from models.history.history import ChildHistory
from models.record import Record
from models.times.words import countdown, date_words
from models.times.zone import from_iso, local_date
from screens.widgets.plain_text import fit

NAME, AGE, BORN, HOME = 24, 4, 12, 19
SHOWN = frozenset({"", "name", "date of birth", "placement"})
"""What was matched that stands on the line itself."""

HOWS = {EXACT: "EXACT", PREFIX: "BEGINS LIKE THIS"}
LIKE = "SIMILAR: sounds or looks alike"


class Found(Record):
    """One child found, and how: shown from the index, so that ten lines cost no history."""

    hit: Hit
    one: Findable
    read: Callable[[str], ChildHistory | None]
    """Reads a child's history, where more is asked than the line shows."""

    @property
    def id(self) -> str:
        """The child's id."""
        return self.one.child

    @property
    def history(self) -> ChildHistory | None:
        """The child's whole history."""
        return self.read(self.id)

    @property
    def heading(self) -> str:
        """How sure the match is, in words."""
        return HOWS.get(self.hit.how, LIKE)

    def line(self, now: datetime) -> str:
        """Name, age, date of birth, home, status now, in columns."""
        return told_apart(self.one, local_date(now)) + self.status(now)

    def status(self, now: datetime) -> str:
        """Whether the child is away now, and for how long."""
        if not (self.one.missing_now and self.one.away_since):
            return ""
        away = countdown((now - from_iso(self.one.away_since)).total_seconds())
        return {"missing": f"MISSING {away}", "absence": f"ABSENT {away}"}.get(self.one.missing_now, "FOUND, NOT BACK")

    def reason(self) -> str:
        """Why the child was found, where the line does not say it already; empty where it does."""
        shown = SHOWN if self.one.placement else SHOWN | {"address"}
        if set(self.hit.field.split(", ")) <= shown:
            return ""
        return f"{self.hit.field}: {self.hit.matched}"


@lru_cache(maxsize=512)
def told_apart(one: Findable, today: date) -> str:
    """What tells two children apart, in columns. From one letter to the next most children stay the same."""
    child = child_of(one)
    age = child.age(today)
    born = date_words(child.dob) if child.dob else "born ?"
    home = child.detail("placement") or child.detail("address") or "home ?"
    columns = ((child.name, NAME), ("?" if age is None else str(age), AGE), (born, BORN), (home, HOME))
    return "".join(f"{fit(text, width - 1)} " for text, width in columns)
