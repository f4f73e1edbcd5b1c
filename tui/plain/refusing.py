"""What a refused command leaves behind: its problems, and what somebody typed by hand given back."""

from __future__ import annotations

import sys

from data.outcome import Refusal
from tui.plain import asked
from tui.plain.answer import refuse, safe
from tui.plain.session import Session


def refused(session: Session, command: str, refusal: Refusal) -> int:
    """Says every problem; returns the exit status. A refusal of the whole command, for want of a role, is logged."""
    if any(not problem.field for problem in refusal.problems) and not session.look_only:
        from data.access import note_access

        note_access(session.desk, command, "", "refused")
    return refuse(refusal.problems, session.as_json)


def give_back() -> None:
    """Shows a text that was typed on the terminal and was not recorded, so that it can be copied and is not lost."""
    if asked.typed_by_hand:
        print("Not recorded. What you typed:", file=sys.stderr)
        for text in asked.typed_by_hand:
            print(*map(safe, text.splitlines()), sep="\n", file=sys.stderr)
