"""A report from elsewhere is about the episode that it overlaps or nearly begins with, the nearest start first."""

from __future__ import annotations

import pytest

from models.imports.matching import episode_meant
from tests.models.paper_desk import PaperDesk, london


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def episodes(desk):
    """Away on the 10th from 14:00 to 19:30, on the 12th from 09:00 to 10:00, and since the 20th at 20:00."""
    child = desk.child()
    desk.been(child, london("2026-11-10 14:00"), london("2026-11-10 19:30"))
    desk.been(child, london("2026-11-12 09:00"), london("2026-11-12 10:00"))
    desk.open(child, london("2026-11-20 20:00"))
    return desk.history(child).counting


@pytest.mark.parametrize(
    ("started", "ended", "meant"),
    [
        ("2026-11-10 13:20", "2026-11-10 19:40", 0),
        ("2026-11-10 18:00", "", 0),
        ("2026-11-10 03:00", "", 0),
        ("2026-11-12 11:00", "2026-11-12 12:00", 1),
        ("2026-11-09 08:00", "2026-11-13 08:00", 0),
        ("2026-11-21 23:00", "", 2),
        ("2020-01-01 10:00", "", None),
        ("2026-11-15 10:00", "2026-11-15 12:00", None),
    ],
)
def test_which_episode_is_meant(episodes, started, ended, meant):
    found = episode_meant(episodes, london(started), london(ended) if ended else None)
    assert found == (None if meant is None else episodes[meant])
