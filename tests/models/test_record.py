"""The value that everything is made of: frozen, with named fields, and saying nothing of what it holds."""

from __future__ import annotations

import pytest

from models.record import Record


class Point(Record):
    x: int
    y: int = 0


class Named(Point):
    name: str = ""


def test_fields_are_given_by_place_or_by_name_and_keep_their_order():
    assert Point(1, 2) == Point(1, y=2) == Point(y=2, x=1)
    assert list(Named(name="n", x=1).__dict__) == ["x", "y", "name"]
    assert list(Named.kinds()) == ["x", "y", "name"]


def test_what_is_missing_or_not_a_field_or_given_twice_is_an_error():
    for values, named in [((), {}), ((), {"y": 1}), ((1,), {"z": 1}), ((1, 2, 3), {}), ((1,), {"x": 2})]:
        with pytest.raises(TypeError):
            Point(*values, **named)
    with pytest.raises(TypeError):
        Point(1).but(z=1)


def test_a_value_is_changed_by_making_another():
    one = Point(1)
    assert (one.but(y=5), one) == (Point(1, 5), Point(1))
    with pytest.raises(AttributeError):
        one.x = 2
    with pytest.raises(AttributeError):
        del one.x


def test_equal_are_values_of_one_kind_with_equal_fields():
    assert Point(1) != Named(1)
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_what_it_holds_does_not_show_in_logs():
    assert "Barnes" not in repr(Named(1, name="Kayleigh Barnes"))
