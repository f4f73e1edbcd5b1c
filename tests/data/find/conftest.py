"""A handful of made-up children, each there for a reason, and a made-up county."""

from datetime import date

import pytest

from data.find.findable import Findable
from data.find.index import FindIndex

TODAY = date(2026, 11, 22)

KAYLEIGH = Findable(
    child="C00000A1", surname="Brown", forename="Kayleigh-Anne", aliases=("KB", "Kayleigh Thornley"), dob="2010-03-12",
    lcs="LCS-1234567", phones=("07700 900123",), placement="Ash House", address="14 Moor Lane, Radcliffe",
    team="East Team", police_logs=("GMP-0412-22112026",), episode_ids=("E00000B7",), missing_now="missing", last_seq=50,
)  # fmt: skip
SIOBHAN = Findable(
    child="C00000A2", surname="O'Neill", forename="Siobhan", dob="2011-11-02", lcs="LCS-7654321",
    placement="Ash House", missing_now="absence", last_seq=40,
)  # fmt: skip
MOHAMMED = Findable(
    child="C00000A3", surname="Khan", forename="Mohammed Ali", about_age=14, address="2 Ash Grove, Bury",
    placing="Leeds", last_seq=60,
)  # fmt: skip
SEAN = Findable(
    child="C00000A4", surname="McDonald-Price", forename="Seán", dob="2012-12-03", phones=("+44 1632 960111",),
    placement="Elm Lodge", last_seq=70,
)  # fmt: skip
ASHLEY = Findable(child="C00000A5", surname="Ash", forename="Ashley", dob="2009-01-31", last_seq=10)
BROWNE = Findable(child="C00000A6", surname="Browne", forename="Kayla", dob="2010-03-21", last_seq=80)

CHILDREN = (KAYLEIGH, SIOBHAN, MOHAMMED, SEAN, ASHLEY, BROWNE)


@pytest.fixture
def index():
    return FindIndex.build(CHILDREN)


@pytest.fixture
def found(index):
    """Asks, and answers with (forename, how) pairs."""
    names = {one.child: one.forename for one in CHILDREN}
    return lambda text, limit=10: [(names[hit.child], hit.how) for hit in index.search(text, TODAY, limit)]


@pytest.fixture(scope="session")
def county():
    """Two thousand made-up children with their episodes."""
    from benchmarks.find import findables

    return findables(2_000, 5_000)
