"""Exact and prefix matches of one term: what a keystroke nearly always needs."""

from __future__ import annotations

from bisect import bisect_left

from data.find import costs
from data.find.birth_dates import Born
from data.find.keys import PART, spoken_key
from data.find.query import Term
from data.find.segment import Segment

Costs = dict[int, int]
"""Children by number, each with what the term's match costs."""

SHORTEST_REFERENCE = 2
"""Letters of a number from which references are searched by prefix."""

SHORTEST_PLACE = 4
"""Letters from which a word may be the beginning of a place's: with fewer, most children live in some such street."""

OWN_ID = 8
"""Letters of our own ids."""


def sure_matches(segment: Segment, term: Term, today: int) -> Costs:
    """Every child whom the term names exactly or by a beginning; `today` is yyyymmdd."""
    key = ("sure", term, today)
    known = segment.remembered.get(key)
    if isinstance(known, dict):
        return known
    if term.is_word:
        found = {**_by_place(segment, term.text), **_by_name(segment, term.text)}
    else:
        found = _number(segment, term, today)
    remember(segment, key, found)
    return found


def sure_names(segment: Segment, term: Term, today: int) -> Costs:
    """The sure matches as they count beside similar ones: a name misspelt is likelier meant than a place begun."""
    if not term.is_word:
        return sure_matches(segment, term, today)
    key = ("sure names", term)
    known = segment.remembered.get(key)
    if isinstance(known, dict):
        return known
    placed = dict.fromkeys(_by_place(segment, term.text), costs.PLACE_BESIDE)
    found = {**placed, **_by_name(segment, term.text)}
    remember(segment, key, found)
    return found


def remember(segment: Segment, key: object, found: object) -> None:
    """Keep a term's answer: while a name is typed only its last word changes."""
    if len(segment.remembered) > 64:
        segment.remembered.clear()
    segment.remembered[key] = found


def _by_place(segment: Segment, word: str) -> Costs:
    """Who lives at a place, or belongs to a team, with such a word in its name."""
    found: Costs = {}
    places = segment.lexicon("places")
    if len(word) >= SHORTEST_PLACE:
        begun = places.beginning(word)
        found = dict.fromkeys(places.holders(begun.start, begun.stop), costs.PREFIX_OF_PLACE)
    if len(word) > 1:
        found.update(dict.fromkeys(places.having(word), costs.PLACE_WORD))
    return found


def _by_name(segment: Segment, word: str) -> Costs:
    """Who has such a name, or one that begins so. The exact come last, so that they overwrite."""
    names = segment.lexicon("names")
    begun = names.beginning(word)
    found = dict.fromkeys(names.holders(begun.start, begun.stop), costs.PREFIX_OF_NAME)
    if begun and names.word(begun.start) == word:
        found.update(dict.fromkeys(names.holders(begun.start), 0))
    if len(word) >= OWN_ID:
        # One of our ids may happen to have no digit in it.
        found.update(dict.fromkeys(segment.lexicon("refs").having(spoken_key(word)), 0))
    return found


def _number(segment: Segment, term: Term, today: int) -> Costs:
    found: Costs = {}
    found.update(dict.fromkeys(segment.lexicon("places").having(term.text), costs.PLACE_WORD))
    if term.age is not None:
        cost = costs.AGE_BY_NUMBER if term.number else 0
        found.update(dict.fromkeys(aged(segment, term.age, today), cost))
    asked = {term.text, term.number, spoken_key(term.text)} - {""}
    for text in asked:
        found.update(dict.fromkeys(_references_begun(segment, text), costs.PREFIX_OF_NAME))
    for text in asked:
        found.update(dict.fromkeys(segment.lexicon("refs").having(text), 0))
    if term.born:
        found.update(dict.fromkeys(born(segment, term.born), 0))
    return found


def _references_begun(segment: Segment, text: str) -> list[int]:
    """Who has a reference that begins so, or one with a part that begins so."""
    if len(text) < SHORTEST_REFERENCE:
        return []
    refs = segment.lexicon("refs")
    whole, part = refs.beginning(text), refs.beginning(PART + text)
    return refs.holders(whole.start, whole.stop) + refs.holders(part.start, part.stop)


def born(segment: Segment, when: Born) -> list[int]:
    """Children born then, however much of the date was said."""
    if not when.year:
        return _between(segment, "days", when.number, when.number)
    last = when.number + (0 if when.day else 99) + (0 if when.month else 9_999)
    return _between(segment, "births", when.number, last)


def aged(segment: Segment, years: int, today: int) -> list[int]:
    """Children who are so old on that day, or were said to be about so old."""
    by_birth = _between(segment, "births", today - (years + 1) * 10_000 + 1, today - years * 10_000)
    return by_birth + _between(segment, "ages", years, years)


def _between(segment: Segment, name: str, first: int, last: int) -> list[int]:
    table = segment.sections.numbers(name, "Q")
    low, high = bisect_left(table, first << 32), bisect_left(table, last + 1 << 32)
    pairs: list[int] = table[low:high].tolist()
    return [pair & 0xFFFFFFFF for pair in pairs]
