"""Cases written down as plain data come back the same, to the last entry they rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given, settings

from data.case_shapes import NotKept, Shapes
from models.duties.birthdays import TURNED_18
from models.duties.case import Case, live_cases_of
from models.duties.clocks import Clock
from models.duties.duty import Duty
from models.duties.windows import Count
from models.record import Record
from tests.models.paper_desk import PaperDesk
from tests.models.stories import stories


def same(found: object, wanted: object) -> bool:
    """Whether two values are alike in every field, read late or not."""
    if isinstance(wanted, Record) and isinstance(found, type(wanted)):
        fields = [name if name != "windows" else "counts" for name in wanted.kinds()]  # the windows at its moment
        return all(same(getattr(found, name), getattr(wanted, name)) for name in fields)
    if isinstance(wanted, tuple | list) and isinstance(found, tuple | list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, Mapping):
        return dict(wanted) == dict(found)  # type: ignore[call-overload]
    return found == wanted


def there_and_back(desk: PaperDesk, child: str, after: timedelta) -> tuple[list[Case], list[Case]]:
    """The cases on a board, as worked out and as they come back from the disk."""
    history, now = desk.history(child), desk.now + after
    wanted = live_cases_of(history, desk.rulebook, now, frozenset())
    written = json.dumps(Shapes(desk.rulebook).plain(history, wanted))
    _, found = Shapes(desk.rulebook).read(json.loads(written), now, lambda: history)
    return found, wanted


@pytest.mark.parametrize("after", [timedelta(), timedelta(hours=7), timedelta(days=3, seconds=1)])
@settings(max_examples=40, deadline=None)
@given(desk=stories())
def test_whatever_happened_a_case_comes_back_the_same(after: timedelta, desk: PaperDesk) -> None:
    (child,) = (history.child.id for history in desk.register.children())
    found, wanted = there_and_back(desk, child, after)
    assert same(found, wanted)
    assert [case.live_clocks for case in found] == [case.live_clocks for case in wanted]


def test_every_field_that_a_row_is_made_of_can_be_written_down() -> None:
    """A field of a kind that cannot be written would cost every start the time that this spares, and nobody saw it."""
    from data.case_shapes import _WAYS

    unknown = {
        f"{kind.__name__}.{name}: {of}"
        for kind in (Clock, Duty, Count)
        for name, of in kind.kinds().items()
        if of not in _WAYS
    }
    assert unknown == set()


def test_a_rule_of_nobodys_protocol_is_not_written_down(desk_with_rule) -> None:
    shapes, strange = desk_with_rule
    assert shapes.rule_in(json.loads(json.dumps(shapes.rule_out(TURNED_18)))) is TURNED_18
    with pytest.raises(NotKept):
        shapes.rule_out(strange)


@pytest.fixture
def desk_with_rule() -> tuple[Shapes, object]:
    return Shapes(PaperDesk().rulebook), TURNED_18.but(id="of-its-own")
