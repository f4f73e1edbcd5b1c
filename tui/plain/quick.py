"""`nightdesk find NAME` from the index alone, while the caller is still spelling: no desk is opened, no ledger read."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tui.plain.options import store_path

MOST = 10
"""Children shown, unless `--limit` says otherwise."""


def find(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> int | None:
    """Answers, and returns the exit status; None when more is asked than the index can say for certain."""
    asked = read(words)
    if asked is None or environ.get("NIGHTDESK_CLOCK") or environ.get("NIGHTDESK_CONFIG"):
        return None
    text, store, as_json = asked
    from data.find.sections import BrokenIndex
    from data.find_ready import ready_index

    ready = ready_index(store_path(store or environ.get("NIGHTDESK_STORE", ""), environ))
    if ready is None:
        return None
    from models.times.london_day import london_day

    today = london_day(datetime.now(UTC))
    try:
        found = ready[0].found(text, today, MOST)
    except BrokenIndex:
        return None
    from tui.plain.found import tell

    return tell(found, today, ready[1], as_json)


def read(words: Sequence[str]) -> tuple[str, str, bool] | None:
    """What to find, in which store, whether as JSON; None when other options were given."""
    text, store, as_json = [], "", False
    place = 0
    while place < len(words):
        word = words[place]
        if word == "--json":
            as_json = True
        elif word == "--store" and place + 1 < len(words):
            place, store = place + 1, words[place + 1]
        elif word.startswith("-"):
            return None
        else:
            text.append(word)
        place += 1
    return (" ".join(text), store, as_json) if text else None
