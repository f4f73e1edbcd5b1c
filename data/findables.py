"""What a child can be found by, taken from the folded history."""

from __future__ import annotations

from data.find.findable import Findable
from data.find_ground import QUIET
from models.events.episode import PoliceGraded
from models.history.child import Child
from models.history.history import ChildHistory
from models.times.zone import iso

PHONES = ("phone", "placement_phone")


def findable_of(history: ChildHistory) -> Findable:
    """Everything one child can be found by."""
    child, current = history.child, history.open_episode
    said = child.detail("about_age")
    logs = dict.fromkeys(event.log for _, event in history.each(PoliceGraded) if event.log)
    return Findable(
        child=child.id,
        surname=child.detail("surname"),
        forename=child.detail("forename"),
        aliases=parts(child.detail("aliases")),
        dob=child.detail("dob"),
        about_age=int(said) if said.isdigit() else None,
        lcs=child.detail("lcs"),
        phones=tuple(child.detail(name) for name in PHONES if child.detail(name)),
        placement=child.detail("placement"),
        address=child.detail("address"),
        team=child.detail("team"),
        placing=child.placing,
        police_logs=tuple(logs),
        episode_ids=tuple(episode.id for episode in history.episodes),
        missing_now=current.status if current else "",
        open_episode=current.id if current else "",
        away_since=iso(current.since) if current else "",
        legal=child.legal,
        last_seq=max(entry.seq for entry in history.entries if entry.type not in QUIET),
    )


def child_of(one: Findable) -> Child:
    """The child as a line about it shows one, without a history."""
    age = "" if one.about_age is None else str(one.about_age)
    names = {"surname": one.surname, "forename": one.forename, "dob": one.dob, "about_age": age}
    return Child(one.child, {**names, "placement": one.placement, "address": one.address})


def parts(text: str) -> tuple[str, ...]:
    """Other names, as typed with commas, semicolons or slashes between them."""
    for mark in ";/\n":
        text = text.replace(mark, ",")
    return tuple(part.strip() for part in text.split(",") if part.strip())
