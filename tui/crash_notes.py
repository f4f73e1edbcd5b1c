"""Where a fault of ours is written down for whoever mends it: the places in the code, nothing that anybody typed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tui.crash import CrashReport

FILE_MODE, FOLDER_MODE = 0o660, 0o2770
MOST = 200
"""Reports that are kept; the same fault has one file, however often it comes."""


def keep_in(store: Path) -> Callable[[CrashReport], None]:
    """What writes a report into `crashes/REFERENCE.txt` of a store, one line a place. Raises: OSError."""

    def keep(report: CrashReport) -> None:
        folder = store / "crashes"
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        path = folder / f"{report.reference}.txt"
        if path.exists() or len(os.listdir(folder)) < MOST:
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, FILE_MODE)
            with os.fdopen(fd, "w", encoding="ascii", errors="replace") as notes:
                notes.writelines(f"{place}\n" for place in report.places)

    return keep
