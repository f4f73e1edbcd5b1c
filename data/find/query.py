"""What was typed, taken apart: words, dates, ages and numbers. Plain text all through; nothing in it is a pattern."""

from __future__ import annotations

from data.find.birth_dates import Born, full_year, in_one_word, in_words, month_named
from data.find.keys import plain, telephone
from models.names.folding import LONGEST_WORD, fold, words
from models.record import Record

LONGEST_TEXT = 240
"""Characters of a query that are read: a pasted page must not cost the next keystroke its answer."""

MOST_TERMS = 10

FILLERS = frozenset(
    "from at of in the and everyone everybody anyone who all is called named name aka also known as child children kid "
    "living lives born dob date birth log police lcs id tel phone mobile number no ref".split()
)
"""Words said around the facts; they are left out as long as something else remains."""

REPORTED = frozenset(
    "missing gone absent last seen wearing report reported please hello hi its is was has been not he she they his her "
    "him it a an this that one our we i with left out back carer carers foster mum dad mother father placed placement "
    "home missing's tonight today yesterday".split()
)
"""Words of a sentence that is pasted or read out; left out except as the last word, which may be a name begun."""

_ABOUT = frozenset({"about", "aged", "age", "approx", "around", "approximately", "roughly", "circa"})
_YEARS = frozenset({"yo", "yrs", "years", "year", "old", "ish"})


class Term(Record):
    """One thing that was asked for. A number may mean several things: all that it may mean are kept."""

    text: str
    """Folded; letters and digits only."""
    number: str = ""
    """The digits of a number, joined, a telephone's +44 as 0."""
    born: Born | None = None
    age: int | None = None

    @property
    def is_word(self) -> bool:
        """Whether this can be part of a name."""
        return self.text.isalpha()


class Query(Record):
    """The terms of one search, and the whole of it as one phrase for places."""

    terms: tuple[Term, ...]
    phrase: str


def read_query(text: str, this_year: int) -> Query:
    """Any text at all becomes a query, if only an empty one."""
    kept = "".join(c if c.isprintable() else " " for c in text[:LONGEST_TEXT])
    tokens = [token for token in kept.replace(",", " ").replace(";", " ").lower().split() if fold(token)]
    terms: list[Term] = []
    while tokens and len(terms) < 2 * MOST_TERMS:
        found, taken = _next_terms(tokens, this_year)
        terms.extend(found)
        tokens = tokens[taken:]
    said = [term for term in terms if term.text not in FILLERS or not term.is_word] or terms
    said = [term for term in said[:-1] if term.text not in REPORTED or not term.is_word] + said[-1:]
    return Query(terms=tuple(said[:MOST_TERMS]), phrase=" ".join(fold(term.text) for term in said))


def _next_terms(tokens: list[str], this_year: int) -> tuple[list[Term], int]:
    """The terms at the front of the tokens, and how many tokens they took."""
    for size in (3, 2):
        born = _spelt_out_date(tokens[:size], this_year) if len(tokens) >= size else None
        if born:
            return [Term(" ".join(map(fold, tokens[:size])), born=born)], size
    age, taken = _age(tokens)
    if age is not None:
        return [Term(f"about {age}", age=age)], taken
    run = _digit_run(tokens)
    if run > 1 and len(_digits(tokens[:run])) >= 7:
        return [Term(_digits(tokens[:run]), number=telephone("".join(tokens[:run])))], run
    return _one_token(tokens[0], this_year), 1


def _one_token(token: str, this_year: int) -> list[Term]:
    if not any(c.isdigit() for c in token):
        return [Term(word) for word in words(token)]
    born = in_one_word(token, this_year) or _bare_year(token, this_year)
    age = int(token) if token.isascii() and token.isdigit() and len(token) <= 2 else None
    text = plain(token)[:LONGEST_WORD]
    return [Term(text, number=telephone(token)[:LONGEST_WORD] if text.isdigit() else "", born=born, age=age)]


def _spelt_out_date(tokens: list[str], this_year: int) -> Born | None:
    """Two tokens are a date only with a month's name: `12 3` may be a house and a flat."""
    if len(tokens) == 2 and not any(month_named(token) for token in tokens):
        return None
    return in_words(tokens, this_year)


def _bare_year(token: str, this_year: int) -> Born | None:
    if not (token.isascii() and token.isdigit() and len(token) == 4):
        return None
    year = full_year(token, this_year)
    return Born(year, 0, 0) if this_year - 30 <= year <= this_year else None


def _age(tokens: list[str]) -> tuple[int | None, int]:
    """`about 14`, `aged 14`, `~14`, `14ish`, `14yo`, `14 years old`; None when it is no age."""
    lead = 1 if tokens[0] in _ABOUT and len(tokens) > 1 else 0
    number = tokens[lead].lstrip("~").removeprefix("c.")
    bare = number
    for ending in ("ish", "yrs", "yo", "y"):
        bare = bare.removesuffix(ending)
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 2):
        return None, 0
    taken = lead + 1
    while taken < len(tokens) and tokens[taken] in _YEARS:
        taken += 1
    said_as_age = lead or taken > lead + 1 or bare != tokens[lead]
    return (int(bare), taken) if said_as_age else (None, 0)


def _digit_run(tokens: list[str]) -> int:
    """How many tokens at the front are digits only (a telephone number in groups)."""
    run = 0
    while run < len(tokens) and tokens[run].strip("()+").isdigit() and tokens[run].isascii():
        run += 1
    return run


def _digits(tokens: list[str]) -> str:
    return "".join(c for token in tokens for c in token if c.isdigit())[:LONGEST_WORD]
