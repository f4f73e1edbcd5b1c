"""The bar tells how far it is, and Ctrl-C ends after a whole step instead of in the middle of one."""

from __future__ import annotations

import os
import signal

import pytest

from tui.plain.progress import WIDTH, Stopped, bar, reading, stoppable


@pytest.mark.parametrize(
    ("done", "total", "part"), [(0, 10, 0), (5, 10, 50), (10, 10, 100), (12, 10, 100), (1, 0, 100)]
)
def test_the_bar_is_as_wide_as_ever_and_says_how_much(done, total, part):
    text = bar(done, total)
    assert text.endswith(f"{part:3} %") and text.count("#") == WIDTH * part // 100
    assert text.count("#") + text.count(".") == WIDTH


def test_ctrl_c_is_heard_at_the_next_step_and_only_within():
    before = signal.getsignal(signal.SIGINT)
    with stoppable(10, "rows") as progress:
        assert progress(1)
        os.kill(os.getpid(), signal.SIGINT)
        assert not progress(2)
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_read_is_left_at_the_next_step_when_ctrl_c_is_pressed():
    read = []
    with pytest.raises(Stopped), reading(3, "children") as along:
        for each in along(["a", "b", "c"]):
            read.append(each)
            os.kill(os.getpid(), signal.SIGINT)
    assert read == ["a"]
