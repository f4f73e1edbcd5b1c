"""Made-up episodes as a night and the days after it leave them in the record: everything owed was done, or nothing yet.

Each event is `(minutes after the start, type, data)`; times inside the data are minutes until they are written.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks.people import Person

Told = tuple[int, str, dict[str, object]]
HOUR, DAY = 60, 24 * 60
MEETINGS = ["meeting-3-in-28d", "meeting-24h", "meeting-high-risk"]
NOTES = (
    "Rang the home again: no contact. Friends' addresses given to the police.",
    "Carer has looked in the park and at the bus station. Telephone goes to voicemail.",
    "Police have no news. Agreed to speak again in two hours.",
    "Uncle says that there was a message at tea time; he will ring if there is another.",
)


def finished(chance: random.Random, person: Person, before: int) -> Iterator[Told]:
    """An episode that is over and whose duties were all met; `before` counts those of the 28 days before it."""
    if person.legal == "looked-after" and chance.random() < 0.15:
        yield from _absence(chance)
        return
    long = chance.random() < 0.04
    hours = chance.randrange(25, 60) if long else 1 + int(14 * chance.random() ** 2)
    high = chance.random() < 0.05
    yield from opening(chance, person)
    if high or chance.random() < 0.5:
        grade = "high" if high else chance.choice(("low", "medium"))
        yield 40, "RiskJudged", {"grade": grade, "reason": "age, history"}
    for number in range(chance.choice((0, 0, 1, 2))):
        yield 60 + 25 * number, "NoteAdded", {"text": chance.choice(NOTES)}
    end = hours * HOUR
    if long or high or before >= 2:
        yield from _threshold(max(end, DAY) + 1)
    yield end, "Returned", {"where": person.placement or "home"}
    yield end + 20, "EnteredOnLcs", {}
    if chance.random() < 0.3:
        yield end + 90, "PoliceSawChild", {"by": "PC Hirst", "outcome": "safe and well"}
    if chance.random() < 0.2:
        yield end + 10 * HOUR, "InterviewOffered", {"by": "D Rowe, practitioner"}
    yield end + 26 * HOUR, "InterviewHeld", {"by": "D Rowe, practitioner", "where": "school"}
    yield end + 28 * HOUR, "InterviewWrittenUp", {"by": "D Rowe, practitioner"}


def _threshold(at: int) -> Iterator[Told]:
    yield at, "PersonTold", {"role": "irt", "how": "e-mail"}
    yield at + 1, "BriefingSent", {"to": "Strategic Lead, Assistant Director", "by": "Team Manager"}
    yield at + 30 * HOUR, "MeetingHeld", {"rules": MEETINGS, "chair": "Team Manager", "outcome": "plan agreed"}
    yield at + 31 * HOUR, "TaskDone", {"rules": ["meeting-feedback"], "text": "told at the home"}


def _absence(chance: random.Random) -> Iterator[Told]:
    yield 0, "EpisodeOpened", {"status": "absence", "place": "Ash House"}
    yield 1, "AbsenceLimitAgreed", {"limit": 5 * HOUR, "agreed_by": "carer", "whereabouts": "a cousin's flat"}
    yield 10, "PersonTold", {"role": "police", "how": "telephone"}
    yield 15, "EnteredOnLcs", {}
    yield 20, "NoteAdded", {"text": chance.choice(NOTES)}
    yield 4 * HOUR, "Returned", {"where": "Ash House"}
    yield 4 * HOUR + 10, "EnteredOnLcs", {}


def opening(chance: random.Random, person: Person) -> Iterator[Told]:
    """What is recorded when a child is reported missing."""
    yield 0, "EpisodeOpened", {"status": "missing", "place": person.placement or "home", "source": "carer"}
    yield 20, "PoliceGraded", {"log": f"{chance.randrange(4000):04d}-{chance.randrange(101, 1229):04d}", "grade": "low"}
    yield 21, "PersonTold", {"role": "police", "how": "telephone", "name": "control room"}
    yield 25, "EnteredOnLcs", {}
    if person.placing:
        yield 31, "PersonTold", {"role": "placing-authority", "how": "telephone"}


def _missing_tonight(chance: random.Random, person: Person) -> Iterator[Told]:
    yield from list(opening(chance, person))[: chance.randrange(1, 6)]


def _absent_tonight(chance: random.Random, person: Person) -> Iterator[Told]:
    yield 0, "EpisodeOpened", {"status": "absence", "place": person.placement or "home"}
    yield 1, "AbsenceLimitAgreed", {"limit": chance.randrange(2, 30) * HOUR, "agreed_by": "carer"}


def _back_tonight(chance: random.Random, person: Person) -> Iterator[Told]:
    yield from opening(chance, person)
    yield 60, "Returned", {"where": person.placement or "home"}


TONIGHT: tuple[Callable[[random.Random, Person], Iterator[Told]], ...] = (
    _missing_tonight,
    _missing_tonight,
    _absent_tonight,
    _back_tonight,
)
"""What may be going on at this moment."""
