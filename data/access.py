"""Noting looks, exports and refusals in the security log, on behalf of whoever is at the desk."""

from __future__ import annotations

from data.access_log import AccessLog, AccessNotLogged
from data.desk import Desk


def note_access(desk: Desk, what: str, subject: str, result: str = "done") -> str:
    """Notes one act; returns why it could not be noted, or nothing. A look is never refused for it.

    A store that this account may only read takes no entry, and nothing is said about that.
    """
    who = desk.worker
    try:
        AccessLog(desk.store, desk.io).record(
            account=who.account, name=who.name, role=who.role, what=what, subject=subject, result=result
        )
    except AccessNotLogged as why:
        return "" if desk.view_only else str(why)
    return ""
