"""Ids that can be read over the telephone.

Crockford's base 32 (no I, L, O, U), with a first letter that says what is meant and a last one that checks
the rest, so that one misheard or swapped letter never names another child.
"""

from __future__ import annotations

from models.digest import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHILD, EPISODE, ENTRY = "C", "E", "N"
LENGTHS = {CHILD: 8, EPISODE: 8, ENTRY: 14}
_HEARD_AS = str.maketrans("OIL", "011", "- ")


def make(kind: str, random: bytes) -> str:
    """An id of a kind (`CHILD`, `EPISODE`, `ENTRY`) from random bytes; 5 bits of them a character."""
    number = int.from_bytes(random, "big")
    body = kind + "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTHS[kind] - 2))
    return body + _check(body)


def normal(text: str) -> str:
    """What was typed or heard, in the one form that is stored: capitals, no hyphens, O as 0, I and L as 1."""
    return text.strip().upper().translate(_HEARD_AS)


def is_sound(text: str, kind: str) -> bool:
    """Whether this is a whole id of the kind, with the right check character."""
    return (
        len(text) == LENGTHS[kind] and text[0] == kind and set(text) <= set(ALPHABET) and text[-1] == _check(text[:-1])
    )


def spoken(text: str) -> str:
    """The id in groups of four, as it is shown and read aloud."""
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def derived(kind: str, key: str, index: int) -> str:
    """The index-th id that follows from a command's key: the same command always makes the same ids."""
    number: bytes = sha256(f"{key}/{kind}/{index}".encode()).digest()[:10]
    return make(kind, number)


def _check(body: str) -> str:
    """Multiplies by x in the field of 32 elements: every slip and every swap of neighbours changes it."""
    rest = 0
    for letter in body:
        rest = (rest ^ ALPHABET.index(letter)) << 1
        rest ^= 0b100101 if rest & 32 else 0
    return ALPHABET[rest]
