"""A night with forty live episodes, as a council's record holds it; every third of them counts seconds.

What ends within the hour is shown in seconds, everything else in minutes: ten agreed limits within the hour, three
children near their twenty-four hours, the others hours away from whatever comes next.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.processes import run
from models.commands.duty import RecordLcs, RecordTold
from tests.screens.stage import Place

MISSING, ABSENT = 30, 10
FORENAMES = ("Kayleigh", "Dean", "Tariq", "Sophie", "Jay", "Aisling", "Wren", "Callum", "Zara", "Mohammed")
SURNAMES = ("Barnes", "Poole", "Mahmood", "Wilkes", "Rowe", "Tattersall", "Entwistle", "Khan")


def busy_night(folder: Path) -> Path:
    """The store, in a folder that is there; what its first start would make behind the screen is made already."""
    now = datetime.now(UTC).replace(microsecond=0)
    place = Place(folder, now, training=False)
    for number in range(MISSING + ABSENT):
        born = f"{1 + number % 28}/3/{2009 + number % 7}"
        child = place.child(FORENAMES[number % 10], SURNAMES[number % 8], dob=born)
        if number < MISSING:
            away = timedelta(hours=23, minutes=10 + 15 * number) if number < 3 else timedelta(minutes=40 + 41 * number)
            episode = place.away(child, since=(now - away).isoformat())
        else:
            limit, since = now + timedelta(minutes=7 + 5 * (number - MISSING)), now - timedelta(minutes=30 + number)
            episode = place.absent(child, limit=limit.isoformat(), since=since.isoformat())
        place.done(RecordTold, episode=episode, role="police", at=now.isoformat(), how="telephone")
        place.done(RecordLcs, episode=episode, at=now.isoformat())
    place.close()
    run(["-c", "import sys; from data.behind import run; run(sys.argv[1])", str(place.folder)])
    return place.folder
