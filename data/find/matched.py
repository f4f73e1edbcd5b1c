"""Which of a child's facts a query matched, in words: the line has to say why it is there."""

from __future__ import annotations

from functools import lru_cache

from data.find.findable import Findable
from data.find.keys import places, plain, spoken_key, telephone
from data.find.query import Query, Term
from models.names.folding import fold as fold_anew

fold = lru_cache(maxsize=4096)(fold_anew)
"""From one keystroke to the next, most of the same children are looked at again."""

FAR = 50
"""Slips to a word that is not there."""

_PLACE_NAMES = ("placement", "address", "team", "placing authority")


def what_matched(one: Findable, query: Query, sure: bool = False) -> tuple[str, str]:
    """The fields that matched and their texts, each named once, in the order of the query.

    A `sure` match needs no table of equal names to be explained.
    """
    name = f"{one.forename} {one.surname}".strip()
    folded = fold(name)
    if all(f" {term.text}" in f" {folded}" for term in query.terms):
        return "name", name
    for field, text in zip(_PLACE_NAMES, places(one), strict=True):
        if text and fold(text) == query.phrase:
            return field, text
    if not sure and all(term.is_word for term in query.terms) and _is_name(query, folded):
        return "name", name
    found: dict[str, str] = {}
    for term in query.terms:
        field, text = _by_word(one, term.text) if term.is_word else _by_number(one, term)
        if field:
            found.setdefault(field, text)
    return ", ".join(found), ", ".join(found.values())


def _is_name(query: Query, name: str) -> bool:
    """Whether every word begins a word of the name, or sounds like one."""
    written = name.split()
    return all(f" {term.text}" in f" {name}" or not _heard(term.text, written) for term in query.terms)


def _by_number(one: Findable, term: Term) -> tuple[str, str]:
    """The reference that contains the number; else the date or age; else the reference that is nearest."""
    from data.find.measure import slips_between

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
    number = term.number or term.text
    near = [
        (min(slips_between(number, key), slips_between(number, key[-len(number) :])), field, text)
        for field, text, key in references
    ]
    return min(near, default=(FAR, "", ""))[1:]


def _references(one: Findable) -> list[tuple[str, str, str]]:
    found = [("LCS id", one.lcs, plain(one.lcs)), ("child", one.child, spoken_key(one.child))]
    found += [("police log", log, plain(log)) for log in one.police_logs]
    found += [("telephone", phone, telephone(phone)) for phone in one.phones]
    found += [("episode", episode, spoken_key(episode)) for episode in one.episode_ids]
    return [reference for reference in found if reference[2]]


@lru_cache(maxsize=2048)
def _by_word(one: Findable, word: str) -> tuple[str, str]:
    """The field that has the word or begins with it; else the name that is nearest. Names come before places."""
    names = [("name", f"{one.forename} {one.surname}".strip()), *(("alias", alias) for alias in one.aliases)]
    filed = [(field, text) for field, text in zip(_PLACE_NAMES, places(one), strict=True) if text]
    begun = ("", "")
    for field, text in names + filed:
        written = fold(text)
        if word in written.split():
            return field, text
        if not begun[0] and (f" {word}" in f" {written}" or word in written.replace(" ", "")):
            begun = field, text
    return begun if begun[0] else _nearest(word, names, filed)


def _nearest(word: str, names: list[tuple[str, str]], filed: list[tuple[str, str]]) -> tuple[str, str]:
    """The likeliest name; a place only if it is one slip away and no name sounds so."""
    from data.find.measure import slips_between

    heard = [_heard(word, fold(text).split()) for _, text in names]
    for field, text in filed if min(heard) > 1 else ():
        if any(slips_between(word, one) == 1 for one in fold(text).split()):
            return field, text
    return names[heard.index(min(heard))]


def _heard(word: str, written: list[str]) -> int:
    """How far the word is from the nearest of those written; equal names and like sounds are as near as may be."""
    from data.find.measure import slips_between
    from models.names.equal_names import equal_to
    from models.names.sounds import skeletons

    equal, said = equal_to(word), skeletons(word)
    if any(one in equal or not said.isdisjoint(skeletons(one)) for one in written):
        return 0
    return min([slips_between(word, one) for one in written], default=FAR)
