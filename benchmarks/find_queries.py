"""The published test set for find: 2,000 queries of ten kinds, drawn with a seed from the made-up register.

`python -m benchmarks.find` writes it to `benchmarks/results/find_queries.tsv`: kind, what was typed, the child who was
meant.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.heard_names import by_ear, called, misheard
from data.find.findable import Findable
from models.names.folding import words
from models.record import Record

SIZES = {
    "exact": 200, "surname first": 200, "one slip": 250, "two slips": 300, "heard": 300, "heard + 4 letters": 200,
    "called": 100, "alias": 100, "date": 150, "reference": 200,
}  # fmt: skip

PUBLISHED = Path(__file__).parent / "results" / "find_queries.tsv"

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_EARS, _CALLED = by_ear(), called()


class Asked(Record):
    """One query and the child who was meant."""

    kind: str
    text: str
    child: str


def queries(children: Sequence[Findable], seed: int = 11) -> list[Asked]:
    """The whole set, in the order of `SIZES`."""
    chance = random.Random(seed)
    asked = []
    for kind, size in SIZES.items():
        made = 0
        while made < size:
            one = chance.choice(children)
            text = _MAKERS[kind](chance, one)
            if text:
                asked.append(Asked(kind=kind, text=text, child=one.child))
                made += 1
    return asked


def _exact(chance: random.Random, one: Findable) -> str:
    return f"{one.forename} {one.surname}"


def _surname_first(chance: random.Random, one: Findable) -> str:
    return f"{one.surname}{chance.choice((' ', ', '))}{one.forename}".lower()


def _one_slip(chance: random.Random, one: Findable) -> str:
    return _with_slips(chance, one, 1)


def _two_slips(chance: random.Random, one: Findable) -> str:
    return _with_slips(chance, one, 2)


def _with_slips(chance: random.Random, one: Findable, slips: int) -> str:
    """Slips anywhere in the full name, as it happens: both may fall into one word."""
    text = " ".join(words(one.forename)[:1] + words(one.surname))
    for _ in range(slips):
        places = [i for i, letter in enumerate(text) if letter.isalpha()]
        text = _slip(chance, text, chance.choice(places))
    return text


def _slip(chance: random.Random, text: str, at: int) -> str:
    """A letter left out, doubled, hit beside, added, or swapped with the next."""
    letter = text[at]
    row = next((row for row in _KEYS if letter in row), letter)
    beside = chance.choice(row[max(0, row.index(letter) - 1) : row.index(letter) + 2])
    kind = chance.randrange(5)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[:at] + beside + text[at + 1 :]
    if kind == 3:
        return text[:at] + beside + text[at:]
    return text[:at] + text[at + 1 : at + 2] + letter + text[at + 2 :]


def _heard(chance: random.Random, one: Findable) -> str:
    return " ".join([_heard_forename(chance, one), *(_heard_word(chance, word) for word in words(one.surname))])


def _heard_and_spelt(chance: random.Random, one: Findable) -> str:
    """The forename as it was heard, and the first four letters of the surname, spelt out by the caller."""
    return f"{_heard_forename(chance, one)} {words(one.surname)[0][:4]}"


def _heard_forename(chance: random.Random, one: Findable) -> str:
    return _heard_word(chance, words(one.forename)[0])


def _heard_word(chance: random.Random, word: str) -> str:
    if word in _EARS:
        return chance.choice(_EARS[word])
    return misheard(chance, word, chance.choice((1, 1, 2)))


def _called(chance: random.Random, one: Findable) -> str:
    """What the family calls the child, and the surname."""
    forename = words(one.forename)[0]
    return f"{chance.choice(_CALLED[forename])} {one.surname}" if forename in _CALLED else ""


def _alias(chance: random.Random, one: Findable) -> str:
    return one.aliases[0] if one.aliases else ""


def _date(chance: random.Random, one: Findable) -> str:
    """The date of birth in any form; some callers add the forename."""
    if not one.dob:
        return ""
    born = date.fromisoformat(one.dob)
    month = born.strftime("%b").lower()
    forms = (
        f"{born.day}/{born.month}/{born:%y}", f"{born:%d%m%y}", f"{born:%d%m%Y}", f"{born.day} {month} {born.year}",
        f"{born:%d.%m.%Y}", f"{born.day}-{born.month}-{born:%y}", one.dob,
        f"{born.day}{'th' if 3 < born.day < 21 else ''} {month} {born:%y}",
    )  # fmt: skip
    return f"{chance.choice(forms)} {chance.choice(('', one.forename))}".strip()


def _reference(chance: random.Random, one: Findable) -> str:
    """A police log, LCS id, telephone or our own id, as it is typed: with and without dashes and blanks."""
    known = [one.lcs, *one.phones, *one.police_logs, *one.episode_ids, one.child]
    number = chance.choice([number for number in known if number])
    return chance.choice((number, number.replace("-", ""), number.replace(" ", ""), number.lower()))


_MAKERS: dict[str, Callable[[random.Random, Findable], str]] = {
    "exact": _exact,
    "surname first": _surname_first,
    "one slip": _one_slip,
    "two slips": _two_slips,
    "heard": _heard,
    "heard + 4 letters": _heard_and_spelt,
    "called": _called,
    "alias": _alias,
    "date": _date,
    "reference": _reference,
}


def published_text(children: Sequence[Findable]) -> str:
    """The set as it is published, a line for each query."""
    names = {one.child: f"{one.forename} {one.surname}, {one.dob or 'date of birth not known'}" for one in children}
    lines = (f"{one.kind}\t{one.text}\t{names[one.child]}\n" for one in queries(children))
    return "kind\ttyped\tmeant\n" + "".join(lines)
