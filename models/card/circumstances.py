"""What a caller is asked about this time away, and where the answers stand: in the report, or in a note since."""

from __future__ import annotations

from collections.abc import Iterator

from models.events.child import NoteAdded
from models.events.episode import EpisodeOpened, ReportAdded
from models.history.episode import Episode
from models.history.history import ChildHistory

CIRCUMSTANCES: dict[str, str] = {
    "call_back": "Call-back number",
    "worries": "Why worried",
    "done_so_far": "Done so far to trace",
    "last_seen_by": "Last seen by, where",
    "going": "Going where, with whom",
    "clothing": "Clothing and bag",
    "phone": "Phone with the child",
    "planned": "Planned, bag packed",
}
"""Name of a circumstance, as stored with the report, and its label on the card."""

TOLD = "told"
"""Whatever else was told when the episode was opened."""


def circumstances_of(history: ChildHistory, episode: Episode) -> dict[str, str]:
    """The newest word on each circumstance, by name; those that have no label here too.

    An answer got later is a note or a report with a line that begins with the label: `Clothing and bag: red coat`.
    """
    known: dict[str, str] = {}
    for _, opened in episode.each(EpisodeOpened):
        known.update({name: text for name, text in opened.circumstances.items() if text})
    for text in _texts_since(history, episode):
        known.update(_answers_in(text))
    return known


def _texts_since(history: ChildHistory, episode: Episode) -> Iterator[str]:
    for entry in history.standing:
        event = entry.event
        if isinstance(event, NoteAdded | ReportAdded) and event.episode == episode.id:
            yield event.text


def _answers_in(text: str) -> Iterator[tuple[str, str]]:
    for name, label in CIRCUMSTANCES.items():
        for line in text.splitlines():
            if line.lower().startswith(f"{label.lower()}:") and (said := line[len(label) + 1 :].strip()):
                yield name, said
