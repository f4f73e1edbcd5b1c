"""The whole call card of one child at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.card import child, past, tonight
from models.card.circumstances import circumstances_of
from models.card.line import CardSection, detail_line
from models.duties.reviews import reviews
from models.duties.rulebook import Rulebook
from models.history.history import ChildHistory


def call_card(
    history: ChildHistory, rulebook: Rulebook, now: datetime, names: Mapping[str, str] | None = None
) -> tuple[CardSection, ...]:
    """What police ask, in their order. `names` says who linked children are, by id.

    Sections: flags, caller, child, worry, last seen, looks, before, needs, contacts, told, write down (PRACTICE 6).
    """
    episode = history.open_episode
    said = circumstances_of(history, episode) if episode else {}
    standing = (life.at(now) for life in reviews(history, now))
    promised = [each.deadline or each.arose_at for each in standing if each and each.is_owed]
    return (
        child.flags(history, now, names or {}),
        tonight.caller(history, episode, said),
        child.who(history, now),
        tonight.worry(episode, said, now),
        tonight.last_seen(episode, said, now),
        tonight.looks(history.child, said),
        _before(history, rulebook, now),
        child.needs(history, now),
        child.contacts(history.child),
        tonight.told(history, episode, rulebook, now),
        tonight.write_down(episode, promised, now),
    )


def _before(history: ChildHistory, rulebook: Rulebook, now: datetime) -> CardSection:
    """Out of character? How often before, where found, what the child said then."""
    lines = (
        detail_line(history.child, "out_of_character", "is this out of character for this child?"),
        *past.times_before(history, rulebook.daytime, now),
        *past.on_record(history, now),
        *past.found_before(history, now),
        *past.learning(history),
    )
    return CardSection("before", "Before, and where found", lines)
