"""SHA-256 by the interpreter itself, which loads in a fraction of a millisecond; OpenSSL's takes 4 ms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _made() -> Callable[[bytes], Any]:
    """The interpreter's own; OpenSSL's where it was built without."""
    try:
        made: Callable[[bytes], Any] = import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
    except ImportError:
        made = import_module("hashlib").sha256
    return made


sha256 = _made()
"""The digest object of some bytes."""
