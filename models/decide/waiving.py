"""A reasoned decision that a duty need not be met."""

from __future__ import annotations

from models.commands.duty import WaiveDuty
from models.decide.asking import Asking, Decision
from models.duties.owed import duties
from models.events.duty import DutyWaived


def waive_duty(asking: Asking, command: WaiveDuty) -> Decision:
    """A manager's act; the duty must be owed, and the reason said."""
    if not asking.who.may_manage:
        asking.wrong("", "waiving a duty needs a manager")
    reason = asking.prose("reason", command.reason, "say why it need not be met")
    name = command.duty.strip()
    history = asking.register.history_of(name.partition(".")[0].upper())
    found = duties(history, asking.rulebook, asking.now) if history else ()
    duty = next((each for each in found if each.id.lower() == name.lower()), None)
    if duty is None:
        asking.wrong("duty", f"nothing with the id {name[:60]!r} is owed; the whole id is wanted, as shown by: due")
    elif not duty.is_owed:
        asking.wrong("duty", f"{duty.rule.label} is no longer owed: {duty.how or duty.ended}")
    if history is None or duty is None:
        return asking.refused()
    event = DutyWaived(happened_at=asking.now, duty=duty.id, reason=reason)
    return asking.decided((duty.child, event), child=history.child.id, episode=duty.episode)
