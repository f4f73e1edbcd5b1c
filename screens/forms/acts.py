"""Every act of the worker that has a form, by id."""

from __future__ import annotations

from screens.forms import acts_child, acts_duty, acts_episode, acts_escalation, acts_imports, acts_night, acts_record
from screens.forms.act import Act

ACTS: dict[str, Act] = {
    act.id: act
    for acts in (
        acts_episode.ACTS,
        acts_duty.ACTS,
        acts_escalation.ACTS,
        acts_child.ACTS,
        acts_record.ACTS,
        acts_imports.ACTS,
        acts_night.ACTS,
    )
    for act in acts
}
"""The acts; `needs` says what each is opened on."""
