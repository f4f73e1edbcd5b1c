"""Telling in the ledger what was set aside: a tail that no event tells of yet keeps the ending `.unsaid`."""

from __future__ import annotations

from data.ledger.digest import digest
from data.ledger.line import Draft
from data.ledger.place import Place
from data.ledger.recovery import UNSAID

SUBJECT = "desk"
TYPE = "TailSetAside"


def unsaid(place: Place) -> list[tuple[str, Draft]]:
    """Each tail in quarantine that no event tells of: its name, and the event to store."""
    try:
        entries = place.io.listdir(place.quarantine)
    except FileNotFoundError:
        return []
    names = sorted(entry.removesuffix(UNSAID) for entry in entries if entry.endswith(UNSAID))
    return [(name, _draft(place, name)) for name in names]


def _draft(place: Place, name: str) -> Draft:
    fd = place.io.open(f"{place.quarantine}/{name}{UNSAID}", 0)
    try:
        content = place.io.pread(fd, place.io.size(fd), 0)
    finally:
        place.io.close(fd)
    file, _, rest = name.partition("@")
    data = {
        "file": file,
        "offset": int(rest.partition("-")[0]),
        "size": len(content),
        "sha256": digest(content),
        "kept_as": name,
    }
    return Draft(f"tail-{name}", SUBJECT, TYPE, 1, data)


def said(place: Place, name: str) -> None:
    """Marks a tail as told of."""
    place.io.rename(f"{place.quarantine}/{name}{UNSAID}", f"{place.quarantine}/{name}")
