"""The first thing that a start of the board does: draws it as it was, where that is certain, before all else loads."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tui.environment import objection
from tui.plain.options import store_path


def paint_early(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether something was drawn; never for a set clock, or on what is not a terminal."""
    named = read(words, environ)
    if named is None or objection(environ):
        return False
    from tui.first_paint import paint, setting_mark

    try:
        return paint(store_path(named["store"], environ), setting_mark(named["config"], os.getuid()))
    except OSError:
        return False


def read(words: Sequence[str], environ: Mapping[str, str]) -> dict[str, str] | None:
    """Store and configuration as named; None when other options were given, or a clock."""
    named = {name: environ.get(f"NIGHTDESK_{name.upper()}", "") for name in ("store", "config")}
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or environ.get("NIGHTDESK_CLOCK") or any(o not in ("--store", "--config") for o, _ in pairs):
        return None
    return named | {option[2:]: value for option, value in pairs}
