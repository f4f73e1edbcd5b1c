"""The commands that keep the desk itself: protocol, worker, demo, doctor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from data.outcome import Refusal
from data.stores import is_server
from models.commands.base import Command
from models.problem import Problem
from tui.plain.answer import say, say_json
from tui.plain.looking_up import desk_then, only_now
from tui.plain.options import parser
from tui.plain.refusing import refused
from tui.plain.session import Refused, Session, clock_of, open_session, store_address
from tui.plain.shapes import VERSION, head_shape, receipt_shape
from tui.plain.status import DONE

SHORTEST_PIN = 4


def run(name: str, typed: list[str]) -> int:
    """Runs one of these commands; returns the exit status."""
    about, add, act = _KEEPING[name]
    made = parser(name, about, reading=name in ("protocol", "worker"))
    add(made)
    return act(made.parse_args(typed))


def _protocol(options: Namespace) -> int:
    from tui.plain import protocols

    return protocols.run(options)


def _worker(options: Namespace) -> int:
    if options.kind == "pin":
        return _pin()
    session = open_session(options, create=options.kind == "add")
    try:
        if options.kind == "add":
            only_now(session)
            return _submit(session, "worker add", _worker_command(session, options))
        workers = desk_then(session).workers.values()
        if session.as_json:
            say_json(
                {"v": VERSION, "workers": [{"account": w.account, "name": w.name, "role": w.role} for w in workers]}
            )
        else:
            say(*(f"{w.account}: {w.name}, {w.role}" for w in workers) if workers else ["nobody has been named yet"])
        return DONE
    finally:
        session.desk.close()


def _pin() -> int:
    """Asks for a PIN twice, unseen, and prints what stands for it in the configuration."""
    from getpass import getpass

    from data.io import Io
    from data.pin import pin_hash

    typed = getpass("PIN: ")
    if len(typed) < SHORTEST_PIN or typed != getpass("Again: "):
        raise Refused(Problem("pin", f"the same PIN twice is wanted, at least {SHORTEST_PIN} characters"))
    say(f'pin = "{pin_hash(typed, Io().random_bytes(16))}"')
    return DONE


def _worker_command(session: Session, options: Namespace) -> Command:
    from models.commands.desk import AddWorker
    from tui.plain.writing import begin

    begin(session.desk)
    return AddWorker(key=session.desk.new_key(), account=options.account, name=options.name, role=options.role)


def _submit(session: Session, name: str, command: Command) -> int:
    outcome = session.desk.submit(command)
    if isinstance(outcome, Refusal):
        return refused(session, name, outcome)
    if session.as_json:
        say_json(receipt_shape(outcome))
    else:
        say("Recorded.")
    return DONE


def _demo(options: Namespace) -> int:
    from data.demo import make_demo
    from data.demo.making import StoreInUse

    named = options.folder or store_address(options)
    folder = named if is_server(named) else str(Path(named))
    try:
        desk = make_demo(folder, clock_of(options), empty=options.empty)
    except StoreInUse as why:
        raise Refused(Problem("store", str(why))) from why
    desk.keep_find_index()
    shape = {
        "v": VERSION,
        "store": folder,
        "children": len(list(desk.register.children())),
        "head": head_shape(desk.head),
    }
    desk.close()
    if getattr(options, "json", False):
        say_json(shape)
    else:
        say(f"A training store is ready in {folder}: {shape['children']} invented children.",
            f"Open it with: nightdesk --store {folder}")  # fmt: skip
    return DONE


def _doctor(options: Namespace) -> int:
    from tui.plain import doctor

    return doctor.run(options)


def _protocol_words(made: ArgumentParser) -> None:
    made.add_argument("kind", choices=["list", "show", "text", "check", "choose", "use"], nargs="?", default="show")
    made.add_argument("name", nargs="?", default="", help="a protocol's name, or a file")
    made.add_argument("--reason", default="", help="why it is chosen")


def _worker_words(made: ArgumentParser) -> None:
    made.add_argument("kind", choices=["list", "add", "pin"], nargs="?", default="list")
    made.add_argument("account", nargs="?", default="")
    made.add_argument("--name", default="")
    made.add_argument("--role", default="", help="viewer, duty-worker, manager or none")


def _demo_words(made: ArgumentParser) -> None:
    made.add_argument("folder", nargs="?", default="", metavar="DIR")
    made.add_argument("--empty", action="store_true", help="a training store without children")


def _no_words(made: ArgumentParser) -> None:
    return


_KEEPING: dict[str, tuple[str, Callable[[ArgumentParser], None], Callable[[Namespace], int]]] = {
    "protocol": (
        "The rules in force; list, show, text, check FILE, choose NAME|FILE.",
        _protocol_words,
        _protocol,
    ),
    "worker": ("Who works here; add ACCOUNT --name --role (manager).", _worker_words, _worker),
    "demo": ("Make a training store: a demonstration night, or empty.", _demo_words, _demo),
    "doctor": ("Check this machine, this terminal and this store.", _no_words, _doctor),
}
