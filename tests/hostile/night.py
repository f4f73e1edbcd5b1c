"""A store in which every field of every form and every column of every import holds the worst that can be typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from data.desk import Desk
from data.imports.columns import KINDS
from data.imports.file import look_at
from data.imports.run import Imported, Wanted, import_file
from data.io import TrainingClock
from data.outcome import Receipt
from models.times.zone import from_iso
from screens.forms.acts import ACTS
from screens.forms.ask import TIMES
from screens.forms.scene import scene_of
from tests.cut_off.answers import EXACTLY, steps_of
from tests.cut_off.ground import NOW, make_ground

TOKEN = "qzq"
"""In every text, so that an output that shows it is known to have been reached."""
WORST = (
    f"=HYPERLINK({TOKEN})<b onmouseover=alert(1)>[bold red]x[/][@click=app.quit]go[/]"
    "\x1b[31m\x1b]2;owned\x07\x1b[2J\x9b31m\u202egnp\u2066\u200d\ufe0f\x00\x08\r\nBcc: x@evil.example\n{0}%n$(id)"
)
FORMULA = f'+cmd|"/c {TOKEN}"!A0\x1b[2J'
LAST = ("return", "keep-ours", "void-apart", "void", "same", "end")
"""Acts that end what the others need; tried at the end."""
TYPED = ("line", "prose")


def hostile_night(store: Path) -> tuple[set[str], set[str]]:
    """Makes it; returns the acts whose form was recorded, and those that were refused in words."""
    make_ground(store)
    beside = json.loads((store.parent / "openings.json").read_text())
    desk = Desk.open(store, TrainingClock(from_iso(NOW), 0))
    recorded, refused = set(), set()
    try:
        for act in sorted(ACTS, key=lambda each: LAST.index(each) if each in LAST else -1):
            (recorded if _record(desk, act, beside) else refused).add(act)
    finally:
        desk.close()
    return recorded, refused


def _record(desk: Desk, act: str, beside: dict[str, dict[str, dict[str, str]]]) -> bool:
    opening = beside["openings"][act]
    scene = scene_of(desk, opening["child"], opening["episode"], opening["given"])  # type: ignore[arg-type]
    answers = {}
    for step in steps_of(ACTS[act], scene, beside["other"]):  # type: ignore[arg-type]
        ask = step.ask
        free = ask.kind in TYPED and ask.kind not in TIMES and ask.name not in (set(EXACTLY) - {"value"})
        answers[ask.name] = WORST if free else step.holds
    answers |= {"field": {"correct": "place", "correct-apart": "caller"}[act]} if "field" in answers else {}
    answers |= {name: f"{FORMULA}{name}" for name in ("surname", "forename") if name in answers}
    return isinstance(desk.submit(ACTS[act].make(scene, desk.new_key(), answers)), Receipt)


def hostile_files(folder: Path) -> dict[str, Path]:
    """A file of each kind of import, hostile in every cell that is no date."""
    plain = {
        "dob": "12/3/2011",
        "start": "20/11/2026 18:00",
        "end": "20/11/2026 23:00",
        "log": "77",
        "status": "missing",
    }
    plain |= {"legal": "home", "case": "open", "risk": "high"}
    plain |= dict.fromkeys(("start_time", "end_time", "child", "about_age", "limit"), "")
    worst = WORST.replace("\x00", "")  # a file with NUL in it is refused as a whole
    found = {}
    for kind in KINDS:
        columns = list(KINDS[kind].columns)
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(columns)
        safe = {"surname": "Marsden", "forename": "Merle", "lcs": ""} if kind != "children" else {}
        for cell in (worst, f"x{worst[1:]}", FORMULA):
            writer.writerow([(plain | safe).get(name, cell) for name in columns])
        found[kind] = folder / f"{kind}.csv"
        found[kind].write_text(text.getvalue(), encoding="utf-8", newline="")
    return found


def take_in(store: Path, kind: str, path: Path) -> Imported:
    """Imports one of them."""
    desk = Desk.open(store, TrainingClock(from_iso(NOW), 0))
    try:
        found = import_file(desk, Wanted(look_at(str(path)), kind, {}, until=desk.now()))
        assert isinstance(found, Imported), found
        return found
    finally:
        desk.close()
