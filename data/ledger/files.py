"""The ledger's files: `NNNNNN-YYYY-MM.jsonl`. The number gives the order; the month is only a label."""

from __future__ import annotations

from data.ledger.errors import Damaged

ENDING = ".jsonl"
_LENGTH = len("000061-2026-11") + len(ENDING)


def name(number: int, month: str) -> str:
    """A file's name without its ending, such as `000061-2026-11`."""
    return f"{number:06d}-{month}"


def number_of(file: str) -> int:
    """A file's place in the order, from 1; 0 for no file."""
    return int(file[:6]) if file else 0


def month_of(file: str) -> str:
    """The label, such as `2026-11`."""
    return file[7:]


def is_ledger_file(entry: str) -> bool:
    """Whether a folder entry is one of the ledger's files."""
    digits = entry[:6] + entry[7:11] + entry[12:14]
    return (
        len(entry) == _LENGTH
        and entry.endswith(ENDING)
        and entry[6] == entry[11] == "-"
        and digits.isascii()
        and digits.isdigit()
    )


def names(entries: list[str]) -> list[str]:
    """The ledger's files among a folder's entries, sorted, without their ending, whatever their numbers."""
    return sorted(entry[: -len(ENDING)] for entry in entries if is_ledger_file(entry))


def before_gap(entries: list[str]) -> tuple[list[str], Damaged | None]:
    """The same up to the first number that is missing or stands twice, and that damage."""
    found = names(entries)
    for expected, file in enumerate(found, start=1):
        if number_of(file) != expected:
            missing = Damaged(file, 0, f"ledger file number {expected} is missing or stands twice")
            return found[: expected - 1], missing
    return found, None


def in_order(entries: list[str]) -> list[str]:
    """The ledger's files among a folder's entries, in order, without their ending.

    Raises: Damaged when a number is missing or stands twice.
    """
    found, damage = before_gap(entries)
    if damage is not None:
        raise damage
    return found
