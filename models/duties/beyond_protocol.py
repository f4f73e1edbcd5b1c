"""The rules of duties that no council's protocol sets: what somebody promised or asked for, and a birthday."""

from __future__ import annotations

from datetime import timedelta

from models.protocol.rule import Rule

TURNED_18 = Rule(
    id="turned-18",
    label="turned 18: decide",
    text="decide: the child has reached 18; end the episode, or say with a reason why it goes on",
    owes="decision",
    when=(),
    source="a person ends an episode, never the calendar",
    by="EDT worker",
)

ESCALATION = Rule(
    id="escalation",
    label="escalation: answer",
    text="an answer to the escalation; chase it, or take it to the next stage",
    owes="answer",
    when=(),
    source="escalations of professional differences are evidenced: made, and answered",
)

REVIEW = Rule(
    id="review",
    label="review",
    text="call back, or review, as promised",
    owes="review",
    when=(),
    source="promised by the duty worker",
    soon=timedelta(minutes=30),
    by="EDT worker",
)

BEYOND_PROTOCOL = {rule.id: rule for rule in (TURNED_18, ESCALATION, REVIEW)}
"""Each by its id."""
