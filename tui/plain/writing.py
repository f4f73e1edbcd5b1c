"""Running a plain command that records something."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace

from data.desk import Desk
from data.outcome import Receipt, Refusal
from models.events.entry import Entry
from models.history.child import Child
from models.times.words import date_words
from tui.plain import asked
from tui.plain.acts import ACTS, CHILD_ACTS, Act
from tui.plain.answer import TRAINING, fail, say, say_json
from tui.plain.asked import add_words, command_of, text_of
from tui.plain.options import parser, split
from tui.plain.refusing import give_back, refused
from tui.plain.session import open_session
from tui.plain.shapes import receipt_shape
from tui.plain.status import DAMAGED, DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BEGINNINGS = ("child.RegisterChild", "child.TakeCall")
"""What may be the first entry of a store. Anything else in a folder without one is a slip in its name."""


def run(name: str, words: list[str]) -> int:
    """Runs one of `ACTS`, or `child add|change|link|same-as`; returns the exit status."""
    asked.typed_by_hand.clear()
    try:
        code = _run(name, asked.share_out(words))
    except Exception:
        give_back()
        raise
    if code:
        give_back()
    return code


def _run(name: str, words: list[str]) -> int:
    if name == "child":
        return _run_child(words)
    act = ACTS[name]
    made = parser(name, act.about)
    add_words(made, name, act)
    return _submit(name, act, made.parse_intermixed_args(words), {})


def _run_child(words: list[str]) -> int:
    kind, rest = split(words)
    if kind not in CHILD_ACTS:
        parser("child", "add, change, show, link or same-as a child").error("say add, change, show, link or same-as")
    act = CHILD_ACTS[kind]
    made = parser(f"child {kind}", act.about)
    add_words(made, f"child {kind}", act)
    details = _add_details(made) if kind in ("add", "change") else ()
    options = made.parse_intermixed_args(rest)
    given = {name: text_of(getattr(options, f"detail_{name}", None)) for name in details}
    extra = {"details": {name: text for name, text in given.items() if text is not None}} if details else {}
    return _submit(f"child {kind}", act, options, extra)


def _add_details(made: ArgumentParser) -> tuple[str, ...]:
    """An option for each detail that is kept about a child."""
    from models.history.details import DETAILS

    for name, label in DETAILS.items():
        option = "--age" if name == "about_age" else "--" + name.replace("_", "-")
        made.add_argument(option, dest=f"detail_{name}", default=SUPPRESS, metavar="TEXT", help=label)
    return tuple(DETAILS)


def _submit(name: str, act: Act, options: Namespace, extra: dict[str, Any]) -> int:
    session = open_session(options, write=True, create=act.command in BEGINNINGS)
    desk = session.desk
    try:
        begin(desk)
        if desk.damage:
            return fail(desk.view_only, DAMAGED, session.as_json)
        outcome = desk.submit(command_of(act, options, extra, desk.new_key()))
        if isinstance(outcome, Refusal):
            return refused(session, name, outcome)
        _answer(desk, outcome, session.as_json)
        return DONE
    finally:
        desk.close()


def begin(desk: Desk) -> None:
    """A store that is new begins with who made it: the first account becomes its manager."""
    if desk.is_new and not desk.view_only:
        from models.commands.desk import MakeStore

        name = desk.account.full_name or desk.account.name
        desk.submit(MakeStore(key=desk.new_key(), training=False, name=name))


def _answer(desk: Desk, receipt: Receipt, as_json: bool) -> None:
    child = receipt.about or _child(desk, receipt.child)
    if child and receipt.entries[0].type == "ChildRegistered":
        receipt = receipt.but(notes=(*receipt.notes, *_already_here(desk, child)))
    if as_json:
        shape = receipt_shape(receipt)
        if child:
            shape |= {"name": child.name, "dob": child.detail("dob") or None}
        say_json(shape)
        return
    say(*[TRAINING] * desk.training, f"Recorded: {who(child)}." if child else "Recorded.")
    say(*(f"  {told(entry)}  (entry {entry.id})" for entry in receipt.entries))
    named = [f"{name} {getattr(receipt, name)}" for name in ("episode", "child") if getattr(receipt, name)]
    say(*[f"  {', '.join(named)}"] * bool(named), *(f"  Note: {note}." for note in receipt.notes))


def _child(desk: Desk, child: str) -> Child | None:
    history = desk.register.child(child) if child else None
    return history.child if history else None


def _already_here(desk: Desk, child: Child) -> list[str]:
    """Possible duplicates are told, never refused: names are alike more often than not (D22)."""
    from tui.plain.found import birth, name

    likely = desk.likely(child)
    desk.keep_find_index()
    return [
        f"{name(one)}, {birth(one)}, is on record already as child {one.child}; if this is the same child: "
        f"nightdesk child same-as {child.id} {one.child} --reason WHY"
        for one in likely
    ]


def told(entry: Entry) -> str:
    """One entry as it was taken: what, and how its time was read, so that a slip in it is seen at once."""
    from models.events.words import entry_words
    from models.times.words import day_time, from_now

    if entry.event is None or entry.happened_at == entry.entered_at:
        return entry_words(entry).whole
    about = "about " if entry.event.about else ""
    ago = from_now(entry.happened_at, entry.entered_at)
    return f"{about}{day_time(entry.happened_at)} ({ago}): {entry_words(entry).whole}"


def who(child: Child) -> str:
    """The child's name and date of birth, as every answer gives them."""
    born = f"born {date_words(child.dob)}" if child.dob else f"about {child.detail('about_age') or '?'} years old"
    return f"{child.name}, {born}"
