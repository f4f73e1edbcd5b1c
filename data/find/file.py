"""The index in a file under `derived`: written whole beside the old one, put in its place, and mapped when read.

Sessions share its pages. It may be deleted at any time and is never the truth: a file that is missing, damaged or of
another version is built again from the ledger.
"""

from __future__ import annotations

import mmap
import os

from data.find.index import FindIndex
from data.find.sections import BrokenIndex
from data.find.segment import Segment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from data.find.findable import Findable

NAME = "find.index"
MODE = 0o660


def write_index(path: str | Path, findables: Iterable[Findable], head_seq: int, head_hash: str) -> None:
    """Build an index and put it in the place of the old one, which sessions that have it mapped keep.

    Raises OSError when the disk refuses; the old file is then still there.
    """
    from data.find.build import index_bytes

    content = index_bytes(findables, head_seq, head_hash)
    beside = f"{path}.{os.getpid()}.new"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), MODE)
            file.write(content)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def open_index(path: str | Path) -> FindIndex:
    """The index in a file, read where it lies.

    Raises BrokenIndex when there is none that can be used; `head` of the index says how far it knows the ledger.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            mapped = mmap.mmap(handle, 0, prot=mmap.PROT_READ)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise BrokenIndex("no index to read") from error
    return FindIndex(Segment(memoryview(mapped)))
