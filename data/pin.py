"""The PIN that unlocks a locked screen: kept as a scrypt hash, so that the configuration file does not tell it."""

from __future__ import annotations

COST, BLOCK, LANES = 2**14, 8, 1
"""scrypt's parameters: about 50 ms and 16 MiB for each try."""
_KIND = "scrypt"


def pin_hash(typed: str, salt: bytes) -> str:
    """What stands in the configuration for a PIN; `salt` is 16 random bytes."""
    return f"{_KIND}${COST}${BLOCK}${LANES}${salt.hex()}${_hash(typed, salt, COST, BLOCK, LANES).hex()}"


def pin_fits(typed: str, stored: str) -> bool:
    """Whether a typed PIN is the one that was hashed; never for a text that is no hash."""
    import hmac

    try:
        kind, cost, block, lanes, salt, wanted = stored.split("$")
        found = _hash(typed, bytes.fromhex(salt), int(cost), int(block), int(lanes))
        return kind == _KIND and hmac.compare_digest(found, bytes.fromhex(wanted))
    except ValueError:
        return False


def _hash(typed: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    import hashlib

    return hashlib.scrypt(typed.encode(), salt=salt, n=cost, r=block, p=lanes, dklen=32)
