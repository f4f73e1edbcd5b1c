"""Acts about professional disagreements: taken to the next level, and answered."""

from __future__ import annotations

from models.commands.duty import AnswerEscalation, Escalate
from models.duties.escalations import waiting
from models.times.words import day_time
from screens.forms.act import CASE, Act
from screens.forms.acts_episode import SOURCE, WHEN, now_words
from screens.forms.ask import CHOICE, PROSE, Ask, Choices
from screens.forms.scene import Scene
from screens.readings import PAST


def _escalate_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("to", "To", wanted="name and role"),
        Ask("stage", "Stage", wanted="as your escalation policy numbers them"),
        Ask("text", "Disagreement", PROSE, "what is disagreed about, and with whom"),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        SOURCE,
    )


def _waiting(scene: Scene) -> Choices:
    """The escalations that nobody has answered."""
    found = waiting(scene.episode) if scene.episode else []
    return tuple((entry.id, f"to {event.to}, {day_time(event.happened_at)}") for entry, event in found)


def _answer_asks(scene: Scene) -> tuple[Ask, ...]:
    choices = _waiting(scene)
    first = choices[0][0] if choices else ""
    which = Ask("escalation", "Escalation", CHOICE, choices=choices, prefill=lambda _: first)
    return (
        *((which,) if choices else ()),
        Ask("text", "Answer", PROSE, "what was answered"),
        Ask("by", "By", wanted="name and role"),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        SOURCE,
    )


ACTS = (
    Act("escalate", "Escalate a disagreement on", CASE, Escalate, _escalate_asks),
    Act("escalation-answered", "An escalation answered:", CASE, AnswerEscalation, _answer_asks),
)
"""The acts of this page."""
