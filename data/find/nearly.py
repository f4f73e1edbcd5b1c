"""Similar matches of one term: equal names, names that sound the same, slips of typing, misheard numbers and dates."""

from __future__ import annotations

from data.find import costs
from data.find.birth_dates import near
from data.find.keys import PART
from data.find.measure import slips_between
from data.find.query import Term
from data.find.segment import Segment
from data.find.slips import slips_allowed
from data.find.surely import Costs, aged, born, remember
from models.names.equal_names import equal_to
from models.names.sounds import skeleton, soundings

Places = dict[int, int]
"""Words by their place in the list of names, each with what it costs to take it for the one typed."""

SHORTEST = 2
"""Letters of a word that may have a slip in it."""

MOST_WORDS = 200
"""Words that one typed word may be taken for: the cheapest are kept."""

SHORTEST_SKELETON = 4
"""Consonants of a name from which one may be misheard."""

SHORTEST_NUMBER = 5
"""Digits of a number that may have a slip in it; in a shorter one every slip is another child's."""


def similar_matches(segment: Segment, term: Term, today: int, with_equals: bool) -> Costs:
    """Every child whom the term may mean if it was misheard or mistyped; `today` is yyyymmdd."""
    key = ("similar", term, today, with_equals)
    known = segment.remembered.get(key)
    if isinstance(known, dict):
        return known
    found = _words(segment, term.text, with_equals) if term.is_word else _numbers(segment, term, today)
    remember(segment, key, found)
    return found


def similar_words(segment: Segment, word: str, with_equals: bool = True) -> Places:
    """Name words that this one may stand for, the cheapest reading of each."""
    found: Places = {}
    if len(word) < SHORTEST:
        return found
    _by_slips(segment, word, found)
    _by_sound(segment, word, found)
    if with_equals:
        names = segment.lexicon("names")
        for equal in equal_to(word):
            place = names.place(equal)
            if place >= 0:
                found[place] = min(costs.EQUAL_NAME, found.get(place, costs.WORST))
    best = sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_WORDS]
    return dict(best)


def _words(segment: Segment, word: str, with_equals: bool) -> Costs:
    found: Costs = {}
    if len(word) > SHORTEST:
        for place in segment.slips("places").proposed(word, 1):
            if slips_between(word, segment.lexicon("places").word(place)) == 1:
                found.update(dict.fromkeys(segment.lexicon("places").holders(place), costs.SIMILAR_PLACE))
    names = segment.lexicon("names")
    for place, cost in reversed(similar_words(segment, word, with_equals).items()):
        found.update(dict.fromkeys(names.holders(place), cost))
    return found


def _by_slips(segment: Segment, word: str, found: Places) -> None:
    names, allowed = segment.lexicon("names"), slips_allowed(word)
    for place in segment.slips("names").proposed(word, allowed):
        written = names.word(place)
        cost = slip_cost(word, written, allowed)
        if cost <= costs.WORST:
            found[place] = cost


def slip_cost(word: str, written: str, allowed: int) -> int:
    """What it costs to take one written word for another, by the slips between them."""
    first = costs.FIRST_LETTER if word[0] != written[0] else 0
    slips = slips_between(word, written)
    if slips <= 1:
        return costs.ONE_SLIP + first
    if slips == 2 and allowed == 2:
        return costs.TWO_SLIPS + first + (costs.SHORT_WORD if len(word) <= 5 else 0)
    if len(written) > len(word) >= 4 and slips_between(word, written[: len(word)]) <= 1:
        return costs.BEGINS_LIKE + first
    return costs.WORST + 1


def _by_sound(segment: Segment, word: str, found: Places) -> None:
    sounds, bones = segment.lexicon("sounds"), segment.lexicon("bones")
    for sound in soundings(word):
        same = set(sounds.having(sound))
        for place in same:
            _keep(found, place, costs.SAME_SOUND)
        bone = skeleton(sound)
        for place in set(bones.having(bone)) - same:
            _keep(found, place, costs.SAME_SKELETON + _sound_steps(segment, sound, place))
        if len(bone) >= SHORTEST_SKELETON:
            for near in segment.slips("bones").proposed(bone, 1):
                if slips_between(bone, bones.word(near)) == 1:
                    for place in bones.holders(near):
                        _keep(found, place, costs.NEAR_SKELETON + _sound_steps(segment, sound, place))


def _sound_steps(segment: Segment, sound: str, place: int) -> int:
    apart = min(slips_between(sound, other) for other in soundings(segment.lexicon("names").word(place)))
    return costs.SOUND_STEP * (apart - 1)


def _keep(found: Places, place: int, cost: int) -> None:
    known = found.get(place)
    if known is not None and known <= costs.TWO_SLIPS + costs.SHORT_WORD:
        cost = min(cost, known) - costs.BOTH
    if cost <= costs.WORST:
        found[place] = min(cost, found.get(place, costs.WORST))


def _numbers(segment: Segment, term: Term, today: int) -> Costs:
    found: Costs = {}
    if term.born:
        for other in near(term.born, today // 10_000):
            found.update(dict.fromkeys(born(segment, other), costs.OTHER_DATE))
    if term.age is not None:
        for years in (term.age - 1, term.age + 1):
            found.update(dict.fromkeys(aged(segment, years, today), costs.AGE_NEAR))
    if len(term.number) >= SHORTEST_NUMBER:
        refs = segment.lexicon("refs")
        for other_number in one_digit_wrong(term.number):
            having = refs.having(other_number) + refs.having(PART + other_number)
            found.update(dict.fromkeys(having, costs.OTHER_NUMBER))
    return found


def one_digit_wrong(number: str) -> set[str]:
    """Every number that is one slip from this one: a digit wrong, left out, too many, or two swapped."""
    cuts = [(number[:i], number[i:]) for i in range(len(number) + 1)]
    wrong = {a + d + b[1:] for a, b in cuts if b for d in "0123456789"}
    missing = {a + d + b for a, b in cuts for d in "0123456789"}
    extra = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return (wrong | missing | extra | swapped) - {number}
