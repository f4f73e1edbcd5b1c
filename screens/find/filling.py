"""Which form fills a line of the call card."""

from __future__ import annotations

from models.card import CardLine
from models.card.circumstances import CIRCUMSTANCES
from models.card.line import CIRCUMSTANCE, DETAIL, POLICE
from screens.forms.acts import ACTS
from screens.forms.form import ActForm
from screens.forms.scene import Scene, case_of

_IN_OPENING = {"log": "police_log", "officer": "police_officer", "grade": "police_grade", "due": "source"}
"""Where the form that opens an episode asks what belongs to an open one."""


def form_that_fills(line: CardLine, scene: Scene) -> ActForm | None:
    """The form, with the keys in the field that fills the line; None where nothing can be filled in."""
    kind, field = line.fills
    if not kind or scene.history is None:
        return None
    if kind == DETAIL:
        return ActForm(ACTS["change"], child=scene.history, focus=field)
    if scene.episode is None:
        return ActForm(ACTS["open"], child=scene.history, focus=_IN_OPENING.get(field, field))
    case = case_of(scene.desk, scene.episode.id)
    if kind == CIRCUMSTANCE:
        return ActForm(ACTS["answer"], case, prefill={"question": CIRCUMSTANCES.get(field, field)})
    if kind == POLICE:
        return ActForm(ACTS["police-grade"], case, focus=field)
    return ActForm(ACTS[kind], case, prefill={"role": field} if kind == "told" else None, focus=field)
