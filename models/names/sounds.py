"""How a name sounds to an English call handler, so that it is found however it was spelt.

Two keys. The *sounding* keeps a rough vowel: Kayleigh, Caley and Kaleigh are all `kAlI`. The *skeleton* is
what is left on a bad line: consonants only, voiced and unvoiced taken for one. Capital letters stand for
sounds that English writes with two letters (S for sh, C for ch, A for ay, I for ee, O for oh, U for oo).
"""

from __future__ import annotations

from functools import lru_cache

from models.names.sound_rules import ANYWHERE, AT_END, AT_START, CONTINENTAL, LONGEST_RULE, MAGIC_E

VOWELS = frozenset("aeiouAEIOU")
_SKELETON = str.maketrans("vzdbgjw", "fstpkCf", "aeiouAEIOUhy")
_FOREIGN_SIGNS = ("cz", "sz", "rz", "w", "j", "ie", "ow")


def sounding(word: str) -> str:
    """The word as it is heard, vowels and all; `word` is folded (see `folding`)."""
    return _squeezed(_sounds(word))


@lru_cache(maxsize=16_384)
def soundings(word: str) -> tuple[str, ...]:
    """Every way the word may be said: the English way and, if the spelling allows it, the continental."""
    english = sounding(word)
    if not any(sign in word for sign in _FOREIGN_SIGNS):
        return (english,)
    respelt = word
    for written, said in CONTINENTAL:
        respelt = respelt.replace(written, said)
    continental = sounding(respelt)
    return (english,) if continental == english else (english, continental)


def skeleton(sound: str) -> str:
    """The consonants of a sounding; a vowel that begins the word is kept as `a`, and so is a dropped h."""
    bones = sound.replace("kw", "k").translate(_SKELETON) or sound[:1].lower()
    return "a" + bones if sound[:1] in VOWELS or sound[:1] == "h" else bones


@lru_cache(maxsize=16_384)
def skeletons(word: str) -> frozenset[str]:
    """The skeletons of every way the word may be said."""
    return frozenset(skeleton(sound) for sound in soundings(word))


def _sounds(word: str) -> list[str]:
    """Sounds from left to right, the longest spelling rule that fits winning at each place."""
    said: list[str] = []
    place = 0
    while place < len(word):
        sound, taken = _sound_at(word, place)
        said.append(sound)
        place += taken
    return said


def _sound_at(word: str, place: int) -> tuple[str, int]:
    rest = len(word) - place
    for size in range(min(LONGEST_RULE, rest), 0, -1):
        part = word[place : place + size]
        sound = AT_START.get(part) if place == 0 else None
        if sound is None and size == rest and place:
            sound = AT_END.get(part)
        if sound is None:
            sound = ANYWHERE.get(part)
        if sound is not None:
            return _lengthened(word, place, part, sound), size
    return word[place], 1


def _lengthened(word: str, place: int, part: str, sound: str) -> str:
    """A vowel before one consonant and a last silent e is long: Jade, Mike, Rose."""
    if len(part) == 1 and place + 3 == len(word) and word[-1] == "e" and word[-2] not in VOWELS:
        return MAGIC_E.get(part, sound)
    return sound


def _squeezed(sounds: list[str]) -> str:
    """One of each doubled sound; an h that no vowel follows is not heard."""
    text = "".join(sounds)
    heard = ""
    for place, sound in enumerate(text):
        if sound == "h" and text[place + 1 : place + 2] not in VOWELS:
            continue
        if sound != heard[-1:]:
            heard += sound
    return heard
