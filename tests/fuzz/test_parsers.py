"""Each parser, for a moment: its good inputs, the same with bytes changed, and any bytes at all.

`make fuzz` attacks each with 100,000 inputs that are guided by what they reach.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.desk import Desk
from tests.fuzz.ledgers import Ground, forged
from tests.fuzz.targets import TARGETS

EXAMPLES = 150
pytestmark = pytest.mark.whole
QUICKLY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@cache
def attack_of(name: str) -> Callable[[bytes], None]:
    return TARGETS[name].make()


@st.composite
def inputs(draw: st.DrawFn, name: str) -> bytes:
    """A good input with up to eight bytes changed, put in or taken out; or bytes that nobody would send."""
    if draw(st.integers(0, 5)) == 0:
        return draw(st.binary(max_size=200))
    changed = bytearray(draw(st.sampled_from(list(TARGETS[name].seeds))))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(changed)))
        changed[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(changed)


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_that_is_read_crashes_hangs_or_lets_anything_through(name: str) -> None:
    attack = attack_of(name)

    @QUICKLY
    @given(inputs(name))
    def attacked(data: bytes) -> None:
        attack(data)

    attacked()


def test_a_strangers_line_is_really_read_and_shown() -> None:
    """Else the attack with strange lines would hold nothing: a wrong hash is refused before anything is read."""
    ground = Ground()
    ground.put(*forged(ground, {"type": "Unheard", "data": {"a": 1}}))
    desk: Desk = ground.open()
    try:
        assert not desk.damage and desk.head.seq == len(ground.ids) + 1
    finally:
        desk.close()


def test_a_line_whose_frame_is_wrong_is_damage_and_no_crash() -> None:
    ground = Ground()
    for frame in ({"subject": []}, {"at": None}, {"type": 4}, {"id": {}}):
        ground.put(*forged(ground, frame))
        desk = ground.open()
        try:
            assert "lacks a field" in desk.damage and desk.view_only
        finally:
            desk.close()
