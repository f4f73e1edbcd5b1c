"""The board's counts in words, without names: for the second line, the window title and the locked screen."""

from __future__ import annotations

from collections.abc import Sequence

from models.duties.brief import Brief
from models.duties.case import ABSENT, MISSING, RETURNED


def count_words(briefs: Sequence[Brief]) -> str:
    """`2 missing   1 absent   2 returned, duties owed   1 OVERDUE   1 LAPSED`."""
    groups = [brief.group for brief in briefs]
    late = sum(brief.late for brief in briefs)
    lapsed = sum(brief.lapsed for brief in briefs)
    parts = [
        f"{groups.count(MISSING)} missing",
        f"{groups.count(ABSENT)} absent",
        f"{groups.count(RETURNED)} returned, duties owed",
        f"{late} OVERDUE" if late else "",
        f"{lapsed} LAPSED" if lapsed else "",
    ]
    return "   ".join(part for part in parts if part)


def title_words(counts: str) -> str:
    """The window title: counts, never names."""
    return f"NIGHTDESK {counts}".replace("   ", ", ")
