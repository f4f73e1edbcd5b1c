"""A sample of the grid of forms and cuts; `python -m tests.cut_off --all` walks every step of every form."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from screens.forms.acts import ACTS
from tests.cut_off.campaign import pairs, walk_all
from tests.cut_off.crowd import crowd
from tests.cut_off.cuts import CUTS
from tests.cut_off.letter_walk import LETTER

pytestmark = pytest.mark.terminal
SEED = int(os.environ.get("CUT_OFF_SEED", "22"))
QUICK = ("note", "found", "told", "review", "limit", "escalate", "lcs", "briefing", "link", "void", "police-saw")
"""Forms of few questions, from which the sample is drawn: the others take up to a minute each."""
A_CUT = 1


def test_every_form_of_the_desk_is_walked() -> None:
    assert {act for act, _ in pairs()} == {*ACTS, LETTER} and {cut for _, cut in pairs()} == set(CUTS)


@pytest.mark.parametrize("cut", CUTS)
def test_a_form_that_is_cut_off_at_any_step_loses_nothing(cut: str) -> None:
    acts = random.Random(f"{SEED} {cut}").sample(QUICK, A_CUT)
    came = list(walk_all([(act, cut) for act in acts], points=2, seed=SEED))
    assert [each.wrong for each in came if each.wrong] == []
    assert sum(each.cuts for each in came) >= A_CUT


@pytest.mark.parametrize("cut", CUTS)
def test_a_letter_that_is_cut_off_while_it_is_changed_loses_nothing(cut: str) -> None:
    (came,) = walk_all([(LETTER, cut)], points=1, seed=SEED)
    assert came.wrong == "" and came.cuts >= A_CUT


def test_sessions_killed_at_random_among_eight_lose_and_double_nothing(tmp_path: Path) -> None:
    came = crowd(tmp_path, kills=12, seed=SEED)
    assert (came.lost, came.doubled, came.refused_but_there, came.sound) == (0, 0, 0, True)
    assert came.acknowledged > 12
