"""The command `protocol`: the rules in force, and those one might choose."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from data.outcome import Refusal
from data.protocol_files import TEMPLATE, protocol_text, shipped, shipped_names, shipped_text
from models.protocol.load import load_protocol
from models.protocol.rule import Protocol, Rule
from models.text import how_many
from tui.plain.answer import say, say_json
from tui.plain.looking_up import only_now
from tui.plain.protocol_page import deadline_words, page
from tui.plain.refusing import refused
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION, receipt_shape
from tui.plain.status import DONE


def run(options: Namespace) -> int:
    """list, show, text, check or choose; returns the exit status."""
    as_json = getattr(options, "json", False)
    if options.kind == "list":
        return _list(as_json)
    if options.kind == "text":
        return _text(options.name or TEMPLATE)
    if options.kind == "check" or (options.kind == "show" and options.name):
        protocol = load_protocol(protocol_text(options.name))
        return _show(protocol, as_json) if options.kind == "show" else _sound(protocol, as_json)
    session = open_session(options, create=options.kind != "show")
    try:
        if options.kind == "show":
            return _show(session.desk.rulebook_of(session.register).current(session.now), as_json)
        only_now(session)
        return _choose(session, options)
    finally:
        session.desk.close()


def _text(name: str) -> int:
    """The file itself, to be copied and changed."""
    text = shipped_text(name) if name == TEMPLATE else protocol_text(name)
    say(*text.splitlines())
    return DONE


def _list(as_json: bool) -> int:
    found = [shipped(name) for name in shipped_names()]
    if as_json:
        say_json(
            {"v": VERSION, "protocols": [{"name": p.name, "title": p.title, "authority": p.authority} for p in found]}
        )
    else:
        say(*(f"{p.name}: {p.authority}, {p.title}" for p in found))
    return DONE


def _sound(protocol: Protocol, as_json: bool) -> int:
    if as_json:
        say_json({"v": VERSION, "name": protocol.name, "rules": [rule.id for rule in protocol.rules], "problems": []})
    else:
        say(f"{protocol.name}: {how_many(len(protocol.rules), 'rule')}, no mistakes found.")
    return DONE


def _choose(session: Session, options: Namespace) -> int:
    from models.commands.desk import ChooseProtocol
    from tui.plain.writing import begin

    text = protocol_text(options.name)
    protocol = load_protocol(text)
    begin(session.desk)
    key = session.desk.new_key()
    outcome = session.desk.submit(ChooseProtocol(key=key, name=protocol.name, text=text, reason=options.reason))
    if isinstance(outcome, Refusal):
        return refused(session, "protocol choose", outcome)
    if session.as_json:
        say_json(receipt_shape(outcome) | {"protocol": protocol.name})
    else:
        say(f"From now on the rules of {protocol.authority} hold ({protocol.name}). What arose before stays as it was.")
    return DONE


def _show(protocol: Protocol, as_json: bool) -> int:
    if as_json:
        rules = [_shape(rule, protocol) for rule in protocol.rules]
        say_json(
            {
                "v": VERSION,
                "name": protocol.name,
                "title": protocol.title,
                "document": protocol.document,
                "rules": rules,
                "roles": protocol.roles,
                "findings": protocol.findings,
                "practice": list(protocol.practice),
            }
        )
    else:
        say(*page(protocol))
    return DONE


def _shape(rule: Rule, protocol: Protocol) -> dict[str, Any]:
    return {
        "id": rule.id,
        "label": rule.label,
        "text": rule.text,
        "owes": rule.owes,
        "when": [when.words() for when in rule.when],
        "for": list(rule.traits),
        "deadline": deadline_words(rule.deadline, protocol.office_close),
        "by": rule.by,
        "source": rule.source,
    }
