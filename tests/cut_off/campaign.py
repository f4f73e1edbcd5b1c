"""Many walks: every form by every cut, all steps or a sample of them."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.record import Record
from screens.forms.acts import ACTS
from tests.cut_off.cuts import CUTS
from tests.cut_off.ground import make_ground
from tests.cut_off.letter_walk import LETTER, LetterWalk
from tests.cut_off.seat import Left
from tests.cut_off.walk import Walk


class Came(Record):
    """What came of one walk."""

    act: str
    cut: str
    steps: int
    cuts: int
    answer: str
    wrong: str


def pairs(acts: Sequence[str] = (), cuts: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Every form, and the editor of letters, with every cut, or of those that are named."""
    return [(act, cut) for act in acts or (*ACTS, LETTER) for cut in cuts or CUTS]


def walk_all(chosen: Sequence[tuple[str, str]], points: int | None, seed: int) -> Iterator[Came]:
    """Walks one after another; `points`: at so many steps of each, chosen by the seed, or at all."""
    with tempfile.TemporaryDirectory(prefix="cut-off-") as name:
        ground = Path(name) / "ground"
        ground.mkdir()
        make_ground(ground / "store")
        for number, (act, cut) in enumerate(chosen):
            base = Path(name) / f"{number}"
            shutil.copytree(ground, base)
            yield _walk(base, act, cut, points, random.Random(f"{seed} {act} {cut}"))
            shutil.rmtree(base)


def _walk(base: Path, act: str, cut: str, points: int | None, lots: random.Random) -> Came:
    walk = LetterWalk(base, cut, None, lots) if act == LETTER else Walk(base, act, cut, None, lots)
    wrong = ""
    if points is not None:
        every = range(len(walk.steps) + 1)
        walk.points = {len(walk.steps), *lots.sample(every, min(points, len(every)))}
    try:
        walk.run()
    except (Left, AssertionError) as why:
        wrong = f"{type(why).__name__}: {why}"
    return Came(act, cut, len(walk.steps), walk.cuts_made, walk.came_of_it, wrong)


def summary(came: Sequence[Came]) -> dict[str, object]:
    """The counts that the report quotes."""
    by_cut: Counter[str] = Counter()
    for each in came:
        by_cut[each.cut] += each.cuts
    return {
        "forms": len({each.act for each in came}),
        "walks": len(came),
        "cuts": sum(each.cuts for each in came),
        "by_cut": dict(sorted(by_cut.items())),
        "recorded": sum(each.answer.startswith("Recorded") for each in came),
        "refused": sum(each.answer.startswith("NOT") for each in came),
        "wrong": [f"{each.act}/{each.cut}: {each.wrong}" for each in came if each.wrong],
    }
