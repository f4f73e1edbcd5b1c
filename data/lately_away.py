"""Who was away lately, at a desk: a few hundred of whom the windows of twenty thousand can hold something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.history.register import Register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from data.desk import Desk


def lately_away(desk: Desk, register: Register, since: datetime) -> Sequence[str]:
    """As `Register.lately_away`, of whoever is live by now: until that is known, everybody."""
    if register is desk.register:
        desk.living.wake((each.text for each in register.desk.protocols), desk.now())
    return register.lately_away(since)
