"""Makes an index's bytes from the children: the slow half, done once, so that a search can be quick."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from data.find.birth_dates import day_number, month_day
from data.find.findable import Findable, standing
from data.find.keys import name_words, place_keys, reference_keys
from data.find.lexicon import lexicon_sections
from data.find.sections import laid_out
from data.find.slips import slip_section
from data.find.stored import SECTION, stored
from models.names.sounds import skeleton, soundings

NAME_SLIPS, PLACE_SLIPS, SKELETON_SLIPS = 2, 1, 1


def index_bytes(findables: Iterable[Findable], head_seq: int = 0, head_hash: str = "") -> bytes:
    """The whole index. Children are numbered in the order of ties, so that a list in order is already ranked."""
    children = sorted(findables, key=standing)
    sections: dict[str, bytes] = {}
    sections |= _names(children)
    sections |= _places(children)
    sections |= lexicon_sections("refs", _held(children, reference_keys))[0]
    sections |= _births(children)
    sections |= _records(children)
    return laid_out(sections, len(children), head_seq, head_hash)


def _held(children: list[Findable], keys: Callable[[Findable], Iterator[str]]) -> Iterator[tuple[str, int]]:
    return ((key, number) for number, one in enumerate(children) for key in keys(one))


def _names(children: list[Findable]) -> dict[str, bytes]:
    """Name words, their soundings and skeletons (whose holders are words), and their slips."""
    sections, words = lexicon_sections("names", _held(children, name_words))
    said = [(place, sound) for place, word in enumerate(words) for sound in soundings(word)]
    sections |= lexicon_sections("sounds", ((sound, place) for place, sound in said))[0]
    bones, skeletons = lexicon_sections("bones", ((skeleton(sound), place) for place, sound in said))
    sections |= bones | slip_section("bones", skeletons, SKELETON_SLIPS)
    return sections | slip_section("names", words, NAME_SLIPS)


def _places(children: list[Findable]) -> dict[str, bytes]:
    sections, words = lexicon_sections("places", _held(children, place_keys))
    return sections | slip_section("places", words, PLACE_SLIPS)


def _births(children: list[Findable]) -> dict[str, bytes]:
    """Birthdays by date and by day of the year, and ages where no more is known; all with the child's number."""
    days = [(day_number(one.dob), number) for number, one in enumerate(children)]
    born = [(day, number) for day, number in days if day]
    ages = [(one.about_age, number) for number, one in enumerate(children) if one.about_age is not None]
    return {
        "births": _sorted_pairs(born),
        "days": _sorted_pairs((month_day(day), number) for day, number in born),
        "ages": _sorted_pairs(ages),
    }


def _sorted_pairs(pairs: Iterable[tuple[int, int]]) -> bytes:
    return array("Q", sorted(max(key, 0) << 32 | number for key, number in pairs)).tobytes()


def _records(children: list[Findable]) -> dict[str, bytes]:
    """Every child's facts, each with a checksum: a plain command reads ten of them, not all."""
    records = [stored(one) for one in children]
    ends = array("I", [0])
    for record in records:
        ends.append(ends[-1] + len(record))
    checks = array("I", (crc32(record) for record in records))
    return {SECTION: b"".join(records), "records.ends": ends.tobytes(), "records.checks": checks.tobytes()}
