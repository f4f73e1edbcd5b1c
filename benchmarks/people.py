"""A made-up register of children, as a busy northern English county's might look.

The same seed gives the same children, and nobody in it exists.
Telephone numbers begin with 01632, an area code that was never given out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from benchmarks import county_names as names
from models import ids
from models.record import Record


class Person(Record):
    """One made-up child, as a duty worker would register them."""

    child: str
    surname: str
    forename: str
    aliases: tuple[str, ...]
    dob: str
    about_age: int | None
    lcs: str
    phones: tuple[str, ...]
    legal: str
    placement: str
    address: str
    team: str
    placing: str


HOUSES = "Ash Elm Oak Birch Rowan Willow Cedar Maple Beech Holly Hazel Alder Laurel Poplar Hawthorn Juniper".split()
KINDS = "House Lodge View Court Grange Cottage Place Bank".split()
TOWNS = "Radcliffe Whitefield Prestwich Ramsbottom Tottington Heywood Rawtenstall Bacup Haslingden Farnworth".split()
STREETS = (
    "Moor Mill Church Chapel Bridge Canal Station School Park Victoria Albert Bolton Rochdale Manchester Bury".split()
)
WAYS = "Street Road Lane Avenue Close Drive Grove Terrace".split()
TEAMS = "East West North South Radcliffe Whitefield Leaving-Care Court Disability Phoenix".split()
ELSEWHERE = (
    "Salford Rochdale Bolton Oldham Tameside Leeds Lancashire Cumbria Knowsley Liverpool Calderdale Kent".split()
)
NICKNAMES = "KJ TJ AJ Tiny Smiffy Bear Ginge Squeak Jonesy Biggie Lala Boo Spud Mouse Titch Dev Bubbles Macca".split()

FIRST_BIRTH, LAST_BIRTH = date(1998, 9, 1), date(2021, 8, 31)

Names = Callable[[random.Random], tuple[str, str]]


def people(count: int, seed: int = 2026) -> Iterator[Person]:
    """So many different children."""
    chance = random.Random(seed)
    pools = [(share, make) for share, make in _FAMILIES]
    for number in range(count):
        make = chance.choices([make for _, make in pools], [share for share, _ in pools])[0]
        surname, forename = make(chance)
        yield _person(chance, number, seed, surname, forename)


def _person(chance: random.Random, number: int, seed: int, surname: str, forename: str) -> Person:
    legal = chance.choices(("looked-after", "home", "child-in-need", "child-protection"), (40, 35, 15, 10))[0]
    known_birth = chance.random() > 0.02
    born = FIRST_BIRTH + timedelta(days=chance.randrange((LAST_BIRTH - FIRST_BIRTH).days))
    return Person(
        child=ids.derived(ids.CHILD, f"person {seed}", number),
        surname=surname,
        forename=forename,
        aliases=tuple(_aliases(chance, surname, forename)),
        dob=born.isoformat() if known_birth else "",
        about_age=None if known_birth else chance.randrange(8, 18),
        lcs=str(1_000_000 + number * 37 + chance.randrange(37)) if chance.random() < 0.9 else "",
        phones=(f"01632 {chance.randrange(1_000_000):06d}",) if chance.random() < 0.6 else (),
        legal=legal,
        placement=f"{_early(chance, HOUSES)} {_early(chance, KINDS)}" if legal == "looked-after" else "",
        address=_address(chance),
        team=f"{chance.choice(TEAMS)} Team",
        placing=chance.choice(ELSEWHERE) if legal == "looked-after" and chance.random() < 0.2 else "",
    )


def _address(chance: random.Random) -> str:
    return f"{chance.randrange(1, 240)} {chance.choice(STREETS)} {chance.choice(WAYS)}, {chance.choice(TOWNS)}"


def _aliases(chance: random.Random, surname: str, forename: str) -> Iterator[str]:
    """A nickname, or another family's surname; most children have neither."""
    if chance.random() < 0.05:
        yield f"{chance.choice(NICKNAMES)} {surname}"
    if chance.random() < 0.05:
        yield f"{forename} {_english_family(chance)}"


def _early(chance: random.Random, pool: list[str], skew: float = 1.0) -> str:
    """One of a list in which the first are the commonest."""
    return pool[int(len(pool) * chance.random() ** (1 + skew))]


def _english_family(chance: random.Random) -> str:
    """Half the families bear one of the common surnames, half one of thousands made of northern place names."""
    if chance.random() < 0.5:
        return _early(chance, _FAMILY_NAMES, 0.6)
    return _early(chance, _BEGINNINGS, 0.2) + _early(chance, _ENDINGS, 0.5)


def _english(chance: random.Random) -> tuple[str, str]:
    surname = _english_family(chance)
    if chance.random() < 0.05:
        surname = f"{surname}-{_english_family(chance)}"
    if chance.random() < 0.06:
        return surname, chance.choice(_DOUBLES)
    forename = _early(chance, chance.choice((_GIRLS, _BOYS)), 0.5)
    if chance.random() < 0.08:
        forename += " " + _early(chance, _BOYS + _GIRLS)
    return surname, forename


def _muslim(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.5:
        return _early(chance, _MUSLIM_FAMILIES, 1.0), _early(chance, _MUSLIM_GIRLS, 0.8)
    forename = _early(chance, _MUSLIM_BOYS, 1.3)
    if chance.random() < 0.4:
        forename = f"{forename} {_early(chance, _MUSLIM_BOYS, 0.1)}"
    return _early(chance, _MUSLIM_FAMILIES, 1.0), forename


def _from(forenames: str, surnames: str) -> Names:
    first, last = forenames.split(), surnames.split()
    return lambda chance: (_early(chance, last, 0.3), _early(chance, first, 0.3))


def _caribbean(chance: random.Random) -> tuple[str, str]:
    return _early(chance, _FAMILY_NAMES, 0.6), _early(chance, _AFRICAN, 0.1)


_GIRLS, _BOYS, _DOUBLES = names.GIRLS.split(), names.BOYS.split(), names.DOUBLES.split()
_MUSLIM_GIRLS, _MUSLIM_BOYS = names.MUSLIM_GIRLS.split(), names.MUSLIM_BOYS.split()
_MUSLIM_FAMILIES, _FAMILY_NAMES = names.MUSLIM_FAMILIES.split(), names.FAMILIES.split()
_AFRICAN = names.AFRICAN.split()
_BEGINNINGS, _ENDINGS = names.BEGINNINGS.split(), names.ENDINGS.split()

_FAMILIES: list[tuple[float, Names]] = [
    (0.73, _english),
    (0.13, _muslim),
    (0.03, _from(names.INDIAN, names.INDIAN_FAMILIES)),
    (0.035, _from(names.POLISH, names.POLISH_FAMILIES)),
    (0.02, _from(names.ROMANIAN, names.ROMANIAN_FAMILIES)),
    (0.025, _from(names.AFRICAN, names.AFRICAN_FAMILIES)),
    (0.01, _caribbean),
    (0.015, _from(names.REFUGEE, names.REFUGEE_FAMILIES)),
    (0.005, _from(names.EAST_ASIAN, names.EAST_ASIAN_FAMILIES)),
]
