"""The door to the operating system: its clock, and the training clock that stands in for it."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import get_ident

import pytest

from data.io import CREATE, HELD, Io, TrainingClock

NIGHT = datetime(2026, 11, 22, 2, 14, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert Io().now().utcoffset() == timedelta(0)


def test_a_training_clock_that_stands_still_always_says_the_same() -> None:
    clock = TrainingClock(NIGHT, speed=0)
    assert clock.now() == clock.now() == NIGHT


def test_a_training_clock_runs_at_its_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [100.0]
    monkeypatch.setattr("data.io.time.monotonic", lambda: seconds[0])
    clock = TrainingClock(NIGHT, speed=60)
    seconds[0] += 30
    assert clock.now() == NIGHT + timedelta(minutes=30)


def test_a_training_clock_takes_any_zone_and_no_naive_time() -> None:
    assert TrainingClock(NIGHT.astimezone(timezone(timedelta(hours=1))), 0).now() == NIGHT
    with pytest.raises(ValueError, match="aware"):
        TrainingClock(NIGHT.replace(tzinfo=None))


def test_held_signals_come_afterwards() -> None:
    came: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, frame: came.append(number))
    try:
        with Io().signals_held():
            signal.pthread_kill(get_ident(), signal.SIGUSR1)  # to this thread, whatever others there are
            assert came == []
        assert came == [signal.SIGUSR1]
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert {"SIGHUP", "SIGINT", "SIGTERM", "SIGTSTP"} <= set(HELD)


def test_a_symbolic_link_is_never_followed_to_another_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("theirs")
    (tmp_path / "HEAD").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        Io().open(str(tmp_path / "HEAD"), CREATE)
