"""The questions that forms put before they save or close."""

from __future__ import annotations

from collections.abc import Sequence

from data.find.findable import Findable
from screens.forms.act import Act
from screens.forms.likely import told_apart
from screens.forms.question import Question
from screens.forms.scene import Scene


def far_back(times: Sequence[tuple[str, str]]) -> Question:
    """Times more than twelve hours back: `2350` typed at 23:55 may have meant five minutes ago."""
    said = [f"{label}: {words}" for label, words in times]
    return Question(
        ["More than 12 hours back:", "", *said, "", "Is that right?"], [("y", "Yes, it is right: record it")]
    )


def leaving(act: Act, scene: Scene) -> Question:
    """What to do with text that was typed and not saved."""
    return Question(
        [act.heading(scene), "", "What you typed is NOT recorded."],
        [("d", "Keep it as a draft and leave"), ("t", "Throw it away and leave")],
    )


def already_away(scene: Scene) -> Question:
    """A report on a child who has an open episode: one open episode a child (PRACTICE D17)."""
    return Question(
        [f"{scene.child_words()} already has an open episode: {scene.episode_words()}."],
        [("a", "Add this report to it"), ("g", "Returned, and gone again: record the return first")],
    )


def on_record(found: Sequence[Findable], scene: Scene) -> Question:
    """A child who may be on record already (PRACTICE D22)."""
    answers = [(str(number), told_apart(one, scene)) for number, one in enumerate(found, 1)]
    return Question(
        ["This may be a child who is on record already. A number opens that child's card:"],
        [*answers, ("r", "Register a new child all the same")],
    )
