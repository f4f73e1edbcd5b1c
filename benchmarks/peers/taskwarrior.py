"""Taskwarrior with as many tasks as there are children, each described as a line of find describes one."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

from data.find.findable import Findable

PROGRAM = shutil.which("task")
"""None where it is not installed (Debian: `apt-get install taskwarrior`)."""
ENTRY = 1_700_000_000


def filled(folder: Path, children: Iterable[Findable]) -> list[str]:
    """Writes its data file into a folder; the beginning of a command that reads it."""
    folder.mkdir()
    with (folder / "pending.data").open("w", encoding="utf-8") as file:
        for number, one in enumerate(children):
            about = f"{one.forename} {one.surname} {one.dob} {one.placement or one.address}".replace('"', "'")
            mark = uuid.UUID(int=(number + 1) << 64 | 4 << 76 | 8 << 60)
            file.write(f'[description:"{about}" entry:"{ENTRY + number}" status:"pending" uuid:"{mark}"]\n')
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nsearch.case.sensitive=no\nnews.version=2.6.0\nverbose=nothing\n")
    return [str(PROGRAM), f"rc:{settings}"]
