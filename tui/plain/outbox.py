"""The command `outbox`: letters that wait, listed, shown, edited, written as files, sent, told by other means."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from data.drafts import DraftNotKept
from data.mail import MaybeSent, NotSent
from data.mail_settings import BadMail
from data.outbox import Outbox
from data.outcome import Receipt, Refusal
from data.sending import SentNotRecorded, send
from data.waiting_letter import Waiting
from models.problem import Problem
from tui.plain import status
from tui.plain.answer import TRAINING, fail, refuse, say, say_json
from tui.plain.asked import text_of
from tui.plain.looking_up import looked, note_view, of_the_past, only_now
from tui.plain.options import parser
from tui.plain.session import Refused, Session, open_session
from tui.plain.shapes import VERSION, receipt_shape

ABOUT = """Letters that wait to be written to somebody. Nothing is sent unless you say so.

  outbox                              list them
  outbox show LETTER                  one of them, as it would go
  outbox edit LETTER --text TEXT      change its words (- reads them from standard input); --to ADDRESS
  outbox edit LETTER --draft          back to the draft
  outbox write LETTER --out NAME      as an .eml file in the exports folder; records nothing
  outbox send LETTER [--again]        by the configured mail server; records it
  outbox told LETTER --how phone      read out, or sent by other means; records it"""


def run(name: str, words: list[str]) -> int:
    """Runs `outbox`; returns the exit status."""
    made = parser(name, ABOUT, reading=True)
    made.add_argument("act", nargs="?", default="list", choices=("list", *ACTS), metavar="ACT")
    made.add_argument("letter", nargs="?", default="", metavar="LETTER", help="a letter's id, as the list shows it")
    made.add_argument("--to", help="edit: the address, or several")
    made.add_argument("--text", help="edit: the words; - reads standard input")
    made.add_argument("--draft", action="store_true", help="edit: back to the draft")
    made.add_argument("--out", metavar="NAME", help="write: a bare file name, without a child's name")
    made.add_argument("--again", action="store_true", help="send: although it may have gone before")
    made.add_argument("--how", help="told: phone, in person, fax, another mail program …")
    made.add_argument("--at", default="now", metavar="TIME", help="told: when")
    made.add_argument("--name", default="", help="told: whom")
    options = made.parse_intermixed_args(words)
    if (options.act == "list") == bool(options.letter):
        made.error(
            "say which letter" if options.act != "list" else "say what to do with the letter: show, edit, send …"
        )
    session = open_session(options, write=options.act in ("edit", "send", "told"))
    return looked(session, lambda session: _run(session, options))


def _run(session: Session, options: Namespace) -> int:
    if options.act not in ("list", "show"):
        only_now(session)
    then = session.register if of_the_past(session) else None
    outbox = Outbox(session.desk, session.configuration, then, session.now if then else None)
    if options.act == "list":
        return _list(session, outbox)
    return ACTS[options.act](session, outbox, _the_one(outbox, options.letter), options)


def _the_one(outbox: Outbox, typed: str) -> Waiting:
    """The letter that is named by its whole id, in small or large letters. Raises: Refused."""
    found = [each for each in outbox.waiting() if each.letter.id.casefold() == typed.strip().casefold()]
    if not found:
        raise Refused(Problem("letter", "no letter with this id waits; nightdesk outbox lists those that do"))
    return found[0]


def _list(session: Session, outbox: Outbox) -> int:
    """Every letter: its id, to whom, about what, and what is known against sending it."""
    found = outbox.waiting()
    note_view(session, "outbox", "")
    if session.as_json:
        say_json({"v": VERSION, "letters": [_shape(each) for each in found]})
        return status.DONE
    say(*[TRAINING] * session.desk.training, *([] if found else ["No letter waits."]))
    for each in found:
        say(each.letter.id, f"   to {each.letter.to}: {each.letter.subject}")
        say(*(f"   ! {words}" for words in (each.state, *each.cautions) if words))
    return status.DONE


def _show(session: Session, outbox: Outbox, waiting: Waiting, options: Namespace) -> int:
    note_view(session, "letter", waiting.letter.child)
    if session.as_json:
        say_json({"v": VERSION, **_shape(waiting), "body": waiting.text})
        return status.DONE
    to = ", ".join(waiting.addresses) or "NO ADDRESS IS KNOWN"
    notes = [words for words in (waiting.state, *waiting.cautions) if words]
    say(*(f"! {words}" for words in notes), f"To: {to}", f"Subject: {waiting.letter.subject}", "")
    say(*waiting.text.splitlines())
    return status.DONE


def _edit(session: Session, outbox: Outbox, waiting: Waiting, options: Namespace) -> int:
    if session.look_only:
        raise Refused(Problem("", "view-only: nothing is written"))
    if options.draft:
        outbox.notes.restore(waiting.letter.id)
    else:
        to = " ".join(waiting.addresses) if options.to is None else options.to
        body = waiting.body if options.text is None else text_of(options.text)
        try:
            problems = outbox.edit(waiting, to, body)
        except DraftNotKept as why:
            return fail(str(why), status.NOT_RECORDED, session.as_json)
        if problems:
            return refuse(problems, session.as_json)
    return _show(session, outbox, outbox.one(waiting.letter.id) or waiting, options)


def _write(session: Session, outbox: Outbox, waiting: Waiting, options: Namespace) -> int:
    if session.look_only:
        raise Refused(Problem("", "view-only: nothing is written"))
    if not options.out:
        raise Refused(Problem("out", "say the file's name: --out NAME, for example letter.eml"))
    name = options.out if options.out.lower().endswith(".eml") else f"{options.out}.eml"
    written = outbox.write(waiting, name)
    if isinstance(written, Refusal):
        return refuse(written.problems, session.as_json)
    if session.as_json:
        say_json({"v": VERSION, "letter": waiting.letter.id, "file": str(written)})
    else:
        say(f"Written: {written}. It is not sent, and nothing is recorded: when it has gone, say")
        say(f"  nightdesk outbox told {waiting.letter.id} --how e-mail")
    return status.DONE


def _send(session: Session, outbox: Outbox, waiting: Waiting, options: Namespace) -> int:
    if waiting.stale:
        words = "the facts have changed since this letter was edited: read it, then edit it again, or edit --draft"
        raise Refused(Problem("letter", words))
    try:
        receipt = send(outbox, waiting, again=options.again)
    except BadMail as why:
        return refuse(why.problems, session.as_json)
    except NotSent as why:
        return fail(str(why), status.NOT_RECORDED, session.as_json)
    except (MaybeSent, SentNotRecorded) as why:
        return fail(str(why), status.UNCONFIRMED, session.as_json)
    return _recorded(session, waiting, receipt, f"Sent to {', '.join(waiting.addresses)}")


def _told(session: Session, outbox: Outbox, waiting: Waiting, options: Namespace) -> int:
    outcome = outbox.told(waiting, how=options.how or "", at=options.at, name=options.name)
    if isinstance(outcome, Refusal):
        return refuse(outcome.problems, session.as_json)
    return _recorded(session, waiting, outcome, f"{waiting.letter.to} told")


def _recorded(session: Session, waiting: Waiting, receipt: Receipt, done: str) -> int:
    from tui.plain.writing import told, who

    history = session.desk.register.child(receipt.child)
    if session.as_json:
        child = {"name": history.child.name, "dob": history.child.detail("dob") or None} if history else {}
        say_json(receipt_shape(receipt) | child | {"letter": waiting.letter.id, "to": list(waiting.addresses)})
        return status.DONE
    whose = f": {who(history.child)}" if history else ""
    say(*[TRAINING] * session.desk.training, f"{done}. Recorded{whose}.")
    say(*(f"  {told(entry)}  (entry {entry.id})" for entry in receipt.entries))
    say(*(f"  Note: {note}." for note in receipt.notes))
    return status.DONE


def _shape(waiting: Waiting) -> dict[str, Any]:
    letter = waiting.letter
    return {
        "id": letter.id,
        "episode": letter.episode,
        "child": letter.child,
        "roles": [reader.role for reader in letter.readers],
        "readers": [reader.words for reader in letter.readers],
        "to": list(waiting.addresses),
        "about": letter.about,
        "subject": letter.subject,
        "edited": waiting.edited,
        "state": waiting.state or None,
        "cautions": list(waiting.cautions),
    }


ACTS: dict[str, Callable[[Session, Outbox, Waiting, Namespace], int]] = {
    "show": _show,
    "edit": _edit,
    "write": _write,
    "send": _send,
    "told": _told,
}
"""What can be done with one letter."""
