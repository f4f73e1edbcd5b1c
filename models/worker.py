"""The people at the desk and what their roles allow."""

from __future__ import annotations

from models.record import Record

VIEWER, DUTY_WORKER, MANAGER, NONE = "viewer", "duty worker", "manager", "none"
ROLES = (VIEWER, DUTY_WORKER, MANAGER, NONE)


class Worker(Record):
    """A signed-in account, with the name and role that a manager gave it."""

    account: str
    name: str
    role: str

    @property
    def may_record(self) -> bool:
        """Open, close, note: a duty worker or a manager."""
        return self.role in (DUTY_WORKER, MANAGER)

    @property
    def may_manage(self) -> bool:
        """Waive, choose the protocol, add workers, correct anyone's entries."""
        return self.role == MANAGER


def worker_for(account: str, workers: dict[str, Worker], training: bool) -> Worker:
    """Who an account is: as a manager entered it; in a training store else a manager, in a real one a viewer."""
    unknown = MANAGER if training else VIEWER
    return workers.get(account) or Worker(account, account, unknown)
