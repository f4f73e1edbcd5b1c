"""What each way of matching costs. Exact is 0; below `SIMILAR` a match is a prefix; from there on it is similar.

Inside the exact and prefix matches ties are settled by who is missing now, then by recency. Similar matches go by
the sum of their terms' costs: what callers and call handlers do most often costs least.
"""

from __future__ import annotations

from data.find.findable import EXACT, PREFIX
from data.find.findable import SIMILAR as SIMILAR_MATCH

PREFIX_OF_NAME = 1
PART_OF_REFERENCE = 1
AGE_BY_NUMBER = 2
PHRASE_BEGUN = 2
PLACE_WORD = 3
"""This and the next are the only costs of a place's word."""

PREFIX_OF_PLACE = 4

PLACE_BESIDE = 24
"""For a word of a place when another word of the query is only similar to something."""

SIMILAR = 40
"""More than all the terms of a query can cost together when each is matched surely."""

EQUAL_NAME = 48
SAME_SOUND = 50
AGE_NEAR = 50
ONE_SLIP = 54
SAME_SKELETON = 60
OTHER_NUMBER = 60
SIMILAR_PLACE = 66
OTHER_DATE = 70
TWO_SLIPS = 72
NEAR_SKELETON = 76
BEGINS_LIKE = 80

WORST = 120
"""A similar match of one term that would cost more is none."""

UNMATCHED = 150
"""For a term that nothing of the child's resembles: more than two slips in each of two names."""

NOTHING_LIKE = 30
"""Added to that by how little the term is like the child's names."""

FIRST_LETTER = 4
"""Added when the first letter differs: people seldom get that wrong, except by ear."""

SHORT_WORD = 8
"""Added for two slips in a word of four or five letters, where they make many another name."""

SOUND_STEP = 5
"""Added for each sound that differs between names of one skeleton."""

BOTH = 4
"""Taken off when a word is both heard and written nearly the same."""


def how_matched(total: int) -> str:
    """The label of a child whose terms cost so much together."""
    return EXACT if total == 0 else PREFIX if total < SIMILAR else SIMILAR_MATCH


def score_of(total: int, terms: int) -> float:
    """A figure from 1 (exact) down to 0, for showing and comparing."""
    return round(max(0.0, 1 - total / (UNMATCHED * max(terms, 1))), 3)
