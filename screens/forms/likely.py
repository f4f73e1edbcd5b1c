"""Who may be the child that is being registered: shown before a second record is made (PRACTICE D22)."""

from __future__ import annotations

from collections.abc import Mapping

from data.find.findable import SIMILAR
from models.history.history import ChildHistory
from models.times.words import date_words
from models.times.zone import local_date
from screens.forms.scene import Scene

MOST = 3
LIKE_ENOUGH = 0.75
"""Score from which a similar name is worth a second look."""


def likely_children(scene: Scene, answers: Mapping[str, str]) -> list[ChildHistory]:
    """The children on record whom these answers may mean, likeliest first; none before both names are typed.

    Like names count, and one of the two names with the same date of birth: a child may go by another name.
    """
    surname, forename = answers.get("surname", "").strip(), answers.get("forename", "").strip()
    if not (surname and forename):
        return []
    born = answers.get("dob", "").strip()
    texts = [f"{forename} {surname}", *([f"{surname} {born}", f"{forename} {born}"] if born else [])]
    found: dict[str, ChildHistory] = {}
    for text in texts:
        for hit, history in scene.desk.find(text, limit=MOST):
            if hit.how != SIMILAR or hit.score >= LIKE_ENOUGH:
                found.setdefault(hit.child, history)
    return list(found.values())[:MOST]


def likely_words(scene: Scene, answers: Mapping[str, str]) -> list[str]:
    """A line for each of them."""
    return [f"Already on record? {told_apart(history, scene)}" for history in likely_children(scene, answers)]


def told_apart(history: ChildHistory, scene: Scene) -> str:
    """Name, age, date of birth, home: what tells two children apart."""
    child = history.child
    age = child.age(local_date(scene.now))
    parts = [child.name, f"{age}" if age is not None else "", f"born {date_words(child.dob)}" if child.dob else ""]
    parts += [child.detail("placement") or child.detail("address")]
    current = history.open_episode
    return ", ".join(part for part in parts if part) + (f": {current.status} now" if current else "")
