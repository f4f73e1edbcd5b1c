"""The sections of the card that stand on the child's own record: flags, who the child is, needs, contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.card.line import DETAIL, CardLine, CardSection, detail_line, known_or_gap
from models.card.risk import risk_lines
from models.events.desk import DayAlertLeft
from models.history.child import Child
from models.history.history import ChildHistory
from models.ids import spoken
from models.times.words import date_words, day_time_short
from models.times.zone import local_date

FLAGS = {
    "not_to_be_told": "MUST NOT BE TOLD",
    "confidential": "CONFIDENTIAL ADDRESS",
    "verify_caller": "VERIFY THE CALLER by calling back",
}


def flags(history: ChildHistory, now: datetime, names: Mapping[str, str]) -> CardSection:
    """What must be known before a word is said."""
    child = history.child
    lines = [CardLine(words, child.detail(name), fills=(DETAIL, name)) for name, words in FLAGS.items()]
    lines = [line for line in lines if line.text and line.text.lower() != "no"]
    for other in history.linked:
        lines.append(CardLine("GONE TOGETHER with", names.get(other) or spoken(other)))
    lines += _from_the_day(history, now)
    return CardSection(
        "flags", "Flags", tuple(lines) or (CardLine("", "No flags are recorded.", fills=(DETAIL, "not_to_be_told")),)
    )


def _from_the_day(history: ChildHistory, now: datetime) -> Iterator[CardLine]:
    for entry, event in history.each(DayAlertLeft):
        yield CardLine("FROM THE DAY TEAM", f"{event.text} ({entry.by.name}, {day_time_short(event.happened_at, now)})")


def who(history: ChildHistory, now: datetime) -> CardSection:
    """Name, birth, status, whose child, where from."""
    child = history.child
    lines = [
        CardLine("Name", child.name, fills=(DETAIL, "forename")),
        CardLine("Other names", child.detail("aliases") or "none recorded", fills=(DETAIL, "aliases")),
        _born(child, now),
        CardLine("Legal status", child.legal.replace("-", " "), fills=(DETAIL, "legal")),
        CardLine("Responsible", child.placing or "this authority", fills=(DETAIL, "placing")),
        *_home(child),
        CardLine("LCS number", child.detail("lcs") or "not recorded", fills=(DETAIL, "lcs")),
        detail_line(child, "social_worker", "who is the child's social worker?"),
    ]
    return CardSection("child", "Child", tuple(lines))


def _born(child: Child, now: datetime) -> CardLine:
    age = child.age(local_date(now))
    years = f"{age} years old" if age is not None else ""
    born = date_words(child.dob) if child.dob else ""
    if born:
        return CardLine("Date of birth", f"{born}, {years}", fills=(DETAIL, "dob"))
    about = f" (about {years})" if years else ""
    return CardLine("Date of birth", f"ASK: when was the child born?{about}", True, (DETAIL, "dob"))


def _home(child: Child) -> Iterator[CardLine]:
    secret = child.detail("confidential")
    mark = "CONFIDENTIAL: " if secret and secret.lower() != "no" else ""
    if child.legal == "looked-after":
        yield detail_line(child, "placement", "where is the child placed?")
    address = f"{mark}{child.detail('address')}" if child.detail("address") else ""
    if address or child.legal != "looked-after":
        yield known_or_gap("Home address", address, "what is the home address?", (DETAIL, "address"))
    for name in ("phone", "placement_phone"):
        if child.detail(name):
            yield detail_line(child, name, "")


def needs(history: ChildHistory, now: datetime) -> CardSection:
    """How high the risk is judged, and what makes the child more at risk than another."""
    child = history.child
    lines = (
        *risk_lines(history, now),
        detail_line(child, "medical", "any medical needs, medication, disability?", "Medical, disability"),
        detail_line(child, "self_harm", "any self-harm or thoughts of suicide?"),
        detail_line(child, "exploitation", "any worry about sexual or criminal exploitation?"),
        detail_line(child, "danger", "is the child a danger to anybody?"),
        detail_line(child, "travel", "may the child travel far, has money, a ticket?"),
        detail_line(child, "background", "language, ethnicity, religion, appearance?", "Background"),
    )
    return CardSection("needs", "Needs and risks", lines)


def contacts(child: Child) -> CardSection:
    """Whom and what the child may be found through."""
    lines = (
        detail_line(child, "associates", "who are the child's friends, and their addresses?"),
        detail_line(child, "social_media", "what does the child use, under which name?"),
        detail_line(child, "cards", "has the child a bank card or bus card?"),
        detail_line(child, "school", "which school?"),
    )
    return CardSection("contacts", "Associates and traces", lines)
