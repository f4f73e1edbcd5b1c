"""Making a training store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from data.demo.clock import StoryClock
from data.demo.story import tell
from data.demo.telling import Story
from data.desk import Desk
from data.io import Io
from data.ledger import LedgerError
from models.commands.desk import MakeStore


class StoreInUse(LedgerError):
    """There is a store there already; a training store is made in a folder of its own."""


def make_demo(folder: Path | str, io: Io | None = None, *, empty: bool = False) -> Desk:
    """A training store in a folder, told up to `io`'s present; the desk on it, opened with `io`.

    Raises:
        StoreInUse: something is recorded there already.
        LedgerError: it cannot be made.
    """
    io = io or Io()
    now = io.now().replace(microsecond=0)
    clock = StoryClock(now if empty else now - timedelta(days=70))
    desk = Desk.open(folder, clock, create=True)
    if not desk.is_new:
        desk.close()
        raise StoreInUse(f"There is a store in {folder} already. Name a folder that does not exist yet.")
    desk.submit(MakeStore(key=desk.new_key(), training=True, name="", authority="Bury"))
    if not empty:
        tell(Story(desk, clock, now))
    desk.close()
    return Desk.open(folder, io)
