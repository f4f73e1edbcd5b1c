"""The cases of a child as plain data, and back: all that a board shows, without the entries it rests on.

What rests on the entries is read from the ledger when somebody looks at it (`LateHistory`, `LateEpisode`): a row needs
none of it. Rules are named by their place in the rulebook, so plain data is good for that very rulebook alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from models.duties.beyond_protocol import BEYOND_PROTOCOL
from models.duties.case import Case
from models.duties.clock import Clock
from models.duties.duty import Duty
from models.duties.rulebook import Rulebook
from models.duties.windows import Count, Placed
from models.history.child import Child
from models.history.episode import Episode, Limit
from models.history.history import ChildHistory
from models.history.spells import Spell
from models.protocol.rule import Rule
from models.record import Record
from models.times.zone import UTC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Plain = list[Any]
    Way = Callable[["Shapes", Any], Any]

Whole = Callable[[], ChildHistory]
"""Reads and folds a child's entries as they were when the cases were worked out."""

MANY = 500
"""Values held to be shared."""


class NotKept(Exception):
    """Something that this file cannot write down in a way that comes back the same: the child is worked out anew."""


class LateHistory(ChildHistory):
    """A history whose episodes and entries are read when they are looked at."""

    def __getattr__(self, name: str) -> Any:
        if name not in self._defaults or (whole := self.__dict__.pop("_whole", None)) is None:
            raise AttributeError(name)
        self.__dict__.update(whole().__dict__)
        return self.__dict__[name]


class LateEpisode(Episode):
    """An episode whose entries (of one that is only counted: everything but its id) are read when looked at."""

    def __getattr__(self, name: str) -> Any:
        if name not in self._defaults or (whole := self.__dict__.pop("_whole", None)) is None:
            raise AttributeError(name)
        found = whole().episode(self.id)
        if found is None:
            raise AttributeError(name)
        self.__dict__.update(found.__dict__)
        return self.__dict__[name]


class Shapes:
    """Writes cases down for one rulebook, and reads them for the same."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._daytime = rulebook.daytime
        self._shared: dict[Any, Any] = {}
        """Values that many children have, each held once: what a rule says, who is told, traits."""
        self._rules = [rule for period in rulebook.periods for rule in period.protocol.rules]
        self._place = {id(rule): place for place, rule in enumerate(self._rules)}

    def plain(self, history: ChildHistory, cases: Sequence[Case]) -> Plain:
        """A child and its cases. Raises: NotKept."""
        if history.same_as:
            raise NotKept("joined records")
        traits = [[_moment_out(since), sorted(held)] for since, held in history.traits]
        child = [history.child.id, history.child.details, traits, list(history.linked)]
        windows = self._records_out(next((case.windows for case in cases), ()))
        return [*child, windows, [self._case_out(case) for case in cases]]

    def read(self, plain: Plain, now: datetime, whole: Whole) -> tuple[ChildHistory, list[Case]]:
        """The same again. Raises: ValueError, KeyError, TypeError, IndexError for what nobody wrote here."""
        child, details, traits, linked, windows, cases = plain
        history = _made(
            LateHistory,
            {
                "child": _made(
                    Child, {"id": child, "details": {self.shared(n): self.shared(t) for n, t in details.items()}}
                ),
                "traits": tuple((_moment_in(since), self.shared(frozenset(held))) for since, held in traits),
                "linked": tuple(linked),
                "same_as": (),
                "_whole": whole,
            },
        )
        counts = tuple(self._count_in(row, child, whole) for row in windows)
        return history, [self._case_in(row, history, counts, now, whole) for row in cases]

    def _child_in(self, child: str, details: dict[str, str]) -> Child:
        shared = self.shared
        found: Child = _made(Child, {"id": child, "details": {shared(n): shared(t) for n, t in details.items()}})
        return found

    def _case_out(self, case: Case) -> Plain:
        episode = self._out(case.episode)
        return [episode, self._records_out(case.clocks), self._records_out(case.duties)]

    def _case_in(
        self, row: Plain, history: ChildHistory, counts: tuple[Count, ...], now: datetime, whole: Whole
    ) -> Case:
        kept, clocks, duties = row
        values = {
            "history": history,
            "episode": _made(LateEpisode, self._values_in(Episode, kept) | {"_whole": whole}),
            "clocks": tuple(_made(Clock, self._values_in(Clock, each)) for each in clocks),
            "windows": counts,
            "duties": tuple(_made(Duty, self._values_in(Duty, each)) for each in duties),
            "now": now,
        }
        case: Case = _made(Case, values)
        return case

    def _count_in(self, row: Plain, child: str, whole: Whole) -> Count:
        values = self._values_in(Count, row)
        values["placed"] = tuple(
            _placed(at, out, _made(LateEpisode, {"id": id, "child": child, "_whole": whole}))
            for at, out, id in values["placed"]
        )
        made: Count = _made(Count, values)
        return made

    def _records_out(self, records: Iterable[Record]) -> list[Plain]:
        return [self._out(record) for record in records]

    def _out(self, record: Record) -> Plain:
        """The fields in order."""
        return [self._field_out(kind, getattr(record, name)) for name, kind in _fields(type(record))]

    def _values_in(self, kind: type[Record], row: Plain) -> dict[str, Any]:
        names, special = _ways(kind)
        values = dict(zip(names, row, strict=True))
        for name, way in special:
            values[name] = way(self, values[name])
        return values

    def _field_out(self, kind: str, value: Any) -> Any:
        if kind not in _WAYS:
            raise NotKept(kind)
        way = _WAYS[kind][0]
        return value if way is None else way(self, value)

    def shared(self, value: Any) -> Any:
        """An equal value that was read before, in place of one that would take up memory of its own."""
        return self._shared.setdefault(value, value)

    def forget_many(self) -> None:
        """What was read of hundreds is let go: whoever reads so many does so over a whole night."""
        if len(self._shared) > MANY:
            self._shared.clear()

    def rule_out(self, rule: Rule) -> Any:
        """A rule's place, or its name and words where it stands in no protocol. Raises: NotKept."""
        place = self._place.get(id(rule))
        if place is not None:
            return place
        usual = BEYOND_PROTOCOL.get(rule.id)
        if usual is None or usual.but(text=rule.text) != rule:
            raise NotKept(rule.id)
        return [rule.id, rule.text]

    def rule_in(self, plain: Any) -> Rule:
        """The rule again."""
        if isinstance(plain, int):
            return self._rules[plain]
        usual = BEYOND_PROTOCOL[plain[0]]
        return usual if usual.text == plain[1] else usual.but(text=plain[1])

    def daytime_out(self, daytime: object) -> None:
        """Nothing: it is the rulebook's. Raises: NotKept."""
        if daytime != self._daytime:
            raise NotKept("daytime")

    def daytime_in(self, plain: None) -> object:
        """The rulebook's."""
        return self._daytime


def _made(kind: type[Any], values: dict[str, Any]) -> Any:
    """A value without its constructor, field by field: values made so share the names of their fields (a third)."""
    made = object.__new__(kind)
    for name, value in values.items():
        _set(made, name, value)
    return made


_set = object.__setattr__
for _kind in (Case, Child, Clock, Count, Duty, Limit, Placed, Spell):
    _made(_kind, dict.fromkeys(_kind.kinds()))  # Python lets values of a class share names if the first one does


def _fields(kind: type[Record]) -> list[tuple[str, str]]:
    """Those that are kept: an episode's entries are not."""
    return [(name, of) for name, of in kind.kinds().items() if of in _WAYS or not issubclass(kind, Episode)]


_known: dict[type[Record], tuple[list[str], list[tuple[str, Callable[[Shapes, Any], Any]]]]] = {}


def _ways(kind: type[Record]) -> tuple[list[str], list[tuple[str, Callable[[Shapes, Any], Any]]]]:
    """The names of a class's fields, and how those are read that plain data cannot hold as they are."""
    if kind not in _known:
        fields = _fields(kind)
        special = [(name, way) for name, of in fields if (way := _WAYS[of][1])]
        _known[kind] = [name for name, _ in fields], special
    return _known[kind]


def _moment_out(at: datetime) -> str:
    if at.tzinfo is not UTC:
        raise NotKept("a moment that is not in UTC")
    return at.isoformat()


_moment_in = datetime.fromisoformat


def _placed(at: str, out: str, episode: Episode) -> Placed:
    found: Placed = _made(Placed, {"at": _moment_in(at), "drops_out_at": _moment_in(out), "episode": episode})
    return found


def _spells_in(plain: list[Plain]) -> tuple[Spell, ...]:
    return tuple(
        _made(Spell, {"status": status, "start": _moment_in(start), "end": _moment_in(end) if end else None})
        for status, start, end in plain
    )


_WAYS: dict[str, tuple[Way | None, Way | None]] = {
    "str": (None, lambda shapes, text: shapes.shared(text)),
    "bool": (None, None),
    "int": (None, None),
    "datetime": (lambda _, at: _moment_out(at), lambda _, plain: _moment_in(plain)),
    "datetime | None": (
        lambda _, at: _moment_out(at) if at else None,
        lambda _, plain: _moment_in(plain) if plain else None,
    ),
    "tuple[str, ...]": (lambda _, texts: list(texts), lambda shapes, plain: shapes.shared(tuple(plain))),
    "frozenset[datetime]": (
        lambda _, moments: sorted(map(_moment_out, moments)),
        lambda shapes, plain: shapes.shared(frozenset(map(_moment_in, plain))),
    ),
    "tuple[Spell, ...]": (Shapes._records_out, lambda _, plain: _spells_in(plain)),
    "tuple[Limit, ...]": (
        Shapes._records_out,
        lambda shapes, plain: tuple(_made(Limit, shapes._values_in(Limit, row)) for row in plain),
    ),
    "tuple[Placed, ...]": (
        lambda _, placed: [[_moment_out(p.at), _moment_out(p.drops_out_at), p.episode.id] for p in placed],
        None,
    ),
    "Rule": (Shapes.rule_out, Shapes.rule_in),
    "Daytime": (Shapes.daytime_out, Shapes.daytime_in),
}
"""How a field of each kind is written, and read; None: as it is."""
