"""SHA-256. The interpreter's own, which loads in a fraction of a millisecond; OpenSSL's (4 ms) for long histories."""

from __future__ import annotations

from collections.abc import Callable

from models.digest import sha256 as _plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_sha256: Callable[[bytes], Any] = _plain


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    found: str = _sha256(content).hexdigest()
    return found


def digest_faster() -> None:
    """Uses OpenSSL's from now on."""
    global _sha256
    from hashlib import sha256

    _sha256 = sha256
