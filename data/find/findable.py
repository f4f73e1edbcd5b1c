"""What find takes in about a child, and what it answers."""

from __future__ import annotations

from models.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

EXACT, PREFIX, SIMILAR = "exact", "prefix", "similar"
"""How a child was matched, the surest first. A similar match is always labelled as such."""

MISSING_NOW = ("missing", "absence", "found")
"""Open episodes, in the order in which ties are settled; every other child comes after them."""


class Findable(Record):
    """Everything that one child can be found by, folded from the whole history by the caller."""

    child: str
    surname: str
    forename: str
    aliases: tuple[str, ...] = ()
    dob: str = ""
    """ISO date, or empty when it is not known."""
    about_age: int | None = None
    """Years, when only "about 14" was said."""
    lcs: str = ""
    phones: tuple[str, ...] = ()
    placement: str = ""
    address: str = ""
    team: str = ""
    placing: str = ""
    """The placing authority of a child of another local authority."""
    police_logs: tuple[str, ...] = ()
    episode_ids: tuple[str, ...] = ()
    missing_now: str = ""
    """`missing`, `absence`, `found` (not back) or empty."""
    open_episode: str = ""
    """The id of the episode that is open now, or empty."""
    away_since: str = ""
    """When that episode began, as ISO 8601, or empty."""
    legal: str = ""
    """The child's legal status, which a result line shows."""
    last_seq: int = 0
    """Ledger number of the last event about the child: how recent it is."""


class Hit(Record):
    """One child found, and why."""

    child: str
    how: str
    """`exact`, `prefix` or `similar`."""
    field: str
    """What matched, in words: "name", "alias", "date of birth", "police log"; several with commas."""
    matched: str
    """The texts of those fields, as they are recorded."""
    score: float
    """1 for an exact match, falling with every slip; comparable inside one answer only."""


class Found(list[tuple[Hit, Findable]]):
    """The children found, the best first, each with what is findable about it."""

    def __init__(self, found: Iterable[tuple[Hit, Findable]], sure: int) -> None:
        super().__init__(found)
        self.sure = sure
        """How many children fit surely (exactly or by a beginning); more than these when not all were asked for."""
        self.partial = False
        """Whether only some of the children on record were looked at."""


def standing(one: Findable) -> tuple[int, int, str]:
    """The order of ties: missing now first, then the child with the latest entry."""
    open_now = MISSING_NOW.index(one.missing_now) if one.missing_now in MISSING_NOW else len(MISSING_NOW)
    return (open_now, -one.last_seq, one.child)
