"""Comma-separated files: read from whatever a spreadsheet made of them, written so that none can run a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.io import APPEND, Io

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}")


class BadName(ValueError):
    """A name that is not a bare file name."""


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file's bytes: UTF-8, CRLF as the standard has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def write_export(folder: Path, name: str, content: bytes, os_: Io) -> Path:
    """Writes a file into the exports folder, whole or not at all, readable by the group only.

    Raises:
        BadName: the name is not a bare file name.
        OSError: it cannot be written.
    """
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise BadName("a bare file name is wanted: letters, digits, blanks, dots, hyphens; no folders")
    folder.mkdir(mode=0o2770, parents=True, exist_ok=True)
    unfinished = folder / f".{name}.{os_.random_bytes(4).hex()}"
    fd = os_.open(str(unfinished), APPEND)
    try:
        done = 0
        while done < len(content):
            done += os_.write(fd, content[done:])
        os_.fsync(fd)
    except OSError:
        os.unlink(unfinished)
        raise
    finally:
        os_.close(fd)
    os_.rename(str(unfinished), str(folder / name))
    return folder / name
