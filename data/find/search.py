"""Every child a query may mean, with what that costs: sure matches first, similar ones only while there is room."""

from __future__ import annotations

from itertools import islice, pairwise

from data.find import costs
from data.find.keys import PHRASE
from data.find.query import Query, Term
from data.find.segment import Segment
from data.find.surely import Costs, sure_matches, sure_names

SPLIT_FROM = 2
"""Letters that either half must have when names typed without a blank between them are taken apart."""


ENOUGH = 10
"""Sure matches that leave no need of similar ones on the first screen."""

SCREENFUL = 40
"""Who asks for more than this is paging: after all the sure matches the similar ones follow."""

MOST_TURNED = 4
"""Terms of which each is taken for the wrong one in turn; with more it is a sentence."""

MOST_GRADED = 60
"""Children whose names are compared with a word that fits none of them."""


class Search:
    """One query against one index; `today` is yyyymmdd."""

    def __init__(self, segment: Segment, today: int, with_equals: bool = True) -> None:
        self._segment = segment
        self._today = today
        self._with_equals = with_equals
        self.sure = 0
        """How many children the last query names surely."""

    def ranked(self, query: Query, limit: int, hidden: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
        """The best (cost, child) pairs, the best first; of equal cost, the child who comes first in the index."""
        if not query.terms:
            return []
        found = self._surely(query)
        sure = self.sure = len(found) - len(found.keys() & hidden)
        wanted = limit if limit > SCREENFUL else min(limit, ENOUGH)
        if sure < wanted and (not sure or any(term.is_word for term in query.terms)):
            found = _cheapest(found, self._similarly(query.terms, numbers=not sure))
        if not sure and len(found) - len(hidden) < wanted:
            found = _cheapest(found, self._remotely(query.terms))
        return _best({child: cost for child, cost in found.items() if child not in hidden} if hidden else found, limit)

    def _surely(self, query: Query) -> Costs:
        """Children whom every term names exactly or by a beginning, or who live at the place that was typed."""
        per_term = [sure_matches(self._segment, term, self._today) for term in query.terms]
        found = dict(_in_all(self._with_pairs(query.terms, per_term)))
        places = self._segment.lexicon("places")
        if len(query.phrase) > 1:
            begun = places.beginning(PHRASE + query.phrase)
            for child in places.holders(begun.start, begun.stop):
                found[child] = min(costs.PHRASE_BEGUN, found.get(child, costs.WORST))
            found.update(dict.fromkeys(places.having(PHRASE + query.phrase), 0))
        return found

    def _with_pairs(self, terms: tuple[Term, ...], per_term: list[Costs]) -> list[Costs]:
        """Two words that may be one name (O Neill, Mc Donald, Mary Ann): who has the joined word matches both."""
        for place, (first, second) in enumerate(pairwise(terms)):
            if first.is_word and second.is_word:
                joined = sure_matches(self._segment, Term(first.text + second.text), self._today)
                if joined:
                    per_term[place] = _cheapest(per_term[place], joined)
                    per_term[place + 1] = _cheapest(per_term[place + 1], joined)
        return per_term

    def _similarly(self, terms: tuple[Term, ...], numbers: bool) -> Costs:
        """Children whom every term may mean; a number that some child has is taken as it was typed."""
        per_term = [
            self._either(term) if numbers or term.is_word else sure_matches(self._segment, term, self._today)
            for term in terms
        ]
        for place, (first, second) in enumerate(pairwise(terms)):
            if first.is_word and second.is_word and len(first.text) <= 3:
                joined = self._either(Term(first.text + second.text))
                per_term[place] = _cheapest(per_term[place], joined)
                per_term[place + 1] = _cheapest(per_term[place + 1], joined)
        return _in_all(per_term)

    def _either(self, term: Term) -> Costs:
        """Sure and similar matches of one term."""
        # Imported here, as what follows is: an exact match, which a plain command gives in 30 ms, needs none of it.
        from data.find.nearly import similar_matches

        similar = similar_matches(self._segment, term, self._today, self._with_equals)
        return {**similar, **sure_names(self._segment, term, self._today)}

    def _remotely(self, terms: tuple[Term, ...]) -> Costs:
        """When no child fits every term surely: names typed without a blank, or one term that is quite wrong."""
        from data.find.gathered import SPEAKS, gathered

        if len(terms) == 1:
            return self._taken_apart(terms[0])
        found = self._all_but_one(terms) if len(terms) <= MOST_TURNED else {}
        if len(terms) > SPEAKS and len(found) < ENOUGH:
            per_term = [self._either(term) for term in terms]
            found = _cheapest(gathered(per_term, len(self._segment)), found)
        return found

    def _all_but_one(self, terms: tuple[Term, ...]) -> Costs:
        """Children whom all terms but one may mean, those first whose names come nearest to the odd one."""
        found: Costs = {}
        per_term = [self._either(term) for term in terms]
        for place, odd in enumerate(terms):
            others = _best(_in_all(per_term[:place] + per_term[place + 1 :]), MOST_GRADED)
            found = _cheapest(found, {child: cost + self._unlike(odd, child) for cost, child in others})
        return found

    def _unlike(self, odd: Term, child: int) -> int:
        """What a term costs that fits none of the child's names: the less like them, the more."""
        from data.find.measure import slips_between

        if not odd.is_word:
            return costs.UNMATCHED + costs.NOTHING_LIKE
        names = self._segment.name_words(child) or [""]
        apart = [slips_between(odd.text, name) / max(len(odd.text), len(name)) for name in names]
        return costs.UNMATCHED + int(costs.NOTHING_LIKE * min(apart))

    def _taken_apart(self, term: Term) -> Costs:
        """`kayleighbrown`: a name in full and the beginning of another, with no blank between them."""
        found: Costs = {}
        text = term.text
        if not term.is_word:
            return found
        names = self._segment.lexicon("names")
        for cut in range(SPLIT_FROM, len(text) - SPLIT_FROM + 1):
            if names.place(text[:cut]) >= 0:
                halves = (Term(text[:cut]), Term(text[cut:]))
                both = _in_all([sure_matches(self._segment, half, self._today) for half in halves])
                found = _cheapest(found, {child: cost + costs.SIMILAR for child, cost in both.items()})
        return found


def _best(found: Costs, limit: int) -> list[tuple[int, int]]:
    """The first so many by cost, then by number. One letter matches thousands: most are never looked at."""
    cheapest = sorted(found.values())[:limit]
    if not cheapest:
        return []
    dearest = cheapest[-1]
    cheaper = [(cost, child) for child, cost in found.items() if cost < dearest] if cheapest[0] < dearest else []
    as_dear = (child for child in sorted(found) if found[child] == dearest)
    return sorted(cheaper) + [(dearest, child) for child in islice(as_dear, len(cheapest) - len(cheaper))]


def _cheapest(one: Costs, other: Costs) -> Costs:
    merged = {**one, **other}
    for child in one.keys() & other.keys():
        merged[child] = min(one[child], other[child])
    return merged


def _in_all(per_term: list[Costs]) -> Costs:
    """Children whom every term matches, with the sum of the costs."""
    per_term = sorted(per_term, key=len)
    if len(per_term) == 1:
        return per_term[0]
    common = set(per_term[0])
    for costs_of_term in per_term[1:]:
        common &= costs_of_term.keys()
    return {child: sum(found[child] for found in per_term) for child in common}
