"""Who may be the child that is being registered: shown before a second record is made (PRACTICE D22)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.find.findable import Findable
from data.findables import child_of
from models.history.child import Child
from models.times.birth_dates import parse_date
from models.times.words import date_words
from models.times.zone import local_date
from screens.forms.scene import Scene

NOW = {"missing": "missing now", "absence": "absent now", "found": "found, not back"}


def likely_children(scene: Scene, answers: Mapping[str, str]) -> list[Findable]:
    """The children on record whom these answers may mean, likeliest first; none before both names are typed.

    Like names count, and one of the two names with the same date of birth: a child may go by another name.
    """
    names = {name: answers.get(name, "").strip() for name in ("surname", "forename")}
    if not all(names.values()):
        return []
    born = parse_date(answers.get("dob", ""), local_date(scene.now))
    return scene.desk.likely(Child("", {**names, "dob": born.isoformat() if isinstance(born, date) else ""}))


def likely_words(scene: Scene, answers: Mapping[str, str]) -> list[str]:
    """A line for each of them."""
    return [f"Already on record? {told_apart(one, scene)}" for one in likely_children(scene, answers)]


def told_apart(one: Findable, scene: Scene) -> str:
    """Name, age, date of birth, home: what tells two children apart."""
    child = child_of(one)
    age = child.age(local_date(scene.now))
    parts = [child.name, f"{age}" if age is not None else "", f"born {date_words(child.dob)}" if child.dob else ""]
    parts += [child.detail("placement") or child.detail("address")]
    return ", ".join(part for part in parts if part) + (f": {NOW[one.missing_now]}" if one.missing_now else "")
