"""The value that everything is made of: frozen, with named fields, and saying nothing of what it holds."""

from __future__ import annotations

import pytest

from models.record import MANY, Record, _made


class Point(Record):
    x: int
    y: int = 0


class Named(Point):
    name: str = ""


class Event(Record):
    at: int
    about: bool = False


class Opened(Event):
    status: str
    place: str = "home"


@pytest.fixture(params=["few values", "many values"], autouse=True)
def constructors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds for the constructor of all classes, and for the one written for a class with many values."""
    for kind in (Point, Named, Event, Opened):
        monkeypatch.setattr(kind, "__init__", Record.__init__)
        monkeypatch.delitem(_made, kind, raising=False)
    if request.param == "many values":
        for _ in range(MANY):
            Point(1), Named(1), Event(1), Opened(at=1, status="missing")
        assert Point.__init__ is not Record.__init__ is not Opened.__init__


def test_what_must_be_given_may_come_after_what_need_not():
    made = Opened(at=1, status="missing")
    assert list(made.__dict__.items()) == [("at", 1), ("about", False), ("status", "missing"), ("place", "home")]
    assert Event(1, True).about
    for named in ({"at": 1}, {"status": "missing"}, {"at": 1, "status": "missing", "other": 1}):
        with pytest.raises(TypeError):
            Opened(**named)


def test_a_class_made_from_one_with_many_values_has_its_own_fields():
    class Further(Opened):
        more: int

    assert Further(at=1, status="absence", more=2).more == 2
    with pytest.raises(TypeError):
        Further(at=1, status="absence")


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
