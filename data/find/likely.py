"""Who a child being registered may already be: shown first, so that one child is not entered twice."""

from __future__ import annotations

from data.find import costs
from data.find.birth_dates import Born, day_number, near
from data.find.findable import EXACT, SIMILAR, Findable, Hit, standing
from data.find.query import Query, Term
from models.names.folding import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from data.find.index import FindIndex

CONSIDERED = 60
"""Children of like names whose dates of birth are compared."""

SAME_DATE, NEAR_DATE, UNKNOWN_DATE, OTHER_DATE = 0, 15, 25, 90
"""What the dates of birth add: the same; one slip apart; one of the two not known; simply others."""

ONE_NAME = 80
"""Added when the date of birth fits but only one of the two names: a child who goes by another name too."""

MOST = 170
"""Children who differ by more than this are not shown: registering must not become a search."""


def likely_matches(index: FindIndex, surname: str, forename: str, dob: str, today: date, limit: int = 5) -> list[Hit]:
    """Children who may be the one about to be registered, the likeliest first; `dob` is ISO, or empty.

    Exact means the same names and the same date; everything else is similar. Raises BrokenIndex as a search does.
    """
    born = _born(dob)
    found: dict[str, tuple[int, Findable]] = {}
    for cost, one in index.matches(_query(surname, forename), today, CONSIDERED):
        if cost < costs.UNMATCHED:
            _keep(found, cost + _date_cost(one.dob, born, today), one)
    for name in (surname, forename) if born else ():
        for cost, one in index.matches(_query(name, born=born), today, limit):
            if cost < costs.SIMILAR + ONE_NAME:
                _keep(found, cost + ONE_NAME, one)
    best = sorted(found.values(), key=lambda pair: (pair[0], standing(pair[1])))
    return [_hit(cost, one, born) for cost, one in best[:limit] if cost <= MOST]


def _query(*names: str, born: Born | None = None) -> Query:
    """Every word of the names, none left out as a filler, and the date."""
    terms = [Term(word) for name in names for word in words(name)]
    dated = [Term(str(born.number), born=born)] if born and terms else []
    return Query(terms=tuple(terms + dated), phrase="")


def _born(dob: str) -> Born | None:
    number = day_number(dob)
    return Born(number // 10_000, number // 100 % 100, number % 100) if number else None


def _date_cost(known: str, born: Born | None, today: date) -> int:
    other = _born(known)
    if not born or not other:
        return UNKNOWN_DATE
    if other == born:
        return SAME_DATE
    return NEAR_DATE if other in near(born, today.year) else OTHER_DATE


def _keep(found: dict[str, tuple[int, Findable]], cost: int, one: Findable) -> None:
    if one.child not in found or cost < found[one.child][0]:
        found[one.child] = (cost, one)


def _hit(cost: int, one: Findable, born: Born | None) -> Hit:
    """The whole name and date stand beside what was typed, so that the difference is seen."""
    field = "name, date of birth" if born and one.dob else "name"
    matched = ", ".join(part for part in (f"{one.forename} {one.surname}".strip(), one.dob) if part)
    how = EXACT if cost == 0 else SIMILAR
    return Hit(child=one.child, how=how, field=field, matched=matched, score=costs.score_of(cost, 2))
