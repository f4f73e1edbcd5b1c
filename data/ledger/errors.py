"""What can go wrong with the ledger, in a worker's words.

`NotRecorded` and its kinds mean: certainly not stored, safe to try again. A screen keeps the draft in every case.
"""

from __future__ import annotations


class LedgerError(Exception):
    """Anything the ledger refuses or cannot do; `str()` is fit for the screen."""


class NoStore(LedgerError):
    """There is no ledger in the folder that was named."""


class UnfitPlace(LedgerError):
    """The folder lies where a ledger cannot be kept safely, such as a network drive."""


class NotRecorded(LedgerError):
    """Certainly not stored; safe to try again."""


class Busy(NotRecorded):
    """Another session holds the lock and did not finish in time; `holder` is its worker's name."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"Not recorded: {holder or 'another session'} is saving at the moment. Try again.")
        self.holder = holder


class Conflict(NotRecorded):
    """Another worker's entry came first; `poll()` delivers it."""


class DiskFull(NotRecorded):
    """No room was left on the disk."""


class TooLong(NotRecorded):
    """An entry is longer than a line may be; `id` names it."""

    def __init__(self, id: str, size: int, most: int) -> None:
        super().__init__(f"Not recorded: the entry is too long ({size} bytes, the most is {most}). Shorten it.")
        self.id = id
        self.size = size


class Unwritable(NotRecorded):
    """An entry holds something that JSON cannot keep unchanged, such as a number that is not a number."""


class Unconfirmed(LedgerError):
    """It is not known whether the entry is stored: open the ledger again and look its id up."""


class ViewOnly(LedgerError):
    """The ledger can be read and not written, for the reason given."""


class NotRepaired(LedgerError):
    """Nothing was repaired, and nothing was changed: there is nothing to repair, or a person must decide first."""


class Damaged(LedgerError):
    """Acknowledged bytes are not as they were; `file` and `offset` say where."""

    def __init__(self, file: str, offset: int, what: str) -> None:
        super().__init__(f"The record is damaged: {what} ({file or 'HEAD'}, byte {offset}).")
        self.file = file
        self.offset = offset
        self.what = what
