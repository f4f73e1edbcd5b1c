"""Which of a child's facts a query matched, in words: the line has to say why it is there."""

from __future__ import annotations

from collections.abc import Iterable

from data.find.findable import Findable
from data.find.keys import places, plain, spoken_key, telephone
from data.find.query import Query, Term
from models.names.distance import slips_between
from models.names.equal_names import equal_to
from models.names.folding import fold
from models.names.sounds import skeleton, soundings

SAME, BEGUN, HEARD, FAR = 0, 1, 2, 50
"""How far a typed word is from a recorded one; between HEARD and FAR lies the number of slips."""

_PLACE_NAMES = ("placement", "address", "team", "placing authority")


def what_matched(one: Findable, query: Query) -> tuple[str, str]:
    """The fields that matched and their texts, each named once, in the order of the query."""
    for field, text in zip(_PLACE_NAMES, places(one), strict=True):
        if text and fold(text) == query.phrase:
            return field, text
    found: dict[str, str] = {}
    for term in query.terms:
        field, text = _by_word(one, term.text) if term.is_word else _by_number(one, term)
        if field:
            found.setdefault(field, text)
    return ", ".join(found), ", ".join(found.values())


def _by_number(one: Findable, term: Term) -> tuple[str, str]:
    """The reference that contains the number; else the date or age; else the reference that is nearest."""
    references = _references(one)
    asked = {term.text, term.number, spoken_key(term.text)} - {""}
    for field, text, key in references:
        if any(key.startswith(number) or key.endswith(number) for number in asked) or term.text in fold(text).split():
            return field, text
    if term.born and one.dob:
        return "date of birth", one.dob
    if term.age is not None and (one.dob or one.about_age is not None):
        return ("date of birth", one.dob) if one.dob else ("age", f"about {one.about_age}")
    for field, text in zip(_PLACE_NAMES, places(one), strict=True):
        if term.text in fold(text).split():
            return field, text
    near = [(slips_between(term.number or term.text, key), field, text) for field, text, key in references]
    return min(near, default=(FAR, "", ""))[1:]


def _references(one: Findable) -> list[tuple[str, str, str]]:
    found = [("LCS id", one.lcs, plain(one.lcs)), ("child", one.child, spoken_key(one.child))]
    found += [("police log", log, plain(log)) for log in one.police_logs]
    found += [("telephone", phone, telephone(phone)) for phone in one.phones]
    found += [("episode", episode, spoken_key(episode)) for episode in one.episode_ids]
    return [reference for reference in found if reference[2]]


def _by_word(one: Findable, word: str) -> tuple[str, str]:
    """The field that comes nearest: names before aliases before places when they are equally near."""
    names = [("name", f"{one.forename} {one.surname}".strip()), *(("alias", alias) for alias in one.aliases)]
    filed = [(field, text) for field, text in zip(_PLACE_NAMES, places(one), strict=True) if text]
    near = [_near(word, fold(text).split()) for _, text in names + filed]
    if min(near) > BEGUN:
        near[: len(names)] = [_heard(word, fold(text).split()) for _, text in names]
    return (names + filed)[near.index(min(near))]


def _near(word: str, written: list[str]) -> int:
    if word in written:
        return SAME
    if any(one.startswith(word) for one in written) or "".join(written).startswith(word):
        return BEGUN
    return HEARD + min((slips_between(word, one) for one in written), default=FAR)


def _heard(word: str, written: list[str]) -> int:
    """As `_near`, and names that are equal or sound the same are as near as may be."""
    if set(equal_to(word)) & set(written) or _bones([word]) & _bones(written):
        return HEARD
    return _near(word, written)


def _bones(words: Iterable[str]) -> set[str]:
    return {skeleton(sound) for word in words for sound in soundings(word)}
