"""Found, returned, seen by police: three different times (D5). And ends without a return (D18)."""

from __future__ import annotations

from models.commands.episode import EndEpisode, RecordFound, RecordPoliceSaw, RecordReturn
from models.decide.asking import Asking, Decision
from models.events.episode import EpisodeEnded, Found, PoliceSawChild, Returned
from models.history.episode import Episode
from models.times.age import turns
from models.times.reading import Reading
from models.times.words import date_words, day_time
from models.times.zone import at_local

END_REASONS = ("turned-18", "died", "moved")
ANSWERS: dict[str, str] = {
    "injury": "Any injury?",
    "disclosure": "Anything disclosed?",
    "safe": "Is it safe to be there?",
    "hospital": "In hospital?",
    "custody": "In custody?",
}
"""What is asked on return (D24)."""


def record_found(asking: Asking, command: RecordFound) -> Decision:
    """Located, not back: the episode stays open."""
    found = asking.open_episode("episode", command.episode)
    at = asking.past("at", command.at)
    where = asking.line("where", command.where, "say where the child is")
    by = asking.line("by", command.by)
    if found is None:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "found")
    if at is None:
        return asking.refused()
    source = asking.line("source", command.source)
    event = Found(happened_at=at.at, about=at.about, source=source, episode=episode.id, where=where, by=by)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def record_return(asking: Asking, command: RecordReturn) -> Decision:
    """The date and time of return end the episode (B11)."""
    found = asking.open_episode("episode", command.episode)
    at = asking.past("at", command.at, "say when the child came back, for example 03:10")
    located = asking.maybe_past("found", command.found)
    saw = asking.maybe_past("police_saw", command.police_saw)
    answers = _answers(asking, command.answers)
    if found is None:
        return asking.refused()
    history, episode = found
    for field, time, what in (
        ("at", at, "the return"),
        ("found", located, "found"),
        ("police_saw", saw, "seen by police"),
    ):
        asking.within(field, time, episode, what)
    if located and at and located.at > at.at:
        asking.wrong("found", f"found, {day_time(located.at)}, is after the return, {day_time(at.at)}")
    if at is None or asking.problems:
        return asking.refused()
    _note_later_switches(asking, episode, at)
    source, where = asking.line("source", command.source), asking.line("where", command.where)
    back = Returned(happened_at=at.at, about=at.about, source=source, episode=episode.id, where=where, answers=answers)
    first = Found(happened_at=located.at, about=located.about, episode=episode.id, where=where) if located else None
    seen = PoliceSawChild(happened_at=saw.at, about=saw.about, episode=episode.id) if saw else None
    events = [(episode.child, event) for event in (first, back, seen) if event]
    return asking.decided(*events, child=history.child.id, episode=episode.id)


def record_police_saw(asking: Asking, command: RecordPoliceSaw) -> Decision:
    """The police's prevention interview; it may be entered after the return."""
    found = asking.standing_episode("episode", command.episode)
    at = asking.past("at", command.at)
    by, outcome = asking.line("by", command.by), asking.prose("outcome", command.outcome)
    if found is None:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "seen by police")
    if at is None:
        return asking.refused()
    source = asking.line("source", command.source)
    event = PoliceSawChild(happened_at=at.at, about=at.about, source=source, episode=episode.id, by=by, outcome=outcome)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def end_episode(asking: Asking, command: EndEpisode) -> Decision:
    """Ends without a return, for a reason of its own; a person ends it, never the calendar."""
    found = asking.open_episode("episode", command.episode)
    reason = asking.choice("reason", command.reason, END_REASONS)
    at = asking.past("at", command.at)
    if found is None:
        return asking.refused()
    history, episode = found
    asking.within("at", at, episode, "the end")
    born = history.child.dob
    if reason == "turned-18" and born and at and at.at < at_local(turns(born, 18)):
        asking.wrong("reason", f"{history.child.name} turns 18 on {date_words(turns(born, 18))}")
    if at is None:
        return asking.refused()
    source = asking.line("source", command.source)
    event = EpisodeEnded(happened_at=at.at, about=at.about, source=source, episode=episode.id, reason=reason)
    return asking.decided((episode.child, event), child=history.child.id, episode=episode.id)


def _answers(asking: Asking, typed: dict[str, str]) -> dict[str, str]:
    for name in typed.keys() - ANSWERS.keys():
        asking.wrong("answers", f"{name[:40]!r} is not asked on return; one of: {', '.join(ANSWERS)}")
    found = {name: asking.prose(name, text) for name, text in typed.items() if name in ANSWERS}
    return {name: text for name, text in found.items() if text}


def _note_later_switches(asking: Asking, episode: Episode, at: Reading) -> None:
    later = [spell for spell in episode.spells[1:] if spell.start >= at.at]
    if later:
        asking.notes.append(f"the switch to {later[0].status} at {day_time(later[0].start)} was after the return")
