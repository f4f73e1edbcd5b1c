"""Every way a command can fail, in words, with its exit status."""

from __future__ import annotations

from data.configuration import BadConfiguration
from data.ledger import Damaged, LedgerError, NoStore, NotRecorded, Unconfirmed, ViewOnly
from models.problem import Problem
from models.protocol.load import Malformed
from tui.plain import status
from tui.plain.answer import fail, refuse
from tui.plain.session import Refused

_STATUS: tuple[tuple[type[LedgerError], int], ...] = (
    (NotRecorded, status.NOT_RECORDED),
    (Unconfirmed, status.UNCONFIRMED),
    (Damaged, status.DAMAGED),
    (ViewOnly, status.VIEW_ONLY),
)


def explain(why: Exception, as_json: bool) -> int:
    """Says what went wrong and returns the exit status."""
    if isinstance(why, Refused | BadConfiguration | Malformed):
        return refuse(why.problems, as_json)
    if isinstance(why, LedgerError):
        code = next((code for kind, code in _STATUS if isinstance(why, kind)), None)
        return refuse((Problem("store", _of_store(why)),), as_json) if code is None else fail(str(why), code, as_json)
    return _internal(why, as_json)


def _of_store(why: LedgerError) -> str:
    """A store that is not there or cannot be opened: what to do about it."""
    if isinstance(why, NoStore) and "There is no store" in str(why):
        return f"{why} Begin one with: nightdesk child add, or a training store with: nightdesk demo"
    return str(why)


def _internal(why: Exception, as_json: bool) -> int:
    """A defect of ours: a reference and where it happened, and nothing that anybody typed."""
    from tui.crash import report_of

    report = report_of(why)
    at = report.places[-1] if report.places else "?"
    message = f"Nightdesk failed by a fault of its own. If you report it, give the reference {report.reference} ({at})."
    return fail(message, status.INTERNAL, as_json)
