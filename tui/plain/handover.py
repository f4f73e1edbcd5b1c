"""The command `handover`: generate, sign, write for paper and e-mail, list, show, acknowledge."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from data.handover import make_handover, sign
from data.handover_files import KINDS, write_handover
from data.outcome import Refusal
from models.handover.item import SECTIONS, Handover
from models.handover.text import handover_lines
from models.problem import Problem
from models.times.zone import iso
from tui.plain import signed_handovers
from tui.plain.answer import refuse, say, say_json
from tui.plain.looking_up import looked, note_view
from tui.plain.options import parser
from tui.plain.session import Refused, Session, open_session
from tui.plain.shapes import VERSION, head_shape, receipt_shape
from tui.plain.status import DONE

ABOUT = "The handover: as it stands now, signed, or one that was signed: list, show ID, ack ID [ITEM … | --all]."


def run(name: str, words: list[str]) -> int:
    """Runs `handover`; returns the exit status."""
    made = parser(name, ABOUT, reading=True)
    _words(made)
    options = made.parse_intermixed_args(words)
    act = signed_handovers.ACTS.get(options.act)
    if options.act and act is None:
        made.error("say list, show or ack, or nothing for the handover as it stands now")
    if act is None and options.rest:
        made.error("say list, show ID or ack ID")
    session = open_session(options, write=options.sign or options.act == "ack")
    return looked(session, lambda session: act(session, options) if act else _now(session, options))


def _words(made: ArgumentParser) -> None:
    made.add_argument("act", nargs="?", default="", metavar="list|show|ack")
    made.add_argument("rest", nargs="*", metavar="ID ITEM", help="a signed handover's id; numbers of its items, as 1.2")
    made.add_argument("--since", metavar="TIME", help="the beginning of the shift; else the last handover signed")
    made.add_argument("--sign", action="store_true", help="sign it: it becomes an entry with your name")
    made.add_argument("--all", action="store_true", help="ack: every item that waits")
    for kind in KINDS:
        made.add_argument(f"--{kind}", metavar="NAME", help=f"write it as {kind} into the exports folder, by this name")


def _now(session: Session, options: Namespace) -> int:
    """The handover as of the session's moment, signed and written where that was asked."""
    if options.sign and session.register is not session.desk.register:
        raise Refused(Problem("sign", "a handover of an earlier moment cannot be signed"))
    note_view(session, "handover", "")
    handover, receipt = make_handover(session.desk, session.register, session.now, _since(session, options)), None
    if options.sign:
        outcome = sign(session.desk, handover, session.desk.new_key())
        if isinstance(outcome, Refusal):
            return refuse(outcome.problems, session.as_json)
        receipt, handover = outcome
    names = {kind: getattr(options, kind) for kind in KINDS if getattr(options, kind)}
    files = write_handover(session.desk, handover, session.configuration.exports, names) if names else {}
    if isinstance(files, Refusal):
        return refuse(files.problems, session.as_json)
    if session.as_json:
        signed = receipt_shape(receipt) | {"id": receipt.entries[0].id} if receipt else {}
        say_json(shape(handover, session) | signed | {"files": {kind: str(path) for kind, path in files.items()}})
    else:
        say(*handover_lines(handover), *(f"Written: {path}" for path in files.values()))
    return DONE


def _since(session: Session, options: Namespace) -> Any:
    """When the shift began, where that was said."""
    if options.since is None:
        return None
    from models.times.parse import parse_past
    from models.times.reading import Unread

    found = parse_past(options.since, session.now)
    if isinstance(found, Unread):
        raise Refused(Problem("since", found.message))
    if found.at > session.now:
        raise Refused(Problem("since", "the shift cannot have begun after the moment that is looked at"))
    return found.at


def shape(handover: Handover, session: Session) -> dict[str, Any]:
    """The handover as JSON: every section in order, empty ones too."""
    sections = [
        {
            "number": number,
            "title": section,
            "items": [
                {"id": item.id, "number": item.number, "headline": item.headline, "lines": list(item.lines)}
                for item in handover.of(section)
            ],
        }
        for number, section in enumerate(SECTIONS, 1)
    ]
    return {
        "v": VERSION,
        "title": handover.title,
        "now": iso(handover.made),
        "since": iso(handover.since),
        "by": {"name": handover.worker.name, "role": handover.worker.role},
        "training": handover.training,
        "head": head_shape(session.desk.head),
        "fingerprint": handover.fingerprint,
        "counts": handover.counts,
        "signed": handover.signed or None,
        "sections": sections,
    }
