"""Notes, calls without an episode, and the panel."""

from __future__ import annotations

from models import ids
from models.commands.child import AddNote, HearAtPanel, TakeCall
from models.decide.asking import Asking, Decision
from models.events.child import CallTaken, NoteAdded, PanelHeard
from models.events.desk import DESK
from models.times.parse import parse_date
from models.times.reading import Unread
from models.times.words import day_words
from models.times.zone import local_date


def add_note(asking: Asking, command: AddNote) -> Decision:
    """A case note on an episode, or on a child."""
    history = asking.register.history_of(ids.normal(command.subject))
    at = asking.past("at", command.at or "now")
    text = asking.prose("text", command.text, "a note needs some text")
    if history is None:
        asking.wrong("subject", "no child and no episode has this id; the whole id is wanted")
    if history is None or at is None:
        return asking.refused()
    episode = history.episode(ids.normal(command.subject))
    event = NoteAdded(happened_at=at.at, about=at.about, text=text, episode=episode.id if episode else "")
    return asking.decided((history.child.id, event), child=history.child.id, episode=event.episode)


def take_call(asking: Asking, command: TakeCall) -> Decision:
    """A call that opens no episode, about a child we know or about anybody."""
    caller = asking.line("caller", command.caller, "say who rang, name and role")
    text = asking.prose("text", command.text, "say what the call was about")
    at = asking.past("at", command.at or "now")
    history = asking.child("child", command.child) if command.child.strip() else None
    number = asking.line("number", command.number)
    about_whom = asking.line("about_whom", command.about_whom)
    if at is None or asking.problems:
        return asking.refused()
    event = CallTaken(
        happened_at=at.at, about=at.about, source=caller, caller=caller, text=text, number=number, about_whom=about_whom
    )
    child = history.child.id if history else ""
    return asking.decided((child or DESK, event), child=child)


def hear_at_panel(asking: Asking, command: HearAtPanel) -> Decision:
    """The missing panel discussed a child (B15)."""
    history = asking.child("child", command.child)
    day = parse_date(command.on, local_date(asking.now))
    outcome = asking.prose("outcome", command.outcome)
    if isinstance(day, Unread):
        asking.wrong("on", day.message)
    elif day > local_date(asking.now):
        asking.wrong("on", f"{day_words(day)} has not come yet")
    if history is None or isinstance(day, Unread):
        return asking.refused()
    event = PanelHeard(happened_at=asking.now, panel_on=day, outcome=outcome)
    return asking.decided((history.child.id, event), child=history.child.id)
