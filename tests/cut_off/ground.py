"""A training store on which every form can be opened, and where each opens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.desk import Desk
from data.io import TrainingClock
from data.outcome import Receipt
from models.commands.base import Command
from models.commands.child import RegisterChild, TakeCall
from models.commands.desk import MakeStore
from models.commands.duty import Escalate
from models.commands.episode import OpenEpisode
from models.commands.imported import KeepPoliceReport, RecordImport
from models.times.zone import from_iso, iso
from screens.forms.act import CASE, NONE
from screens.forms.acts import ACTS

NOW = "2026-11-22T22:10:00Z"
CLOCK = f"{NOW}x0"
CASES = {"limit": "absent", "interview": "returned"}
"""Acts that are opened on another case than the child who is missing."""


def _do(desk: Desk, command: type[Command], **fields: Any) -> Receipt:
    outcome = desk.submit(command(key=desk.new_key(), **fields))
    assert isinstance(outcome, Receipt), [(p.field, p.message) for p in outcome.problems]
    return outcome


def _child(desk: Desk, forename: str) -> str:
    details = {"surname": "Marsden", "forename": forename, "dob": "12/3/2011", "legal": "looked-after"}
    return _do(desk, RegisterChild, details=details | {"placement": "Ash House"}).child


def _away(desk: Desk, child: str, **fields: Any) -> dict[str, str]:
    given = {"status": "missing", "since": "2030", "source": "carer, Ash House"} | fields
    return {"child": child, "episode": _do(desk, OpenEpisode, child=child, **given).episode}


def make_ground(store: Path) -> None:
    """The store, and beside it `openings.json`: for each act the case or child its form is opened on."""
    desk = Desk.open(store, TrainingClock(from_iso(NOW), 0), create=True)
    try:
        _do(desk, MakeStore, training=True, name="J Okafor", authority="Bury")
        missing = _away(desk, _child(desk, "Ottilie"), risk="high")
        absence = {"status": "absence", "limit": "2359", "agreed_by": "P Lomax, SW", "whereabouts": "4 Elm Row"}
        cases = {
            "missing": missing,
            "absent": _away(desk, _child(desk, "Tobias"), confirmed_by="aunt", **absence),
            "returned": _away(desk, _child(desk, "Merle"), since="1500", returned="1700"),
        }
        other = _child(desk, "Wilf")
        _do(desk, Escalate, episode=missing["episode"], to="J Hart, SM", text="the police grade it low", at="2100")
        call = _do(desk, TakeCall, caller="a neighbour", text="shouting next door", at="2100").entries[0].id
        openings = {act: _opening(desk, act, cases, call) for act in ACTS}
        openings["open"] |= {"child": other}
        openings["keep-ours"]["given"] = _difference(desk, missing["child"])
    finally:
        desk.close()
    (store.parent / "openings.json").write_text(json.dumps({"openings": openings, "other": other}))


def _opening(desk: Desk, act: str, cases: Mapping[str, dict[str, str]], call: str) -> dict[str, Any]:
    """What the form of an act is opened on: the case, or the child alone, or nothing; and what is known already."""
    case, needs = cases[CASES.get(act, "missing")], ACTS[act].needs
    episode = desk.register.episode(case["episode"])
    assert episode
    given = {
        "alert": {"child": case["child"]},
        "correct": {"entry": episode.entries[0].id},
        "void": {"subject": episode.id},
        "correct-apart": {"entry": call},
        "void-apart": {"subject": call},
    }
    return {
        "act": act,
        "episode": case["episode"] if needs == CASE else "",
        "child": "" if needs == NONE else case["child"],
        "given": given.get(act, {}),
    }


def _difference(desk: Desk, child: str) -> dict[str, str]:
    """The police say that the child went earlier than we have it."""
    started = "2026-11-22T20:05:00Z"
    kept = _do(desk, KeepPoliceReport, child=child, log="0412", started=started, status="missing", source="download")
    _do(desk, RecordImport, what="police", until=iso(desk.now()), digest="d" * 64, children=(child,))
    return {"report": kept.entries[0].id, "field": "start"}
