"""How a child who was found is told: the same line and the same JSON from the desk and from the index alone."""

from __future__ import annotations

from datetime import date

from data.find.findable import Findable, Found, Hit
from models.times.age import age_on
from tui.plain.answer import TRAINING, say, say_json
from tui.plain.status import DONE, REFUSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NOBODY = "Nobody found. Try fewer words, another spelling, a date of birth or a police log number."
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOW = {"missing": "MISSING", "absence": "ABSENT", "found": "FOUND, NOT BACK"}


def tell(found: Found, today: date, training: bool, as_json: bool) -> int:
    """Answers a search; nobody found is exit status 1, as with grep."""
    if as_json:
        say_json({"v": 1, "children": [shape(hit, one, today) for hit, one in found]})
    else:
        say(*[TRAINING] * training, *([line(hit, one, today) for hit, one in found] or [NOBODY]))
    return DONE if found else REFUSED


def line(hit: Hit, one: Findable, today: date) -> str:
    """One child on one line: the id, who it is, where, whether missing now, and why the text found it."""
    age, born = age_of(one, today), birth(one)
    who = f"{name(one)}, {'age not known' if age is None else age}, {born}, {one.legal}"
    placed = f", placed by {one.placing}" if one.placing else ""
    where = one.placement or one.address or "no address"
    now = f"  NOW {NOW[one.missing_now]} (episode {one.open_episode})" if one.missing_now else ""
    how = "" if hit.how == "exact" else f"  ({hit.how}: {hit.field} {hit.matched})"
    return f"{one.child}  {who}{placed}, {where}{now}{how}"


def shape(hit: Hit, one: Findable, today: date) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "id": one.child,
        "name": name(one),
        "dob": one.dob or None,
        "age": age_of(one, today),
        "legal": one.legal,
        "placing": one.placing,
        "placement": one.placement,
        "child": one.child,
        "how": hit.how,
        "field": hit.field,
        "matched": hit.matched,
        "status": one.missing_now or None,
        "episode": one.open_episode or None,
    }


def name(one: Findable) -> str:
    """Forename and surname."""
    return f"{one.forename} {one.surname}".strip() or "(no name)"


def age_of(one: Findable, today: date) -> int | None:
    """Years, from the date of birth or as somebody judged it."""
    born = _born(one)
    return age_on(born, today) if born else one.about_age


def birth(one: Findable) -> str:
    """The date of birth in words."""
    born = _born(one)
    if born is None:
        return "date of birth not known"
    return f"born {born.day} {MONTHS[born.month - 1]} {born.year}"


def _born(one: Findable) -> date | None:
    try:
        return date.fromisoformat(one.dob)
    except ValueError:
        return None
