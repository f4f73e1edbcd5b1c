"""A sentence instead of a name: the children for whom most of what was said speaks, the rarest words most.

`Kayleigh Dobson born 12/3/10 from Ash House` is pasted when half of it is wrong, too: she has moved, or the house is
not on record. No child fits every word, and hundreds fit one.
"""

from __future__ import annotations

from math import log

from data.find import costs
from data.find.surely import Costs

TOO_COMMON = 3000
"""Children whom a word fits beyond which it puts nobody forward; it still speaks for those whom others put forward."""

SPEAKS = 2
"""Words that must fit a child at least, one of them surely."""

ENOUGH_SAID = 0.35
"""The share of all that was said, each word by how rare it is, that must fit."""


def gathered(per_term: list[Costs], children: int) -> Costs:
    """Those children with what the words that fit cost, and the rare ones that do not; `children` is of how many."""
    telling = [(found, log(1 + children / len(found))) for found in per_term if found]
    if len(telling) < SPEAKS:
        return {}
    rarest, said = max(weight for _, weight in telling), sum(weight for _, weight in telling)
    forward = set().union(*(found for found, _ in telling if len(found) <= TOO_COMMON))
    kept: Costs = {}
    for child in forward:
        fits = [(found[child], weight) for found, weight in telling if child in found]
        spoken = sum(weight for _, weight in fits)
        if len(fits) >= SPEAKS and spoken >= ENOUGH_SAID * said and min(fits)[0] < costs.SIMILAR:
            missing = costs.UNMATCHED * (said - spoken) / rarest
            kept[child] = costs.SIMILAR + sum(cost for cost, _ in fits) + int(missing)
    return kept
