"""What is wrong with the desk itself, in plain words, and what still works."""

from __future__ import annotations

from models.times.words import clock_time
from screens.board.night import Night
from screens.widgets.plain_text import wrapped

STILL_WORKS = "You can look, find and read; nothing can be recorded."


def trouble_words(night: Night, width: int) -> list[str]:
    """Lines for the board; none when all is well."""
    said = []
    if night.trouble:
        said.append(f"NOT REFRESHED since {clock_time(night.fresh_at)}: {night.trouble}")
    if night.desk.view_only:
        works = "" if "nothing can be recorded" in night.desk.view_only else f" {STILL_WORKS}"
        said.append(f"VIEW ONLY. {night.desk.view_only}{works}")
    elif not night.desk.worker.may_record:
        said.append(f"You are signed in as a {night.desk.worker.role}: you can look, but not record.")
    said += [night.reading] if night.reading else []
    said += night.desk.warnings
    return [f" {line}" for text in said for line in wrapped(text, width - 2)]
