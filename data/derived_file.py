"""A file under `STORE/derived`: bytes under a line with their checksum, put in place in one step.

It may be deleted at any time; spoilt, it reads as if it were not there.
"""

from __future__ import annotations

import os
from binascii import crc32

MODE = 0o660


def read_derived(path: str) -> bytes | None:
    """What the file holds; None where it is missing, cannot be read or is not whole."""
    try:
        with open(path, "rb", buffering=0) as file:
            check, _, body = file.readall().partition(b"\n")
    except OSError:
        return None
    return body if check == _check(body) else None


def write_derived(path: str, body: bytes) -> None:
    """Puts it in the place of the one before. Raises: OSError."""
    beside = f"{path}.{os.getpid()}.new"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_check(body) + b"\n" + body)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def _check(body: bytes) -> bytes:
    return f"{crc32(body):08x}".encode()
